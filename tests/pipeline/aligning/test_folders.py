"""Folders of texts: by a list, by names, by content; what has no partner is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import bilingual
from bilingual.errors import InputError, UsageError
from bilingual.pipeline.aligning.folders import paired
from bilingual.pipeline.aligning.listed import inside, read_list
from bilingual.pipeline.listener import Listener
from tests.support.twin_texts import PAIRS

if TYPE_CHECKING:
    from collections.abc import Sequence

# A sentence that says the language of a text, in either.
FRENCH = "Il est dans la ville, et elle ne le sait pas, car il n'est pas avec eux."
ENGLISH = "He is in the town, and she does not know it, as he was not with them."


def put(folder: Path, files: dict[str, tuple[int, Sequence[int]]]) -> Path:
    """Write texts: by name, the side (0 French, 1 English) and the numbers of its sentences."""
    for name, (side, numbers) in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        sentences = [PAIRS[number][side] for number in numbers]
        path.write_text("\n\n".join([(FRENCH, ENGLISH)[side], *sentences]) + "\n", encoding="utf-8")
    return folder


class Notes(Listener):
    def __init__(self) -> None:
        self.lines: list[str] = []

    def note(self, message: str) -> None:
        self.lines.append(message)


def names(folder: Path, **options: object) -> list[tuple[str, str]]:
    found = paired(folder, bilingual.Options(), **options)  # type: ignore[arg-type]
    return [
        tuple(Path(source.name).relative_to(folder).as_posix() for source in pair)  # type: ignore[misc]
        for pair in found.pairs
    ]


def test_names_go_before_content(tmp_path: Path) -> None:
    # By their names alone: the texts themselves say another thing.
    put(tmp_path, {"a.fr.txt": (0, range(7)), "a.en.txt": (1, range(7, 14)), "b.txt": (1, range(7))})
    assert names(tmp_path) == [("a.fr.txt", "a.en.txt")]


def test_one_format_goes_before_another(tmp_path: Path) -> None:
    put(tmp_path, {"a.fr.txt": (0, range(7)), "a.en.txt": (1, range(7))})
    (tmp_path / "a.fr.html").write_text("<p>" + FRENCH * 5)
    assert names(tmp_path) == [("a.fr.txt", "a.en.txt")]


def test_content_tells_where_names_do_not(tmp_path: Path) -> None:
    put(
        tmp_path,
        {"1.txt": (0, range(7)), "2.txt": (1, range(7, 14)), "3.txt": (1, range(7)), "4.txt": (0, range(7, 14))},
    )
    put(tmp_path, {"5.txt": (0, range(14, 20))})
    found = paired(tmp_path, bilingual.Options())
    assert [tuple(source.id for source in pair) for pair in found.pairs] == [("1", "3"), ("4", "2")]
    assert [(Path(name).name, why) for name, why in found.alone] == [
        ("5.txt", "no text of the other language is clearly its translation")
    ]


def test_what_is_no_text_of_either_language_has_no_partner(tmp_path: Path) -> None:
    put(tmp_path, {"a.fr.txt": (0, range(7)), "a.en.txt": (1, range(7))})
    (tmp_path / "b.txt").write_text("Der Mann ist nicht in der Stadt und er hat die Kinder mit dem Hund gesehen. " * 3)
    (tmp_path / "c.txt").write_text("Bonjour.\n")
    (tmp_path / "d.jsonl").write_text('{"text": "Un."}\n{"text": "Deux."}\n')
    (tmp_path / "e.mobi").write_text("")
    found = paired(tmp_path, bilingual.Options())
    assert [(Path(name).name, why) for name, why in found.alone] == [
        ("b.txt", "it looks like German"),
        ("c.txt", "it does not show which language it is in"),
        ("d.jsonl", "it holds more articles than one"),
    ]
    first, *_, last = found.notes()
    assert first == "1 pair of texts: 1 by names"
    assert last == "1 file not read: .mobi 1"


def test_a_list_goes_before_names(tmp_path: Path) -> None:
    put(tmp_path / "t", {"a.fr.txt": (0, range(7)), "a.en.txt": (1, range(7)), "x.txt": (1, range(7))})
    listed = tmp_path / "pairs.tsv"
    listed.write_text("# by hand\nFrench\tEnglish\na.fr.txt\tx.txt\tsure\n")
    assert names(tmp_path / "t", listed=read_list(listed, tmp_path / "t")) == [("a.fr.txt", "x.txt")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a.fr.txt\tnone.txt\n", "line 1 of '{list}' names 'none.txt', and there is no such file in '{folder}'"),
        ("a.fr.txt\t../pairs.tsv\n", "line 1 of '{list}' names '../pairs.tsv', which leads out of '{folder}'"),
        ("a.fr.txt\t/etc/hostname\n", "line 1 of '{list}' names '/etc/hostname', which leads out of '{folder}'"),
        ("a.fr.txt\tlink.txt\n", "line 1 of '{list}' names 'link.txt', which leads out of '{folder}'"),
        ("\na.fr.txt\n", "line 2 of '{list}' names no two files"),
        ("a.fr.txt\ta.fr.txt\n", "line 1 of '{list}' names 'a.fr.txt', which line 1 has"),
        ("a.fr.txt\ta.en.txt\na.fr.txt\ta.en.txt\n", "line 2 of '{list}' names 'a.fr.txt', which line 1 has"),
        ("# nothing\n", "'{list}' names no pair"),
    ],
)
def test_a_list_that_is_wrong_is_refused(tmp_path: Path, text: str, message: str) -> None:
    folder = put(tmp_path / "t", {"a.fr.txt": (0, range(7)), "a.en.txt": (1, range(7))})
    listed = tmp_path / "pairs.tsv"
    listed.write_text(text)
    (folder / "link.txt").symlink_to(listed)
    with pytest.raises(UsageError) as raised:
        read_list(listed, folder)
    assert raised.value.message == message.format(list=listed, folder=folder)


def test_nothing_leads_out_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a").write_text("")
    assert inside(tmp_path / "in", "a") == tmp_path / "in" / "a"
    assert inside(tmp_path / "in", "b") is None
    for name in ("..", "../in/../in", "a\0", "x" * 5_000, str(tmp_path)):
        with pytest.raises(InputError):
            inside(tmp_path / "in", name)


def test_a_folder_becomes_a_corpus(tmp_path: Path) -> None:
    put(tmp_path / "t", {"fr/a.txt": (0, range(7)), "en/a.txt": (1, range(7)), "b.txt": (0, range(7, 14))})
    notes = Notes()
    report = bilingual.align([tmp_path / "t"], bilingual.Options(out=tmp_path / "out"), listener=notes)
    assert report.articles == 1
    assert [Path(name).name for name in report.alone] == ["b.txt"]
    assert notes.lines[0] == "1 pair of texts: 1 by names"
    [(article, pairs)] = bilingual.Corpus(tmp_path / "out")
    assert article.id == "a"
    assert [pair.translation.text for pair in pairs][1:] == [PAIRS[number][1] for number in range(7)]


def test_a_folder_without_a_pair_is_refused(tmp_path: Path) -> None:
    put(tmp_path / "t", {"a.txt": (0, range(7)), "b.txt": (0, range(7, 14))})
    with pytest.raises(InputError, match="no two of the 2 texts") as raised:
        bilingual.align([tmp_path / "t"], bilingual.Options(out=tmp_path / "out"))
    assert "--pairs" in raised.value.remedy
    assert not (tmp_path / "out").exists()
    with pytest.raises(UsageError, match="a list of pairs is for one folder, not for 0 folders"):
        bilingual.align([("a", "b")], bilingual.Options(out=tmp_path / "out"), pairs="list.tsv")
