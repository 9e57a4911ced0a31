"""What the tests of interchange formats share: corpora made by hand, written and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st

from bilingual.data import Kind, Origin, Pair, Repair, Translation
from bilingual.errors import InputError
from bilingual.formats import WRITERS, read_rows
from bilingual.io.output import OutputFolder
from tests.support.pages import PROVENANCE, make

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bilingual.data import Article

# The file that each format that can be read back writes.
FILES = {
    "tsv": "corpus.tsv",
    "csv": "corpus.csv",
    "tmx": "corpus.tmx",
    "xliff": "corpus.xlf",
    "xliff2": "corpus.2.xlf",
}
# Every format that writes whatever corpus there is, on any machine: not what a browser prints, nor what has cues alone.
EVERYWHERE = tuple(name for name in WRITERS if name not in {"pdf", "srt"})
LANGUAGES = PROVENANCE.languages
# Whatever can be encoded, with more of what formats stumble over.
TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\0\x01\t\n\r\x0b\x0c\x1a\x1c\x1d\x1e\x85\u2028\u2029\ufeff\ufffe\uffff\\'\"=+-@＝,;<>&|n u0"),
    ),
    max_size=20,
)
# An entity that holds ten of another, which holds ten of another …
LAUGHS = (
    '<!DOCTYPE tmx [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + ']><tmx><body><tu tuid="&i;"><tuv xml:lang="fr"><seg>&i;</seg></tuv></tu></body></tmx>'
)


def write(folder: Path, articles: Sequence[tuple[Article, list[Pair]]], *formats: str) -> None:
    with OutputFolder(folder) as output:
        writers = [WRITERS[name](output, PROVENANCE) for name in formats]
        for article, pairs in articles:
            for writer in writers:
                writer.add(article, pairs)
        for writer in writers:
            writer.close()
        output.publish()


def texts(name: str, *sides: tuple[str, str]) -> tuple[Article, list[Pair]]:
    """Return an article of one paragraph."""
    return make(name, [(Kind.BODY, [(source, Translation(target, -0.5)) for source, target in sides])])


def tricky() -> list[tuple[Article, list[Pair]]]:
    """Return a corpus with what each format needs special care for: controls, mark-up, formulas, a correction."""
    article, pairs = texts(
        "hard/é:1",
        ("=1+1 & <b>", "'=1+1 & <b>"),
        ("Un\tdeux\u2028trois\x01", 'One\r\n"two"\\three\x85'),
        ("Vide.", ""),
        ("Elle rit.", "She laughs."),
    )
    mended = Translation(pairs[0].translation.text, -0.5, ("length-ratio", "names"), Repair("n-best", ("numbers",)))
    pairs[0] = Pair(pairs[0].segment, mended)
    pairs[3] = Pair(pairs[3].segment, Translation("She is laughing.", None), Origin.HUMAN)
    return [(article, pairs)]


def read(path: Path) -> list[tuple[str, str, str]]:
    """Return the id, source and target of each segment of a file."""
    return [(row.id, row.source, row.target) for row in read_rows(path, LANGUAGES)]


def assert_refused(path: Path, content: bytes) -> None:
    """See that a file with that content is refused, in one short line that names it."""
    path.write_bytes(content)
    with pytest.raises(InputError, match=path.name) as caught:
        read(path)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400 + len(str(path.parent))
