"""Texts that become no corpus: sentences translated and checked, those of a file, lines translated as they come."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING

from bilingual import checks, readers
from bilingual.checks.confidence.bands import STARTER
from bilingual.data import Translation
from bilingual.engines.loading import load
from bilingual.errors import InputError, UsageError
from bilingual.io.lines import TooLongError
from bilingual.io.readahead import ReadAhead
from bilingual.languages import space
from bilingual.options import Options
from bilingual.readers import piped
from bilingual.readers.encoding import decode
from bilingual.readers.mending import mend
from bilingual.readers.sources import fields_of, left, sources_in, told
from bilingual.segmentation import segments_of, sentence_spans
from bilingual.segmentation.wrapping import unwrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bilingual.checks.finding import Finding
    from bilingual.data import Article, Calibration
    from bilingual.engines import Engine
    from bilingual.io.source import Source

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
    return checks.findings(source, made, languages, calibration or STARTER)


def sentences_of_files(
    names: Sequence[str], options: Options | None = None, hear: Callable[[str], None] = lambda _: None
) -> Iterator[str]:
    """Yield the sentences of files and folders, or of stdin for ``-``, in order: those that a build would translate.

    Of plain text all lines are given, whatever they are. ``options`` say how to read; ``hear`` is told what was done
    about a text, and what was not read. What cannot be read does not stop the rest: the first InputError is raised
    behind it, of the others ``hear`` is told.
    """
    options = options or Options()
    failed: list[InputError] = []
    unread = Counter[str]()
    for source in sources_in(names, options, unread):
        try:
            if isinstance(source, InputError):
                raise source
            yield from _sentences_in(source, options, hear, failed)
        except InputError as error:
            if (kept := left(source, error, unread)) is not None:
                failed.append(kept)
        if not isinstance(source, InputError):
            unread.update(source.passed)
    if unread:
        hear(told(unread))
    for wrong in failed[1:]:
        hear(f"skipped: {wrong}")
    if failed:
        raise failed[0]


def _sentences_in(
    source: Source, options: Options, hear: Callable[[str], None], failed: list[InputError]
) -> Iterator[str]:
    fields = fields_of(options)
    if source.path is None and options.read_as is None:
        with piped.opened(source, fields) as (stream, reader):
            if reader is None:
                yield from _text_sentences(stream, options, hear)
            else:
                items = reader(stream, options.source, options.line_breaks, fields)
                yield from _of_articles(items, hear, failed)
    elif readers.is_plain(source, options.read_as):
        yield from _text_sentences(source, options, hear)
    else:
        items = readers.read(source, options.source, options.line_breaks, fields, options.read_as)
        yield from _of_articles(items, hear, failed)


def _of_articles(
    items: Iterable[Article | InputError], hear: Callable[[str], None], failed: list[InputError]
) -> Iterator[str]:
    """Yield the sentences of articles; what is wrong with some goes to ``failed``."""
    for item in items:
        if isinstance(item, InputError):
            failed.append(item)
            continue
        for words in item.notes:
            hear(f"'{item.source}' {words}")
        yield from (segment.text for segment in segments_of(item))


def _text_sentences(source: Source, options: Options, hear: Callable[[str], None]) -> Iterator[str]:
    """Yield the sentences of a text file. Raises InputError."""
    raw = source.read()
    try:
        text, encoding = decode(raw, options.source)
        mended = mend(text)
    except InputError as error:
        raise source.error(error.message, error.remedy) from error
    view = unwrapped(mended.text, options.source, options.line_breaks)
    text = mended.text if view is None else view.text
    unusual = [] if encoding.startswith("utf-8") else [f"was read as {encoding}"]
    for words in (*unusual, *mended.notes, *([view.note] if view else [])):
        hear(f"'{source.name}' {words}")
    for start, end in sentence_spans(text, options.source):
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
