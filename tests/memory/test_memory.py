from __future__ import annotations

import contextlib
import random
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.data import Basis, Repair, Translation
from bilingual.engines.fake import FakeEngine
from bilingual.errors import OutputError
from bilingual.memory import Memory, file
from bilingual.memory.entries import Entry

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.data import Provenance

PROVENANCE = FakeEngine().provenance
RAIN = {"Il pleut.": Translation("It rains.", -0.25), "Oui.": Translation("", None, ("empty", "split"))}
MENDED = {
    "Il en reste 12.": Translation("12 are left.", -0.5, ("names",), Repair("n-best", ("numbers",)), Basis("0123abcd"))
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "memory.sqlite"


def _fill(path: Path, items: dict[str, Translation]) -> None:
    with Memory(path) as memory:
        memory.use(PROVENANCE)
        memory.store(items.items())


def test_what_is_stored_is_found_by_the_next_run(path: Path) -> None:
    _fill(path, RAIN | MENDED)
    with Memory(path) as memory:
        memory.use(PROVENANCE)
        assert memory.look_up(["Non.", *RAIN, *MENDED]) == RAIN | MENDED


@pytest.mark.parametrize(
    "other",
    [
        replace(PROVENANCE, model_sha256="other"),
        replace(PROVENANCE, source_language="de"),
        replace(PROVENANCE, target_language="de"),
        replace(PROVENANCE, compute_type="float32"),
        replace(PROVENANCE, beam_size=2),
    ],
)
def test_another_engine_finds_nothing(path: Path, other: Provenance) -> None:
    _fill(path, RAIN)
    with Memory(path) as memory:
        memory.use(other)
        assert memory.look_up([*RAIN]) == {}
        memory.use(replace(PROVENANCE, model="the same under another name"))
        assert memory.look_up([*RAIN]) == RAIN


def test_more_sentences_than_a_statement_takes(path: Path) -> None:
    items = {f"Phrase {number}.": Translation(f"Sentence {number}.", -0.1) for number in range(5_000)}
    _fill(path, items)
    with Memory(path) as memory:
        memory.use(PROVENANCE)
        assert memory.look_up([*items]) == items


def test_statistics_and_entries(path: Path) -> None:
    _fill(path, RAIN)
    with Memory(path) as memory:
        [statistics] = memory.statistics()
        assert (statistics.sentences, statistics.source_characters, statistics.target_characters) == (2, 13, 9)
        assert [(entry.source, entry.target, entry.score, entry.flags) for entry in memory.entries()] == [
            ("Il pleut.", "It rains.", -0.25, ""),
            ("Oui.", "", None, "empty split"),
        ]
        memory.vacuum()


@pytest.mark.parametrize(
    "content", [b"x", b"I am a diary, not a database. " * 100, b"SQLite format 3\0" + b"\xff" * 5_000]
)
def test_a_foreign_file_in_the_memorys_own_place_is_set_aside_and_never_deleted(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / ".bilingual" / "memory.sqlite"
    path.parent.mkdir()
    path.write_bytes(content)
    notes: list[str] = []
    with Memory(path, notes.append) as memory:
        memory.use(PROVENANCE)
        memory.store(RAIN.items())
    assert (path.parent / "memory.sqlite.aside-1").read_bytes() == content
    assert len(notes) == 1
    assert "memory.sqlite.aside-1" in notes[0]
    with Memory(path, notes.append) as memory:
        memory.use(PROVENANCE)
        assert memory.look_up([*RAIN]) == RAIN
    assert len(notes) == 1


def test_another_programs_database_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / ".bilingual" / "memory.sqlite"
    path.parent.mkdir()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE recipes (name TEXT)")
    database.close()
    notes: list[str] = []
    Memory(path, notes.append).close()
    with sqlite3.connect(path.parent / "memory.sqlite.aside-1") as database:
        assert database.execute("SELECT count(*) FROM recipes").fetchone() == (0,)
    database.close()
    assert len(notes) == 1


@pytest.mark.parametrize("seed", range(12))
def test_flipped_bytes_are_noticed_and_what_is_whole_is_kept(path: Path, seed: int) -> None:
    items = {f"Phrase numéro {number}.": Translation(f"Sentence number {number}.", -0.1) for number in range(2_000)}
    _fill(path, items)
    chance = random.Random(seed)
    data = bytearray(path.read_bytes())
    for _ in range(20):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    notes: list[str] = []
    with Memory(path, notes.append) as memory:
        memory.use(PROVENANCE)
        found = memory.look_up([*items])
        assert found.items() <= items.items()
        memory.store(items.items())
        assert memory.look_up([*items]) == items
    if len(found) < len(items):
        # Either the damage was noticed and the file set aside, or a key was hit, which cannot be found any more.
        assert notes or len(found) >= len(items) - 20


def test_a_flipped_translation_is_never_given_out(path: Path) -> None:
    _fill(path, RAIN)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"It rains.", b"It raint."))
    notes: list[str] = []
    with Memory(path, notes.append) as memory:
        memory.use(PROVENANCE)
        assert memory.look_up([*RAIN]) == {"Oui.": RAIN["Oui."]}
    assert "a new one has 0 of 0 corrections and 1 of 2 sentences of it" in notes[0]


