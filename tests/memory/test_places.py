"""Corrections of single places: kept beside those of sentences, replayed, taken back, and told of to strangers."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from bilingual.memory import Memory, strangers
from bilingual.memory.decisions import Action, Decision
from bilingual.memory.places import Decided, places_of
from tests.support.bitexts import texts

# Makes a memory one of the fourth version.
OLD = "".join(f"DROP TABLE {name}; " for name in ("replayed", "decided", "link", "dismissed"))
OLD += "PRAGMA user_version = 4;"

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("fr", "en")
ARTICLE, _ = texts("a", ("Non.", "No."), ("Oui.", "Yes."), ("Non.", "No."))
SOURCES = ["Non.", "Oui.", "Non."]
PLACES = places_of(ARTICLE, SOURCES)
SENTENCE = Decision(languages=LANGUAGES, source="Non.", target="No.")


def _placed(number: int, target: str | None, action: Action = Action.CORRECT) -> Decision:
    place = PLACES[number]
    return replace(
        SENTENCE,
        target=target,
        action=action.value,
        article=place.article,
        text_sha256=place.text_sha256,
        occurrence=place.occurrence,
    )


def _standing(path: Path | str, *decisions: Decision) -> list[str | None]:
    with Memory(path) as memory:
        memory.record(decisions)
        return memory.decided(LANGUAGES, SOURCES).of(ARTICLE, SOURCES)


def test_a_place_wins_over_its_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "memory.sqlite", ":memory:"):
        assert _standing(path, _placed(2, "Nope."), SENTENCE) == ["No.", None, "Nope."]


def test_places_are_taken_back_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    assert _standing(path, SENTENCE, _placed(0, "Nay."), _placed(0, "Never.")) == ["Never.", None, "No."]
    assert _standing(path, _placed(0, None, Action.UNDO)) == ["Nay.", None, "No."]
    assert _standing(path, _placed(0, None, Action.UNDO)) == ["No.", None, "No."]
    with Memory(path) as memory:
        assert memory.taken_back(LANGUAGES, ["Non."]) == set()
    assert _standing(path, replace(SENTENCE, target=None, action=Action.UNDO.value)) == [None, None, None]
    with Memory(path) as memory:
        assert memory.taken_back(LANGUAGES, ["Non.", "Oui."]) == {"Non."}


def test_the_file_beside_the_memory_brings_them_back(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    _standing(path, _placed(2, "Nope."))
    path.unlink()
    assert _standing(path) == [None, None, "Nope."]


def test_another_text_is_another_place() -> None:
    decided = Decided({}, {"Non.": {PLACES[0].key: "Nay.", PLACES[2].key: "Nope."}})
    changed = replace(ARTICLE, text=f"{ARTICLE.text} Et puis ?")
    assert (decided.of(changed, SOURCES), decided.left_behind(changed, SOURCES)) == ([None, None, None], 2)
    assert decided.left_behind(ARTICLE, SOURCES) == 0
    assert decided.left_behind(replace(changed, id="b"), SOURCES) == 0


def test_strangers_bring_them_too(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    _standing(path, _placed(2, "Nope."))
    said = strangers.introduce(path, LANGUAGES, tmp_path / "cache")
    assert said is not None
    assert "1 correction in it, such as 'Non.' → 'Nope.'" in said


def test_a_memory_from_before_there_were_places_is_raised(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    _standing(path, SENTENCE)
    (tmp_path / "memory.sqlite.corrections.jsonl").unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "DROP TABLE decided; DROP TABLE replayed; DROP TABLE link; DROP TABLE dismissed; PRAGMA user_version = 4;"
        )
    assert _standing(path, _placed(2, "Nope.")) == ["No.", None, "Nope."]
