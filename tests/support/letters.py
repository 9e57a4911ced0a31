"""Articles by hand for documents: with a list, a note, sides that are empty, and what looks like mark-up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.data import Alignment, Article, Kind, Metadata, Pair, Segment, Translation
from bilingual.formats import WRITERS
from bilingual.io.output import OutputFolder
from bilingual.io.source import Source
from bilingual.readers import READERS
from tests.support.pages import FULL, PROVENANCE, make

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bilingual.data import Provenance

    Written = tuple[Article, list[Pair]]

PEOPLE = replace(PROVENANCE, engine="align", model="weights", model_version="1")


def listed() -> Written:
    """Return an article with a list and a note."""
    return make(
        "liste",
        [
            (Kind.HEADLINE, [("La liste des courses", Translation("The shopping list", -0.2))]),
            (Kind.BODY, [("Il faut tout acheter.", Translation("It must all be bought.", -0.2))]),
            (Kind.ITEM, [("Du pain frais", Translation("Fresh bread", -0.2))]),
            (Kind.ITEM, [("Du lait entier", Translation("Whole milk", -0.2))]),
            (Kind.BODY, [("Puis on rentre à la maison.", Translation("Then one goes home.", -0.2))]),
            (Kind.NOTE, [("Selon la liste de l'an dernier.", Translation("By the list of last year.", -0.2))]),
        ],
        replace(FULL, title="La liste des courses"),
    )


def uneven() -> Written:
    """Return an aligned article: a sentence that English lacks, one that French lacks, a paragraph in English alone."""
    article, pairs = make(
        "uneven",
        [
            (Kind.BODY, [("Il dort.", Translation("He sleeps.", None)), ("Il ronfle.", Translation("", None))]),
            (Kind.BODY, [("", Translation("Nobody asked.", None)), ("Il part.", Translation("He leaves.", None))]),
            (Kind.BODY, [("", Translation("The end.", None))]),
        ],
        Metadata(),
    )
    return article, [replace(pair, alignment=Alignment("1-1", (), 500)) for pair in pairs]


def spoken(*cues: tuple[int, int, str, str], sentences: Iterable[tuple[int, int]] = ()) -> Written:
    """Return an article of subtitles: cues as (from, to, French, …), the sentences as stretches of cues.

    The English of a sentence is that of its cues in a row.
    """
    text, placed = "", []
    for start, end, french, _ in cues:
        placed.append((start, end, len(text), len(text) + len(french)))
        text += french + " "
    stretches = list(sentences) or [(0, len(cues))]
    pairs = []
    for number, (first, last) in enumerate(stretches, 1):
        start, end = placed[first][2], placed[last - 1][3]
        segment = Segment("talk", 1, number, Kind.BODY, start, end, text[start:end])
        english = " ".join(cue[3] for cue in cues[first:last] if cue[3])
        pairs.append(Pair(segment, Translation(english, -0.5)))
    article, _ = make("talk", [], Metadata())
    return replace(article, text=text, cues=tuple(placed)), pairs


def write(
    folder: Path, articles: Iterable[Written], format_: str, provenance: Provenance = PROVENANCE
) -> dict[str, bytes]:
    """Write articles in a format; return the files by their names within the folder."""
    with OutputFolder(folder) as output:
        with WRITERS[format_](output, provenance) as writer:
            for article, pairs in articles:
                writer.add(article, pairs)
            writer.close()
            assert writer.main.relative_to(folder).as_posix()
        output.publish()
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".bilingual" not in path.parts
    }


def read(folder: Path, name: str, content: bytes) -> Article:
    """Return what is read of a document that was written."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / Path(name).name
    path.write_bytes(content)
    [article] = READERS[path.suffix](Source.of(path))
    assert isinstance(article, Article)
    return article
