"""Datasets of Hugging Face: the splits, and their card. That ``datasets`` loads them, ``make interop`` shows."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bilingual.data import Alignment, Article, Metadata, Origin, Pair
from bilingual.formats.corpora import hf
from bilingual.formats.corpora.card import licence_code
from tests.support.bitexts import texts, write
from tests.support.corpora import contents

if TYPE_CHECKING:
    from pathlib import Path

# An article of each split.
NAMES = {"train": "art0", "validation": "art16", "test": "art73"}


@pytest.fixture(params=["parquet", "jsonl"])
def suffix(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With pyarrow, and as if it were not there."""
    suffix: str = request.param
    if suffix == "jsonl":
        monkeypatch.setattr(hf, "find_spec", lambda _: None)
    else:
        pytest.importorskip("pyarrow")
    return suffix


def _rows(folder: Path, split: str, suffix: str) -> list[dict[str, Any]]:
    path = folder / "hf" / "data" / f"{split}.{suffix}"
    if suffix == "jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    from pyarrow import parquet

    rows: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return rows


def _card(folder: Path) -> str:
    return (folder / "hf" / "README.md").read_text(encoding="utf-8")


def test_an_article_is_in_one_split_by_its_id_alone(tmp_path: Path, suffix: str) -> None:
    assert {split: hf.split_of(name) for split, name in NAMES.items()} == {split: split for split in NAMES}
    articles = [texts(name, ("Un.", "One."), ("Deux.", "Two.")) for name in NAMES.values()]
    write(tmp_path / "one", articles, "hf")
    write(tmp_path / "other", articles[::-1][:2], "hf")
    for split, name in NAMES.items():
        assert {row["article"] for row in _rows(tmp_path / "one", split, suffix)} == {name}
    for split in ("validation", "test"):
        assert _rows(tmp_path / "one", split, suffix) == _rows(tmp_path / "other", split, suffix)
    assert not (tmp_path / "other" / "hf" / "data" / f"train.{suffix}").exists()
    assert "split: train" not in _card(tmp_path / "other")


def test_splits_are_about_as_large_as_they_say() -> None:
    found = Counter(hf.split_of(f"article-{number}") for number in range(4000))
    assert {name: round(100 * found[name] / 4000) for name in hf.SPLITS} == pytest.approx(hf.SPLITS, abs=1)


def test_all_rows_have_the_fields_that_one_has(tmp_path: Path, suffix: str) -> None:
    articles = [texts(name, ("Un.", "One.")) for name in NAMES.values()]
    article, [pair] = articles[1]
    articles[1] = article, [replace(pair, translation=replace(pair.translation, trust=0.5), links=((0, 2, 0, 3),))]
    write(tmp_path, articles, "hf")
    rows = [row for split in NAMES for row in _rows(tmp_path, split, suffix)]
    assert len({tuple(row) for row in rows}) == 1
    assert [row["trust"] for row in rows] == [None, 0.5, None]
    assert [row["links"] for row in rows] == [[], [[0, 2, 0, 3]], []]
    assert '{"name": "trust", "dtype": "float64"}' in _card(tmp_path)


def test_another_kind_of_files_takes_the_place_of_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyarrow")
    write(tmp_path, [texts("art0", ("Un.", "One."))], "hf")
    monkeypatch.setattr(hf, "find_spec", lambda _: None)
    write(tmp_path, [texts("art0", ("Un.", "One."))], "hf")
    assert {name for name in contents(tmp_path) if name.startswith("hf")} == {"hf/README.md", "hf/data/train.jsonl"}


def test_the_card_names_models_licences_and_flags(tmp_path: Path) -> None:
    def article(name: str, licence: str | None, *flags: str, origin: Origin = Origin.MT) -> tuple[Article, list[Pair]]:
        found, [pair] = texts(name, ("Un.", "One."))
        pair = replace(pair, translation=replace(pair.translation, flags=flags), origin=origin)
        return replace(found, metadata=Metadata(license=licence)), [pair]

    write(
        tmp_path,
        [
            article("a", "CC BY 4.0", "numbers"),
            article("b", "CC BY 4.0", "numbers", "<b>|x"),
            article("c", None, origin=Origin.HUMAN),
        ],
        "hf",
    )
    card = _card(tmp_path)
    assert "license: other\n" in card
    for said in (
        "translate-fr\\_en 1.9", "CC BY 4.0: 2 articles", "nothing: 1 articles", "| numbers |", "\\<b\\>\\|x",
        "in 1 of 3 segments", "2 of 3 translated by machine", "1 of 3 corrected by a person", "n<1K",
    ):  # fmt: skip
        assert said in card


def test_a_licence_that_all_articles_have_is_that_of_the_dataset(tmp_path: Path) -> None:
    found, pairs = texts("a", ("Un.", "One."))
    write(tmp_path, [(replace(found, metadata=Metadata(license="CC BY-NC-ND 3.0")), pairs)], "hf")
    assert "license: cc-by-nc-nd-3.0\n" in _card(tmp_path)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("CC-BY-4.0", "cc-by-4.0"),
        ("Creative Commons BY-SA 3.0", "cc-by-sa-3.0"),
        ("http://creativecommons.org/licenses/by-nc/2.5/fr/", "cc-by-nc-2.5"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "cc0-1.0"),
        ("https://evil.example/creativecommons.org/licenses/by/4.0", "other"),
        ("by the author", "other"),
        ("cc by 4.0\nconfigs:", "other"),
        ("  ", "unknown"),
    ],
)
def test_licences(said: str, code: str) -> None:
    assert licence_code(said) == code


def test_beads_keep_how_they_were_aligned(tmp_path: Path, suffix: str) -> None:
    article, [pair] = texts("art0", ("Un. Deux.", ""))
    write(tmp_path, [(article, [replace(pair, alignment=Alignment("2-0", (), 0))])], "hf")
    [row] = _rows(tmp_path, "train", suffix)
    assert row["alignment"] == {"bead": "2-0", "en": [], "similarity": 0}
    assert row["translation"] == {"fr": "Un. Deux.", "en": ""}
