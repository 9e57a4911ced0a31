"""A corpus whose publication was cut short: everybody sees the new one, whole, and nobody a mixture."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from bilingual.corpus import inspection
from bilingual.corpus.export import export
from bilingual.corpus.verify import verify
from bilingual.engines.fake import FakeEngine
from bilingual.errors import OutputError
from bilingual.formats.corpus import Corpus
from bilingual.io.output import PRIVATE, OutputFolder
from bilingual.options import Options
from bilingual.pipeline import build
from tests.support.corpora import contents

FORMATS = ("jsonl", "html", "tsv", "moses", "parquet")


def _build(folder: Path, *texts: str) -> Path:
    sources, out = folder / "sources", folder / "out"
    shutil.rmtree(sources, ignore_errors=True)
    sources.mkdir(parents=True)
    for number, text in enumerate(texts):
        (sources / f"{number}.txt").write_text(f"Titre {number}\n\n{text}\n")
    build([str(sources)], Options(out=out, formats=FORMATS), FakeEngine())
    return out


def _texts(folder: Path) -> list[str]:
    return [pair.segment.text for _, pairs in Corpus(folder) for pair in pairs]


@pytest.mark.parametrize("after", [0, 1, 2, 4, 7])
@pytest.mark.parametrize("locked", [False, True], ids=["finished", "locked"])
def test_every_reader_sees_the_new_corpus(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    after: int,
    locked: bool,  # noqa: FBT001 - a column
) -> None:
    new = ("Il neige.", "Elle chante.", "Le vent tombe.")
    expected = contents(_build(tmp_path / "whole", *new))
    out = _build(tmp_path, "Il pleut.", "Elle rit.")
    rename, calls = Path.replace, iter(range(100))

    def fail(self: Path, target: Path) -> Path:
        if next(calls) >= after:
            raise OSError("power cut")
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        with pytest.raises(OutputError, match="power cut"):
            _build(tmp_path, *new)
    if locked:

        def refuse(self: OutputFolder) -> OutputFolder:
            if self.path == out:
                raise OutputError("another build is writing", "Wait")
            return enter(self)

        enter = OutputFolder.__enter__
        monkeypatch.setattr(OutputFolder, "__enter__", refuse)
    texts = ["Titre 0", "Il neige.", "Titre 1", "Elle chante.", "Titre 2", "Le vent tombe."]
    assert _texts(out) == texts
    heard: list[str] = []
    done = verify(out, heard.append)
    assert (heard, done.segments) == ([], 6)
    assert done.exports == {"html/index.html": 6, "corpus.ids": 6, "corpus.parquet": 6, "corpus.tsv": 6}
    assert inspection.inspect(out, 1).segments == 6
    assert export(out, ["tsv"], tmp_path / "export").taken == 6
    if not locked:
        assert contents(out)["bitext.jsonl"] == expected["bitext.jsonl"]


def test_an_export_of_a_folder_that_leads_elsewhere_writes_nothing(tmp_path: Path) -> None:
    out = _build(tmp_path, "Il pleut.")
    with sqlite3.connect(out / PRIVATE / "ledger.sqlite") as ledger:
        ledger.execute("INSERT INTO staged VALUES ('../planted.txt', 'csv', '', '', 1, 1)")
        ledger.execute("INSERT INTO staged_format VALUES ('csv')")
    ledger.close()
    (out / PRIVATE / "staging").mkdir(exist_ok=True)
    (out / PRIVATE / "planted.txt").write_text("x")
    with pytest.raises(
        OutputError, match=r"is damaged \(it names '../planted.txt', which is no file within the folder"
    ):
        export(out, ["csv"])
    assert not (tmp_path / "planted.txt").exists()
    assert export(out, ["csv"], tmp_path / "elsewhere").taken == 2
    heard: list[str] = []
    verify(out, heard.append)
    assert "which tells what was written, is damaged" in heard[0]
