"""What is no regular file is refused at once, wherever it is named."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bilingual.errors import BilingualError
from bilingual.formats import read_rows
from bilingual.formats.corpus import Corpus
from bilingual.glossary import Glossary
from bilingual.io.regular import NotRegularError, TooLargeError, open_regular, read_regular
from bilingual.io.source import Source
from bilingual.memory import strangers
from bilingual.models.packages import read_metadata
from bilingual.models.resolve import at, open_
from bilingual.options import merge
from bilingual.readers import READERS, discovery

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")

KINDS = {"pipe": "a named pipe", "socket": "a socket", "device": "a device", "folder": "a folder"}


def _make(kind: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put something at ``path`` that is no regular file; nobody writes to the pipe, and the device never ends."""
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "socket":
            monkeypatch.chdir(path.parent)  # a socket's path must be short
            with socket.socket(socket.AF_UNIX) as made:
                made.bind(path.name)
        case "device":
            path.symlink_to("/dev/zero")
        case _:
            path.mkdir()
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_what_it_is_stands_in_the_error(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotRegularError, match=f"^it is {KINDS[kind]}, not a file$"):
        open_regular(_make(kind, tmp_path / "x", monkeypatch))


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    (tmp_path / "b").symlink_to("a")
    assert read_regular(tmp_path / "b", 5) == b"12345"
    with pytest.raises(TooLargeError, match=r"^it has more than 4 bytes$"):
        read_regular(tmp_path / "b", 4)


# Whatever reads a file that somebody may name, or that lies where a stranger may have put it.
READING: dict[str, tuple[str, Callable[[Path], object]]] = {
    "an article": ("a.txt", lambda path: Source.of(path).read()),
    "articles": ("a.jsonl", lambda path: list(READERS[".jsonl"](Source.of(path), "fr"))),
    "compressed articles": ("a.jsonl.gz", lambda path: list(READERS[".jsonl"](Source.of(path), "fr"))),
    "a page": ("a.html", lambda path: list(READERS[".html"](Source.of(path), "fr"))),
    "a corpus": ("bitext.jsonl", lambda path: list(Corpus(path.parent))),
    "a table": ("a.tsv", lambda path: list(read_rows(path, ("fr", "en")))),
    "a CSV table": ("a.csv", lambda path: list(read_rows(path, ("fr", "en")))),
    "segments": ("a.jsonl", lambda path: list(read_rows(path, ("fr", "en")))),
    "a TMX file": ("a.tmx", lambda path: list(read_rows(path, ("fr", "en")))),
    "an XLIFF file": ("a.xlf", lambda path: list(read_rows(path, ("fr", "en")))),
    "a glossary": ("a.tsv", Glossary.load),
    "a glossary in TBX": ("a.tbx", Glossary.load),
    "an archive of a model": ("a.argosmodel", lambda path: open_(at(path))),
    "the metadata of a model": ("metadata.json", lambda path: read_metadata(path.parent)),
    "options": ("bilingual.toml", lambda path: merge({}, {}, path)),
    "a memory": ("a.sqlite", lambda path: strangers.refuse_foreign(path, Path("own"))),
}


@pytest.mark.parametrize("kind", ["pipe", "socket", "device"])
@pytest.mark.parametrize("what", READING)
def test_nothing_waits_for_it(what: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name, read = READING[what]
    with pytest.raises(BilingualError) as caught:
        read(_make(kind, tmp_path / name, monkeypatch))
    assert any(words in str(caught.value) for words in (KINDS[kind], "no corpus", "is a link"))


def test_one_in_a_folder_is_skipped_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Il pleut.")
    os.mkfifo(tmp_path / "b.txt")
    a, b = discovery.find([str(tmp_path)], READERS)
    assert isinstance(a, Source)
    assert isinstance(b, Source)
    assert discovery.total_size([str(tmp_path)], READERS) == len("Il pleut.")
    with pytest.raises(BilingualError, match=r"b.txt': it is a named pipe, not a file"):
        b.read()


def test_a_pipe_in_the_folder_of_a_model_is_found_before_the_model_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "metadata.json").write_text('{"from_code": "fr", "to_code": "en"}')
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "model.bin").write_bytes(b"")
    (tmp_path / "sentencepiece.model").write_bytes(b"")
    os.mkfifo(tmp_path / "model" / "config.json")
    with pytest.raises(BilingualError, match="it is a named pipe"):
        open_(at(tmp_path))
