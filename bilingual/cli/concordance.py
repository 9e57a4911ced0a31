"""Hits, lines of a concordance and counts as a terminal shows them, in colours where it has some."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.table import Table
from rich.text import Text

from bilingual.cli import consoles
from bilingual.wording import for_terminal, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

    from bilingual.corpus.search import Counts, Found, Hit, Line
    from bilingual.data import Span

_NODE, COUNTERPART, _QUIET = "bold red", "bold green", "dim"
_SPACE = re.compile(r"\s")
_ELLIPSIS = "…"
_INDENT = 4
# From so many columns on both texts stand side by side, and the publisher has one; bars of counts have at most so many.
_BESIDE, _WIDE, _BAR = 64, 120, 40
_MOST_NAME = 28
# Characters of a text that are shown; of a longer one, those around what is looked for.
_MOST_SHOWN, _MOST_BEFORE = 2_000, 400


def print_hits(found: Found, most: int | None) -> tuple[int, bool]:
    """Print hits as a table, one text beside the other if that fits; return how many, and whether there are more."""
    console = consoles.tables()
    coloured = console.color_system is not None
    shown = 0
    hits = iter(found)
    if console.width < _BESIDE:
        for hit in islice(hits, most):
            shown += 1
            console.print(marked(hit.texts[0], hit.matches[0], _NODE, coloured))
            _print_beneath(console, marked(hit.texts[1], hit.matches[1], _NODE, coloured), hit)
        return shown, next(hits, None) is not None
    # A table is laid out as a whole, so that one of any number comes in pieces.
    while batch := list(islice(hits, min(_left(most, shown), 1_000))):
        table = Table(box=None, padding=(0, 2, 0, 0), expand=True, show_header=shown == 0, header_style=_QUIET)
        wide = console.width >= _WIDE
        table.add_column("segment", ratio=2, style=_QUIET, overflow="fold")
        if wide:
            table.add_column("publisher", ratio=2, style=_QUIET)
        for language in found.languages:
            table.add_column(language, ratio=6)
        for hit in batch:
            facts = [Text(for_terminal(hit.id))]
            if hit.date:
                facts[0].append(f"\n{for_terminal(hit.date)}")
            if wide:
                facts.append(Text(for_terminal(hit.publisher)))
            texts = (marked(text, hit.matches[side], _NODE, coloured) for side, text in enumerate(hit.texts))
            table.add_row(*facts, *texts)
        console.print(table)
        shown += len(batch)
        if most is not None and shown >= most:
            break
    return shown, next(hits, None) is not None


def print_lines(found: Found, most: int | None) -> tuple[int, bool]:
    """Print a concordance, the nodes below each other; return how many lines, and whether there are more."""
    console = consoles.tables()
    coloured = console.color_system is not None
    shown = 0
    lines = found.lines()
    for line in islice(lines, most):
        shown += 1
        console.print(_context(line, console.width), no_wrap=True, overflow="crop")
        _print_beneath(console, marked(line.aligned, line.counterparts, COUNTERPART, coloured), line.hit)
    return shown, next(lines, None) is not None


def _print_beneath(console: Console, text: Text, hit: Hit) -> None:
    """Print a text indented, with where it stands behind it."""
    text.append(f"  {_source(hit)}", style=_QUIET)
    for row in text.wrap(console, max(20, console.width - _INDENT)):
        row.rstrip()
        console.print(Text(" " * _INDENT) + row, no_wrap=True, overflow="crop")


def print_counts(counts: Counts) -> None:
    """Print how many hits there are by year and by publisher, each with a bar."""
    console = consoles.tables()
    console.print(f"{counts.total:,} hits (segments)" if counts.total != 1 else "1 hit (a segment)")
    for title, numbers in (("year", counts.years), ("publisher", counts.publishers)):
        if not numbers:
            continue
        table = Table(box=None, padding=(0, 2, 0, 0), header_style=_QUIET)
        table.add_column(title, max_width=max(12, console.width - _BAR - 12), overflow="fold")
        table.add_column("hits", justify="right")
        table.add_column("")
        highest = max(numbers.values())
        bar = max(8, min(_BAR, console.width - _MOST_NAME - 14))
        for name, number in numbers.items():
            width = max(1, round(number / highest * bar))
            table.add_row(Text(for_terminal(name) or "none given"), f"{number:,}", Text("█" * width, style=_QUIET))
        console.print(table)


def _left(most: int | None, shown: int) -> int:
    return 1_000 if most is None else most - shown


def _source(hit: Hit) -> str:
    publisher = for_terminal(hit.publisher)
    if cell_len(publisher) > _MOST_NAME:
        publisher = set_cell_size(publisher, _MOST_NAME - 1) + _ELLIPSIS
    return "(" + ", ".join(filter(None, (for_terminal(hit.id), for_terminal(hit.date), publisher))) + ")"


def _plain(text: str) -> str:
    """Return a text of which no character moves or colours anything, each where it stood."""
    return printable(_SPACE.sub(" ", text))


def marked(text: str, spans: Sequence[Span], style: str, coloured: bool) -> Text:  # noqa: FBT001
    """Return a text with stretches of it in a style or, where there are no colours, in brackets.

    Of a very long one it has what stands around the first of them.
    """
    text, sound = _around(text, _sound(spans, len(text)))
    made, end = Text(), 0
    for start, stop in sound:
        made.append(_plain(text[end:start]))
        inside = _plain(text[start:stop])
        made.append(inside if coloured else f"[{inside}]", style=style)
        end = stop
    made.append(_plain(text[end:]))
    return made


def _around(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """Return what is shown of a text, with an ellipsis where something is left out, and where the stretches are in it.

    >>> shown, [span, *_] = _around("a" * 9_000 + "b" + "c" * 9_000, [(9_000, 9_001), (9_001, 18_000)])
    >>> len(shown), shown[slice(*span)], shown[0], shown[-1]
    (2002, 'b', '…', '…')
    >>> _around("short", [(0, 5)])
    ('short', [(0, 5)])
    """
    if len(text) <= _MOST_SHOWN:
        return text, spans
    first = max(0, min(spans[0][0] - _MOST_BEFORE if spans else 0, len(text) - _MOST_SHOWN))
    last = first + _MOST_SHOWN
    before, after = _ELLIPSIS * (first > 0), _ELLIPSIS * (last < len(text))
    moved = [
        (start - first + len(before), min(stop, last) - first + len(before)) for start, stop in spans if start < last
    ]
    return f"{before}{text[first:last]}{after}", moved


def _sound(spans: Iterable[Span], length: int) -> list[Span]:
    """Return those stretches that are some of a text of that length: links may be a stranger's."""
    kept: list[Span] = []
    for start, end in sorted(spans):
        if 0 <= (kept[-1][1] if kept else 0) <= start < end <= length:
            kept.append((start, end))
    return kept


