"""``bilingual review``: what it prints, how it ends, and what it refuses."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from typing import TYPE_CHECKING

import pytest

from bilingual.formats.corpus import Corpus
from bilingual.review.app import CORPUS
from bilingual.review.desk import Desk
from tests.support import command
from tests.support.reviewed import VISITORS, reviewed

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("ended", [signal.SIGINT, signal.SIGTERM])
def test_a_review_ends_with_the_corpus_renewed(tmp_path: Path, ended: signal.Signals) -> None:
    corpus = reviewed(tmp_path)
    child = subprocess.Popen(
        [sys.executable, "-m", "bilingual", "review", str(corpus), "--no-open", "--port", "0", "--by", "Anne"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    assert child.stdout
    assert child.stdout.readline() == "3 sentences to check; Ctrl+C ends the review\n"
    origin, token = child.stdout.readline().strip().split("/#")
    headers = {"Origin": origin, "Content-Type": "application/json", CORPUS: Desk(corpus).identity}

    def post(path: str, body: object, **more: str) -> str:
        asked = urllib.request.Request(f"{origin}{path}", json.dumps(body).encode(), headers | more)  # noqa: S310
        with urllib.request.urlopen(asked, timeout=20) as answer:  # noqa: S310
            return str(answer.headers.get("Set-Cookie", "")).partition(";")[0]

    cookie = post("/review/enter", {"token": token})
    about = {"id": "market:1:2", "fr": "Il y avait 10 000 visiteurs.", "expected": VISITORS.text}
    post("/review/acts", {**about, "acts": [{"what": "accept"}]}, Cookie=cookie)
    child.send_signal(ended)
    out, err = child.communicate(timeout=60)
    assert (child.returncode, err) == (0, "")
    assert out.splitlines()[0] == "1 change saved"
    assert out.splitlines()[1].startswith("1 segment of the corpus renewed")
    origins = {pair.segment.id: pair.origin for _, pairs in Corpus(corpus) for pair in pairs}
    assert origins["market:1:2"] == "human"


def test_what_cannot_be_reviewed_is_refused_on_a_line(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    done = command.here(capfdbinary, "review", tmp_path / "none", "--no-open")
    assert done.returncode == 2
    assert re.fullmatch(r"error: no corpus in .*\n", done.stderr)
    corpus = reviewed(tmp_path / "corpus")
    for arguments in (("--sample", "0"), ("--port", "x"), ("--port", "99999"), ("--sample", "99999")):
        done = command.here(capfdbinary, "review", corpus, "--no-open", *arguments)
        assert done.returncode == 2, arguments
        assert done.stderr.count("\n") == 1
        assert not done.stdout


def test_a_sample_says_how_many_are_to_mark_and_its_help_each_default_once(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bilingual.review.serving.serve", lambda *_: None)
    done = command.here(capfdbinary, "review", reviewed(tmp_path), "--no-open", "--port", "0", "--sample", "4")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "4 sentences to mark; Ctrl+C ends the review"
    assert done.stdout.splitlines()[2] == "sample of 4 sentences (seed 1): none is marked"
    assert command.here(capfdbinary, "review", "--help").stdout.lower().count("default: 1") == 1


def test_without_the_extra_it_says_what_to_install(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith(("werkzeug", "bilingual.review.app"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "werkzeug", None)
    done = command.here(capfdbinary, "review", reviewed(tmp_path), "--no-open")
    assert done.returncode == 2
    assert "bilingual-corpus[review]" in done.stderr