def test_a_folder_in_its_place_is_one_clear_error(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(OutputError, match="cannot be used"):
        Memory(path)


@settings(deadline=None, max_examples=30)
@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"]))
    )
)
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, texts: dict[str, str]) -> None:
    items = {source: Translation(target, -0.5) for source, target in texts.items()}
    path = tmp_path_factory.mktemp("memory") / "memory.sqlite"
    _fill(path, items)
    with Memory(path) as memory:
        memory.use(PROVENANCE)
        assert memory.look_up([*items]) == items


def _first_version(path: Path) -> None:
    """Make a file as the first version of bilingual wrote it."""
    path.parent.mkdir()
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript(file._FIRST_SCHEMA)  # noqa: SLF001 - what stands in old files
        entries = [
            Entry("fr", "en", "m", "0", "s", source, made.text, made.score, " ".join(made.flags))
            for source, made in RAIN.items()
        ]
        database.execute("INSERT INTO engine VALUES (1, 'fr', 'en', 'm', '0', 's', ?)", (entries[0].seed,))
        for entry in entries:
            row = (1, entry.source, entry.target, entry.score, entry.flags, entry.checksum)
            database.execute("INSERT INTO translation VALUES (?, ?, ?, ?, ?, ?)", row)


def test_a_file_of_the_first_version_is_taken_on_in_place(path: Path) -> None:
    _first_version(path)
    notes: list[str] = []
    with Memory(path, notes.append) as memory:
        assert [entry.source for entry in memory.entries()] == [*RAIN]
        memory.correct(("fr", "en"), [("Oui.", "Yes.")])
    with Memory(path, notes.append) as memory:
        assert memory.corrections(("fr", "en"), ["Oui.", "Il pleut."]) == {"Oui.": "Yes."}
        assert len(memory.statistics()) == 2
    assert (notes, sorted(file.name for file in path.parent.iterdir() if not file.name.endswith(".lock"))) == (
        [],
        ["memory.sqlite", "memory.sqlite.corrections.jsonl"],
    )
    _fill(path, MENDED)
    with Memory(path) as memory:
        memory.use(PROVENANCE)
        assert memory.look_up([*MENDED]) == MENDED


def test_a_damaged_file_of_the_first_version_is_read_as_far_as_it_can_be(path: Path) -> None:
    _first_version(path)
    path.write_bytes(path.read_bytes().replace(b"It rains.", b"It rainz."))
    notes: list[str] = []
    with Memory(path, notes.append) as memory:
        memory.use(replace(PROVENANCE, model_sha256="0"))
        memory.correct(("fr", "en"), [("Oui.", "Yes.")])
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("DROP TABLE correction")
    with Memory(path, notes.append) as memory:
        # The translation, and the correction, which the file beside the memory has.
        assert [entry.source for entry in memory.entries()] == ["Oui.", "Oui."]
    assert "a new one has 0 of 0 corrections and 1 of 2 sentences of it" in notes[0]


def test_a_flipped_correction_comes_back_from_the_file_beside_the_memory(path: Path) -> None:
    with Memory(path) as memory:
        memory.use(PROVENANCE)
        memory.store(RAIN.items())
        memory.correct(("fr", "en"), [("Oui.", "Yes indeed."), ("Non.", "No way.")])
        assert [(entry.model, entry.target) for entry in memory.entries()][2:] == [
            ("human", "No way."),
            ("human", "Yes indeed."),
        ]
    path.write_bytes(path.read_bytes().replace(b"Yes indeed.", b"Yes indeef."))
    notes: list[str] = []
    with Memory(path, notes.append) as memory:
        memory.use(PROVENANCE)
        assert memory.corrections(("fr", "en"), ["Oui.", "Non."]) == {"Oui.": "Yes indeed.", "Non.": "No way."}
        assert memory.look_up([*RAIN]) == RAIN
    assert "a new one has 1 of 2 corrections and 2 of 2 sentences of it" in notes[0]