def _context(line: Line, width: int) -> Text:
    """Return the node with as much on either side as fits, so that nodes stand below each other, and what is lit."""
    text = Text(_plain(line.text))
    start, end = line.node
    text.stylize("bold", start, end)
    for span in _sound(line.lit, len(text)):
        text.stylize(_NODE, *span)
    node = _within(text[start:end], max(8, width // 2))
    # A third of the room, more or less, is left of the node, so that its beginnings stand in one column.
    left_room = max(4, (width - 24) // 2)
    right_room = max(4, width - left_room - node.cell_len - 4)
    left, right = text[:start], text[end:]
    left.rstrip()
    right = right[len(right.plain) - len(right.plain.lstrip(" ")) :]
    left_kept, right_kept = _end_of(left.plain, left_room), _begin_of(right.plain, right_room)
    if left_kept != left.plain:
        left = Text.assemble(_ELLIPSIS, left[len(left) - len(left_kept) + 1 :])
    if right_kept != right.plain:
        right = Text.assemble(right[: len(right_kept) - 1], _ELLIPSIS)
    joined = "" if line.right[:1] and not line.right[:1].isspace() else " "
    return Text.assemble(" " * (left_room - left.cell_len), left, "  ", node, joined and "  ", right)


def _within(node: Text, most: int) -> Text:
    """Return a node in so many columns: of a longer one both ends, as these are what was looked for."""
    if node.cell_len <= most:
        return node
    end = _end_of(node.plain, most // 2)
    begin = _begin_of(node.plain, most - cell_len(end))
    return Text.assemble(node[: len(begin) - 1], _ELLIPSIS, node[len(node) - len(end) + 1 :])


def _end_of(text: str, room: int) -> str:
    """Return the end of a text that fits into so many columns, cut where a word begins if one does."""
    if cell_len(text) <= room:
        return text
    kept = text[-room:]
    while cell_len(kept) > room - 1:
        kept = kept[1:]
    _, space, rest = kept.partition(" ")
    return _ELLIPSIS + (rest if space and cell_len(rest) > room // 2 else kept)


def _begin_of(text: str, room: int) -> str:
    if cell_len(text) <= room:
        return text
    kept = text[:room]
    while cell_len(kept) > room - 1:
        kept = kept[:-1]
    rest, space, _ = kept.rpartition(" ")
    return (rest if space and cell_len(rest) > room // 2 else kept) + _ELLIPSIS
