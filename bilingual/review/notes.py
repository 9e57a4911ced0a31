"""``notes.tsv``: what people noted on a corpus, as pages on a disk save it; ``bilingual import`` takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.formats.tsv import for_spreadsheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.memory.remarks import Remarks
    from bilingual.review.desk import Desk


def table(desk: Desk) -> str:
    """Return the notes on sentences of the corpus in the order of its articles, then those on others, without an id."""
    languages = desk.shelf.languages
    rows = [("id", *languages, "note"), *_rows(desk, desk.remarks)]
    return "".join("\t".join(map(for_spreadsheet, row)) + "\n" for row in rows)


def _rows(desk: Desk, remarks: Remarks) -> Iterator[tuple[str, str, str, str]]:
    others = []
    by_article: dict[int, dict[tuple[str, int], str]] = {}
    for (source, article, occurrence), text in remarks.notes().items():
        number = None if article is None else desk.shelf.numbers.get(article)
        if number is None or occurrence is None:
            others.append(("", source, "", text))
        else:
            by_article.setdefault(number, {})[source, occurrence] = text
    for number, noted in sorted(by_article.items()):
        seen: dict[str, int] = {}
        for pair in desk.read(number)[1]:
            source = pair.segment.text
            seen[source] = seen.get(source, 0) + 1
            if text := noted.pop((source, seen[source]), ""):
                yield pair.segment.id, source, pair.translation.text, text
        others += [("", source, "", text) for (source, _), text in noted.items()]
    yield from others
