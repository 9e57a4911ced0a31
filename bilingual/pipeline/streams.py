"""Texts that become no corpus: the sentences of one, and lines translated as they come."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.errors import InputError
from bilingual.io.readahead import Background
from bilingual.languages import space
from bilingual.readers import DEFAULT, READERS, discovery
from bilingual.readers.encoding import decode
from bilingual.segmentation import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bilingual.engines import Engine

# Lines to a window of `translate`, whose output someone may be waiting for.
WINDOW_LINES = 1_000


def sentences(name: str, language: str = "fr") -> Iterator[str]:
    """Yield the sentences of a text file, or of stdin for ``-``, in order. Raises InputError."""
    if Path(name).is_dir():
        raise InputError(f"'{name}' is a folder", "Name a text file")
    source = next(discovery.find([name], READERS))
    if isinstance(source, InputError):
        raise source
    if READERS.get(source.format, DEFAULT) is not DEFAULT:
        raise source.error("this is no plain text", "Name a text file, or use bilingual build")
    raw = source.read()
    try:
        text, _ = decode(raw, language)
    except InputError as error:
        raise source.error(error.message, error.remedy) from error
    for start, end in sentence_spans(text, language):
        yield text[start:end]


def translate_lines(stream: Iterable[bytes], engine: Engine) -> Iterator[str]:
    """Yield the translation of each line of ``stream``, without line breaks; an empty line gives an empty line.

    A line of several sentences is translated sentence by sentence. All the lines that are there are translated
    together, so that files are quick and whoever waits for an answer gets one. Raises InputError for what is no UTF-8.
    """
    source, target = engine.provenance.languages
    between = space(target)
    with Background(_decoded(stream, source), ahead=WINDOW_LINES) as lines:
        while window := lines.batch(WINDOW_LINES):
            distinct = list(dict.fromkeys(itertools.chain.from_iterable(window)))
            known = {distinct[index]: made for batch in engine.translate(distinct) for index, made in batch}
            yield from (between.join(" ".join(known[sentence].text.split()) for sentence in line) for line in window)


def _decoded(stream: Iterable[bytes], language: str) -> Iterator[list[str]]:
    """Yield the sentences of each line."""
    for number, raw in enumerate(stream, start=1):
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise InputError(f"line {number} of the input is not UTF-8", "Convert it with iconv") from error
        yield [line[start:end] for start, end in sentence_spans(line, language)]
