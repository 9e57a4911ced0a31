from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bilingual.engines.fake import FakeEngine
from bilingual.errors import InputError
from bilingual.options import Options
from bilingual.pipeline import build
from tests.support.hearing import Heard

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.pipeline.report import Report


def _build(source: Path, out: Path) -> tuple[Report, list[str]]:
    heard = Heard()
    return build([source], Options(out=out, formats="jsonl"), FakeEngine(), heard), heard.notes


def test_of_many_equal_notes_a_few_are_told(tmp_path: Path) -> None:
    lines = [{"text": f"Il pleut {number}.", "date": "inconnue"} for number in range(12)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    report, notes = _build(tmp_path / "a.jsonl", tmp_path / "out")
    assert report.articles == 12
    assert notes[0] == f"'{tmp_path}/a.jsonl:1' has no date that can be read (date 'inconnue' is no date)"
    assert notes[5:] == [f"… and 7 more in '{tmp_path}/a.jsonl' of which the same is to be said"]


def test_files_that_nothing_reads_are_told_on_one_line_and_in_the_report(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.mobi", "c.doc", "d.doc"):
        (tmp_path / "in" / name).write_text("Il pleut.", encoding="utf-8")
    report, notes = _build(tmp_path / "in", tmp_path / "out")
    assert notes == ["3 files not read: .doc 2, .mobi 1"]
    assert report.skipped == []
    written = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert written["unread"] == {".doc": 2, ".mobi": 1}
    (tmp_path / "in" / "a.txt").unlink()
    (tmp_path / "in" / "e.csv").write_text("id,fr\n", encoding="utf-8")
    with pytest.raises(
        InputError, match=r"no articles in '.*in' \(4 files not read: \.doc 2, \.mobi 1, \.csv 1\)"
    ) as raised:
        _build(tmp_path / "in", tmp_path / "out")
    assert raised.value.remedy.startswith("Put *.txt, ")


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.ndjson"])
def test_where_a_file_has_no_article_nobody_is_told_to_put_files_there(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    with pytest.raises(InputError, match=r"^no articles in ") as raised:
        _build(tmp_path / name, tmp_path / "out")
    assert raised.value.remedy.startswith("Name files with articles in them")


@pytest.mark.parametrize("urls", [(), (0,), (1,), (0, 1)])
def test_all_articles_have_an_address_and_a_license_where_one_has(tmp_path: Path, urls: tuple[int, ...]) -> None:
    records: list[dict[str, str]] = [{"id": "a", "text": 'Il dit "url": non.'}, {"id": "b", "text": "Il pleut."}]
    for number in urls:
        records[number] |= {"url": f"https://ex.fr/{number}"}
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    _build(tmp_path / "a.jsonl", tmp_path / "out")
    written = [json.loads(line) for line in (tmp_path / "out" / "articles.jsonl").read_text("utf-8").splitlines()]
    late = [{name: record.get(name) for name in ("url", "license")} for record in written]
    assert [list(record)[-2:] == ["url", "license"] for record in written] == [bool(urls)] * 2
    assert late == [
        {"url": f"https://ex.fr/{number}" if number in urls else None, "license": None} for number in range(2)
    ]
