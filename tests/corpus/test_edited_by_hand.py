"""Corpora that somebody edited by hand, or a program did: whatever stands in a line, one line says what is wrong."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.corpus import corrections, inspection
from bilingual.corpus.evaluation import References, evaluate
from bilingual.corpus.export import export
from bilingual.corpus.verify import verify
from bilingual.engines.fake import FakeEngine
from bilingual.errors import BilingualError, InputError
from bilingual.formats.corpus import Corpus
from bilingual.io.output import PRIVATE
from bilingual.options import Options
from bilingual.pipeline import build
from tests.support.bitexts import EVERYWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = ("bitext.jsonl", "articles.jsonl")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    (folder / "articles").mkdir()
    for name in "ab":
        (folder / "articles" / f"{name}.txt").write_text(f"Titre {name}\n\nIl pleut. Elle rit.\n")
    build([str(folder / "articles")], Options(out=folder / "corpus", formats=("jsonl",)), FakeEngine())
    export(folder / "corpus", ["tsv"])
    return folder / "corpus"


def _lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _edited(built: Path, name: str, lines: list[Any]) -> Path:
    """Return a copy of the corpus without its ledger, with other lines."""
    folder = built.parent / "edited"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(built, folder, ignore=shutil.ignore_patterns(PRIVATE))
    (folder / name).write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return folder


def _places(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the paths of all values in a line, that of the line itself first."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield from _places(part, (*path, key))


def _put(line: object, path: tuple[Any, ...], value: object) -> object:
    if not path:
        return value
    line = json.loads(json.dumps(line))
    inner: Any = line
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return line


def _use(folder: Path) -> set[str]:
    """Do everything with a corpus; return what was said of it. Anything but an error of ours is a failure."""
    said: set[str] = set()
    heard: list[str] = []
    uses = (
        lambda: export(folder, [name for name in EVERYWHERE if name != "jsonl"], folder.parent / "out"),
        lambda: inspection.inspect(folder, 3),
        lambda: verify(folder, heard.append),
        lambda: corrections.take(folder / "corpus.tsv", folder, None, lambda _: None, dry=True),
        lambda: evaluate([folder], References(by_source={"Il pleut.": "It rains."}), 40),
    )
    for use in uses:
        shutil.rmtree(folder.parent / "out", ignore_errors=True)
        try:
            use()
        except BilingualError as error:
            said.add(f"{error.exit_code}: {error.message}")
    for path in (folder.parent / "out").rglob("*"):
        if path.is_file() and path.suffix in {".tsv", ".html", ".tmx", ".fr"}:
            path.read_text(encoding="utf-8")
    return said


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([-1, 2**31, 10**30, 10**400, 1e308, -1e308, float("nan"), float("inf"), -float("inf"), 0.5])
    | st.text(st.characters(), max_size=5)
    | st.sampled_from(["\ud800", "a\udfffb", "../../x", "\0", "\x1b[31m", "\u2028", "mt", "human", "fr", "x" * 3_000]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
)
@given(data=st.data())
def test_any_value_in_any_field_is_damage_or_is_taken(built: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(FILES))
    lines = _lines(built / name)
    number = data.draw(st.integers(0, len(lines) - 1))
    place = data.draw(st.sampled_from(list(_places(lines[number]))))
    lines[number] = _put(lines[number], place, data.draw(JSON))
    said = _use(_edited(built, name, lines))
    assert all(message.startswith(("2: ", "4: ")) for message in said), said


DAMAGE: list[tuple[str, str, Any, str]] = [
    ("articles.jsonl", "title", 3, '"title" is no string'),
    ("articles.jsonl", "date", ["2023"], '"date" is no string'),
    ("articles.jsonl", "authors", "Awa", '"authors" is no list of strings'),
    ("articles.jsonl", "credits", [1], '"credits" is no list of strings'),
    ("articles.jsonl", "reading_time", "3", '"reading_time" is no whole number'),
    ("articles.jsonl", "segments", -1, '"segments" is not from 0 to 2,147,483,647'),
    ("articles.jsonl", "segments", float("inf"), "Infinity is no number"),
    ("articles.jsonl", "segments", True, '"segments" is no whole number'),
    ("articles.jsonl", "text", None, '"text" is no string'),
    ("articles.jsonl", "id", 7, '"id" is no string'),
    ("articles.jsonl", "site", "a\ud800", "it holds half a character"),
    ("articles.jsonl", "provenance", [], '"provenance" is no object'),
    ("bitext.jsonl", "score", float("nan"), "NaN is no number"),
    ("bitext.jsonl", "score", 10**400, '"score" is no number that it can have'),
    ("bitext.jsonl", "score", "-0.5", '"score" is no number'),
    ("bitext.jsonl", "start", 10**30, '"start" is not from 0 to 2,147,483,647'),
    ("bitext.jsonl", "end", 1.5, '"end" is no whole number'),
    ("bitext.jsonl", "flags", "numbers", '"flags" is no list of strings'),
    ("bitext.jsonl", "translation", {"fr": "a\udfff", "en": ""}, "it holds half a character"),
    ("bitext.jsonl", "translation", "Oui.", '"translation" is no object'),
    ("bitext.jsonl", "kind", 7, '"kind" is no string'),
]


@pytest.mark.parametrize(("name", "field", "value", "why"), DAMAGE)
def test_the_line_is_named_and_what_is_wrong_with_it(
    built: Path, name: str, field: str, value: object, why: str
) -> None:
    lines = _lines(built / name)
    lines[1][field] = value
    folder = _edited(built, name, lines)
    damaged = f"line 2 of '{folder / name}' is damaged ({why})"
    with pytest.raises(InputError) as caught:
        list(Corpus(folder))
    assert caught.value.message == damaged
    said = _use(folder)
    assert said == {f"2: {damaged}"}
    heard: list[str] = []
    assert verify(folder, heard.append).damaged == 1
    assert any(why in line and "line 2 of" in line and "is damaged" in line for line in heard)


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("source_language", "../../x", "'../../x' is no code of a language"),
        ("target_language", "fr", "source and target are in one language"),
        ("beam_size", 4.5, '"beam_size" is no whole number'),
        ("length_penalty", "0.2", '"length_penalty" is no number'),
        ("model", None, '"model" is no string'),
        ("steps", [3], "no 'model'"),
        ("steps", {}, '"steps" is no list'),
    ],
)
def test_a_provenance_that_is_not_whole(built: Path, field: str, value: object, why: str) -> None:
    lines = _lines(built / "articles.jsonl")
    lines[0]["provenance"][field] = value
    folder = _edited(built, "articles.jsonl", lines)
    with pytest.raises(InputError) as caught:
        export(folder, ["moses"])
    assert caught.value.message == f"line 1 of '{folder / 'articles.jsonl'}' is damaged ({why})"


@pytest.mark.parametrize("line", ["[" * 100_000, "7", "null", "[]", "{", '{"id": "a"}{}', '"\\ud800"', "\x00"])
def test_a_line_that_is_no_object(built: Path, line: str) -> None:
    folder = _edited(built, "bitext.jsonl", [])
    (folder / "bitext.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"line 1 of '.*bitext.jsonl' is damaged"):
        list(Corpus(folder))
    assert all(said.startswith("2: line 1 of ") for said in _use(folder))


def test_fields_that_we_do_not_know_are_passed_over(built: Path) -> None:
    lines = _lines(built / "articles.jsonl")
    for line in lines:
        line["later"] = {"a": [1]}
        line["provenance"] |= {"later": 1, "steps": []}
    assert len(list(Corpus(_edited(built, "articles.jsonl", lines)))) == 2


# What each sort of field refuses, besides what is no JSON.
NO_TEXT: list[Any] = [7, -1, 1.5, True, [], [None], {}, {"a": 1}]
NO_TEXTS: list[Any] = ["a", 7, 1.5, True, [None], [7], [["a"]], {}, {"a": 1}]
NO_NUMBER: list[Any] = ["1", True, [], [1], {}, 10**400, -(10**400), 1e300, float("nan"), float("inf"), -float("inf")]
NO_COUNT: list[Any] = [*NO_NUMBER, -1, 1.5, 2**31, 10**30]
NO_OBJECT: list[Any] = [7, 1.5, True, "a", [], [None]]


def _each(names: tuple[str, ...], values: list[Any]) -> dict[str, list[Any]]:
    return dict.fromkeys(names, values)


FIELDS: dict[str, dict[str, list[Any]]] = {
    "bitext.jsonl": {
        **_each(("id", "article", "kind", "origin", "repaired"), [None, *NO_TEXT]),
        **_each(("paragraph", "sentence", "start", "end"), [None, *NO_COUNT]),
        **_each(("translation fr", "translation en"), [None, *NO_TEXT]),
        "translation": [None, *NO_OBJECT, {}],
        "score": [*NO_NUMBER, 1.5],
        "flags": [None, *NO_TEXTS],
    },
    "articles.jsonl": {
        **_each(("id", "text", "language", "source", "sha256", "encoding"), [None, *NO_TEXT]),
        **_each(("title", "date", "publisher", "site", "section"), NO_TEXT),
        **_each(("authors", "credits"), NO_TEXTS),
        "reading_time": NO_COUNT,
        "segments": [None, *NO_COUNT],
        "provenance": [None, *NO_OBJECT, {}],
        **{
            f"provenance {name}": [None, *NO_TEXT]
            for name in (
                *("engine", "model", "model_version", "model_sha256", "source_language", "target_language"),
                *("compute_type", "bilingual", "glossary"),
            )
        },
        "provenance beam_size": [None, *NO_COUNT],
        "provenance repair": [None, *NO_COUNT],
        "provenance length_penalty": [None, *NO_NUMBER],
        "provenance steps": [None, 7, "a", True, {}, [None], [7], ["a"], [[]], [{}], [{"model": 7}]],
        "provenance arithmetic": NO_TEXTS,
        "provenance calibration": [*NO_OBJECT, {}],
        **_each(("provenance calibration model", "provenance calibration model_sha256"), [None, *NO_TEXT]),
        **_each(("provenance calibration trust", "provenance calibration doubt"), [None, *NO_NUMBER, -0.1, 2]),
        "provenance calibration sentences": [None, *NO_COUNT],
        "provenance calibration bad_shares": [
            *([None, 7, "abc", True, {}, {"a": 1, "b": 2, "c": 3}, [], [0.1], [0.1, 0.2, 0.3, 0.4], ["a", "b", "c"]]),
            *([0.1, 0.2, bad] for bad in (*NO_NUMBER, -0.1, 1.5, [0.1], "0.1")),
        ],
    },
}
CALIBRATION = {
    "model": "m",
    "model_sha256": "0" * 64,
    "trust": 0.6,
    "doubt": 0.4,
    "bad_shares": [0.1, None, 0.6],
    "sentences": 300,
}


def _fields() -> list[tuple[str, str]]:
    return [(name, field) for name, fields in FIELDS.items() for field in fields]


def test_every_field_is_in_the_table(built: Path) -> None:
    for name, fields in FIELDS.items():
        line = _calibrated(_lines(built / name)[0])
        known = {" ".join(place) for place in _places(line) if place and all(isinstance(key, str) for key in place)}
        assert known <= set(fields)


def _calibrated(line: Any) -> Any:  # noqa: ANN401 - a line of either file
    if "provenance" in line:
        line["provenance"] |= {"calibration": CALIBRATION, "glossary": "", "steps": []}
    return line


@pytest.mark.parametrize(("name", "field"), _fields())
def test_what_a_field_cannot_be_is_damage_in_that_line(built: Path, name: str, field: str) -> None:
    lines = [_calibrated(line) for line in _lines(built / name)]
    folder = _edited(built, name, lines)
    assert len(list(Corpus(folder))) == 2
    for value in FIELDS[name][field]:
        edited = [lines[0], _put(lines[1], tuple(field.split(" ")), value), *lines[2:]]
        (folder / name).write_text("".join(json.dumps(line) + "\n" for line in edited), encoding="utf-8")
        with pytest.raises(InputError) as caught:
            list(Corpus(folder))
        assert caught.value.message.startswith(f"line 2 of '{folder / name}' is damaged ("), value
        assert len(str(caught.value)) < 350 + len(str(folder / name)), value


@pytest.mark.parametrize("kept", [0, 1, 4])
def test_a_file_of_segments_that_is_cut_short(built: Path, kept: int) -> None:
    folder = _edited(built, "bitext.jsonl", _lines(built / "bitext.jsonl")[:kept])
    article = "b" if kept > 2 else "a"  # three segments each
    with pytest.raises(InputError) as caught:
        list(Corpus(folder))
    missing = f"(at its end a segment of article '{article}' is missing)"
    assert caught.value.message == f"'{folder / 'bitext.jsonl'}' is damaged {missing}"
