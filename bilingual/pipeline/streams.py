"""Texts that become no corpus: sentences translated and checked, those of a file, lines translated as they come."""

from __future__ import annotations

import contextlib
import itertools
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual import checks
from bilingual.checks.confidence.bands import STARTER, bands
from bilingual.data import Translation
from bilingual.engines.loading import load
from bilingual.errors import InputError, UsageError
from bilingual.io.lines import TooLongError
from bilingual.io.readahead import ReadAhead
from bilingual.languages import space
from bilingual.readers import DEFAULT, READERS, discovery
from bilingual.readers.encoding import decode
from bilingual.readers.mending import mend
from bilingual.segmentation import sentence_spans
from bilingual.segmentation.wrapping import unwrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bilingual.checks.finding import Finding
    from bilingual.data import Calibration
    from bilingual.engines import Engine
    from bilingual.options import Options

# Lines or sentences to a window: enough for full batches of most lengths, and someone may be waiting for them.
WINDOW = 1_000


def translate(
    sentences: Iterable[str], options: Options | None = None, engine: Engine | None = None
) -> Iterator[Translation]:
    """Return the translations of some sentences, in their order, with scores, flags and repairs.

    Each is translated as it stands and on its own: ``sentences`` of a text are what ``bilingual.sentences`` gives.
    Equal ones are translated once. Nothing is remembered; a build does that. They are taken and translated a
    thousand at a time, so that memory stays bounded.

    Without an ``engine`` the one that ``options`` ask for is loaded, at once. Raises UsageError for a single string,
    and what ``load_engine`` raises; ModelError where the model fails.

    >>> from bilingual.engines.fake import FakeEngine
    >>> [made.text for made in translate(["Oui.", "Non.", "Oui."], engine=FakeEngine())]
    ['⟨Oui.⟩', '⟨Non.⟩', '⟨Oui.⟩']
    """
    if isinstance(sentences, str):
        raise UsageError("one string is no list of sentences", "Give a list; bilingual.sentences makes one of a text")
    return _translated(sentences, engine or load(options))


def _translated(sentences: Iterable[str], engine: Engine) -> Iterator[Translation]:
    some = iter(sentences)
    while window := list(itertools.islice(some, WINDOW)):
        known = _known(list(dict.fromkeys(window)), engine)
        yield from (known[sentence] for sentence in window)


def _known(distinct: Sequence[str], engine: Engine) -> dict[str, Translation]:
    return {distinct[index]: made for batch in engine.translate(distinct) for index, made in batch}


def check(
    source: str,
    translation: str | Translation,
    languages: tuple[str, str] = checks.FRENCH_ENGLISH,
    calibration: Calibration | None = None,
) -> dict[str, Finding]:
    """Return what the checks find wrong with a sentence's translation, by flag, the flags in a fixed order.

    ``languages`` are the codes of both sides; most checks know French and English alone. A ``Translation`` may have a
    score, which tells whether the model was sure of it, and flags of the engine's own, such as ``truncated``; for a
    translation that is a string nothing is known but its words. ``calibration`` says by what a score is judged, such as
    that of a corpus's provenance; None by what was measured with the starter.

    >>> list(check("Ils sont 40.", "They are 14."))
    ['numbers']
    """
    made = Translation(translation, None) if isinstance(translation, str) else translation
    return checks.findings(source, made, languages, bands(calibration or STARTER))


def sentences_of_file(
    name: str, language: str = "fr", line_breaks: str = "auto", hear: Callable[[str], None] | None = None
) -> Iterator[str]:
    """Yield the sentences of a text file, or of stdin for ``-``, in order. Raises InputError.

    ``line_breaks`` is as ``sentences`` has it; ``hear`` is told what was done about the text, if anything.
    """
    with contextlib.suppress(OSError):  # what one may not ask about, reading will tell
        if Path(name).is_dir():
            raise InputError(f"'{name}' is a folder", "Name a text file")
    source = next(discovery.find([name], READERS))
    if isinstance(source, InputError):
        raise source
    if READERS.get(source.format, DEFAULT) is not DEFAULT:
        raise source.error("this is no plain text", "Name a text file, or use bilingual build")
    raw = source.read()
    try:
        text, encoding = decode(raw, language)
        mended = mend(text)
    except InputError as error:
        raise source.error(error.message, error.remedy) from error
    view = unwrapped(mended.text, language, line_breaks)
    text = mended.text if view is None else view.text
    unusual = [] if encoding.startswith("utf-8") else [f"was read as {encoding}"]
    for words in (*unusual, *mended.notes, *([view.note] if view else [])):
        if hear:
            hear(f"'{source.name}' {words}")
    for start, end in sentence_spans(text, language):
        yield text[start:end]


def translate_lines(stream: Iterable[bytes], engine: Engine) -> Iterator[str]:
    """Yield the translation of each line of ``stream``, without line breaks; an empty line gives an empty line.

    A line of several sentences is translated sentence by sentence. All the lines that are there are translated
    together, so that files are quick and whoever waits for an answer gets one. Raises InputError for what is no UTF-8.
    """
    source, target = engine.provenance.languages
    between = space(target)
    with ReadAhead(_decoded(stream, source), ahead=WINDOW) as lines:
        while window := lines.batch(WINDOW):
            distinct = list(dict.fromkeys(itertools.chain.from_iterable(window)))
            known = _known(distinct, engine)
            yield from (between.join(" ".join(known[sentence].text.split()) for sentence in line) for line in window)


def _decoded(stream: Iterable[bytes], language: str) -> Iterator[list[str]]:
    """Yield the sentences of each line of UTF-8, in order. Raises InputError for what is none, and for endless ones."""
    number = 0
    try:
        for number, raw in enumerate(stream, start=1):
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8")
            yield [line[start:end] for start, end in sentence_spans(line, language)]
    except UnicodeDecodeError as error:
        raise InputError(f"line {number} of the input is not UTF-8", "Convert it with iconv") from error
    except TooLongError as error:
        raise InputError(f"line {number + 1} of the input is too long", "Give a paragraph a line") from error
