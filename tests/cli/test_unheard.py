"""Where nobody reads what a command prints, or it cannot be printed: its work is done all the same."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bilingual.cli import consoles
from bilingual.engines.fake import FakeEngine
from bilingual.formats.corpus import Corpus
from bilingual.options import Options
from bilingual.pipeline import build

if TYPE_CHECKING:
    from pathlib import Path

_FULL = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no device that is always full")  # noqa: PTH110
# How a shell runs a command whose output nobody reads, or that is written to a full disk.
_CLOSED, _PIPE, _DISK, _ERRORS = (
    '"$@" >&-',
    '"$@" | true; exit "${PIPESTATUS[0]}"',
    '"$@" >/dev/full',
    '"$@" 2>/dev/full',
)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A corpus of 200 sentences, all of them corrected in a table beside it, but for one that it does not have."""
    text = "\n\n".join(f"Le maire a dit {number} fois non." for number in range(200))
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    out = tmp_path / "corpus"
    build([str(tmp_path / "a.txt")], Options(out=out, formats="jsonl"), FakeEngine())
    rows = [
        f"{pair.segment.id}\t{pair.segment.text}\tNo, {'at length, ' * 20}no."
        for _, pairs in Corpus(out)
        for pair in pairs
    ]
    (tmp_path / "all.tsv").write_text("\n".join(["id\tfr\ten", *rows, "a:999:1\tNon.\tNo.\n"]), encoding="utf-8")
    return out


def _run(how: str, *arguments: str | Path, **extra: str) -> subprocess.CompletedProcess[str]:
    command = ["bash", "-c", how, "bash", sys.executable, "-m", "bilingual", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | extra)


def _human(out: Path) -> int:
    return sum(pair.origin == "human" for _, pairs in Corpus(out) for pair in pairs)


@pytest.mark.parametrize(("how", "code"), [(_CLOSED, 1), (_PIPE, 1), (_ERRORS, 1), pytest.param(_DISK, 4, marks=_FULL)])
def test_every_correction_of_a_file_is_taken(out: Path, how: str, code: int) -> None:
    done = _run(how, "import", out.parent / "all.tsv", "--corpus", out, PYTHONUNBUFFERED="1")
    assert done.returncode == code  # 1: there is a conflict
    assert _human(out) == 200
    assert "Traceback" not in done.stderr
    if code == 4:
        assert done.stderr.splitlines()[-1].startswith("error: all is done, but what was to be printed could not be: ")


@_FULL
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_one_line_and_one_code(out: Path, unbuffered: str) -> None:
    for command, *others in (("verify",), ("correct", "a:1:1", "He refused."), ("stats",)):
        done = _run(_DISK, command, out, *others, PYTHONUNBUFFERED=unbuffered)
        assert (done.returncode, done.stderr.count("\n")) == (4, 1)


@pytest.mark.parametrize("how", [_CLOSED, _PIPE])
def test_a_correction_is_in_the_corpus(out: Path, how: str) -> None:
    assert _run(how, "correct", out, "a:1:1", "He refused.").returncode == 0
    assert _human(out) == 1


def test_what_is_there_to_print_is_an_error_where_standard_output_is_closed(out: Path) -> None:
    for command in ("stats", "check"):
        done = _run(_CLOSED, command, out)
        assert (done.returncode, done.stderr.splitlines()[-1][:35]) == (4, "error: standard output is closed. G")
    assert _run(_PIPE, "stats", out).returncode == 0


class _Full:
    encoding = "utf-8"

    def write(self, _: str) -> int:
        raise OSError(28, "No space left on device")

    flush = isatty = lambda _: False


def test_progress_that_cannot_be_written_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", _Full())
    consoles.progress().print("10 articles read")
    monkeypatch.setattr(sys, "stderr", None)
    consoles.progress().print("20 articles read")
