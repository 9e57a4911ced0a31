"""Sources in pairs → an article and its translation, each by the readers of a build."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from bilingual.errors import InputError
from bilingual.languages import english_name
from bilingual.pipeline.aligning.bitexts import Bitext
from bilingual.readers.foreign import looks_foreign
from bilingual.readers.sources import articles_of
from bilingual.wording import count, encodable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bilingual.data import Article
    from bilingual.options import Options
    from bilingual.pipeline.run import Run

Item = TypeVar("Item")


def bitexts(pairs: Sequence[tuple[str, str]], options: Options, run: Run) -> Iterator[Bitext | InputError]:
    """Yield what each pair of sources holds, or what is wrong with one of both."""
    for names in pairs:
        try:
            found = [_article(name, language, options) for name, language in zip(names, options.pair, strict=True)]
        except InputError as error:
            yield InputError(error.message, error.remedy)  # a new one: tracebacks hold whole files
            continue
        for article, _ in found:
            note(article, run)
        [(source, ours), (target, theirs)] = found
        with run.report.stage("segmenting"):
            bitext = Bitext.of(source, target, ours + theirs)
        yield bitext


def _article(name: str, language: str, options: Options) -> tuple[Article, int]:
    """Return the one article of a source, and how many bytes were read for it. Raises InputError."""
    found: Article | None = None
    size, articles = 0, 0
    unread = Counter[str]()
    for item, read in articles_of([name], language, options, unread):
        if isinstance(item, InputError):
            raise item
        found, size, articles = item, size + read, articles + 1
        if articles > 1:
            break
    if found is None or articles > 1:
        what = "more articles than one" if found else "no article"
        raise InputError(f"'{encodable(name)}' holds {what}", "Name two files of which each holds one text")
    return found, size


def note(article: Article, run: Run) -> None:
    """Tell what a person should know of how an article was read."""
    tell, name = run.listener.note, f"'{article.source}'"
    if not article.encoding.startswith("utf-8"):
        tell(f"{name} was read as {article.encoding}")
    if looks := looks_foreign(article.text, article.language):
        tell(f"{name} looks like {looks}, and is read as {english_name(article.language)}")
    for words in article.notes:
        tell(f"{name} {words}")


def readable(items: Iterable[Bitext | InputError], run: Run) -> Iterator[Bitext]:
    """Yield the pairs of texts that could be read; of the others it is said and reported what is wrong."""
    for item in items:
        if isinstance(item, InputError):
            skip(item, run)
        else:
            yield item


def skip(error: InputError, run: Run) -> None:
    """Report what is wrong with a pair of texts, and say it, but of a first one: that may be the error itself."""
    skipped = run.report.skipped
    if len(skipped) == 1 and not run.report.articles:
        run.listener.skipped(skipped[0])
    skipped.append(error)
    if run.report.articles or len(skipped) > 1:
        run.listener.skipped(error)


def told(run: Run) -> None:
    """Say of what was skipped first and alone that it was, as it is not the error."""
    if len(run.report.skipped) == 1 and not run.report.articles:
        run.listener.skipped(run.report.skipped[0])


def first_of(found: Iterator[Item], run: Run) -> Item:
    """Return the first of what could be aligned. Raises InputError where there is nothing."""
    for item in found:
        return item
    raise nothing_read(run.report.skipped)


def nothing_read(skipped: Sequence[InputError]) -> InputError:
    """Say why there is nothing to align."""
    if len(skipped) == 1:
        return skipped[0]
    if not skipped:
        return InputError("there is no pair of texts to align", "Name a French text and its English translation")
    return InputError(f"none of {count(len(skipped), 'pair')} could be aligned", "See the reasons above")
