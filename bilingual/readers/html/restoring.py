"""The lines that trafilatura found, with what the page's blocks know of them: where they are cut, and what they are."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from bilingual.data import Kind
from bilingual.readers.html.blocks import Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

# By so many first characters a block is looked up; so many that begin alike are tried, each over so many blocks.
_HEAD = 12
_MOST_TRIED = 24
_FARTHEST = 80
_FEWEST_CAPTION_WORDS = 2
_SHORTEST_LEAD = 60
# What is as long as this stands once on a page, and tells where the article is.
_TELLING = 60
# So far over the article its picture and standfirst may stand where no heading shows where it begins.
_MOST_ABOVE = 6
# And so far over its headline or behind its end.
_MOST_AROUND = 2


def parted(lines: Iterable[Block], page: Sequence[Block]) -> Iterator[Block]:
    """Yield ``lines``, those cut that run several blocks of the ``page`` together, and each as the page marks it up."""
    keys = [block.key for block in page]
    by_key: dict[str, Block] = {}
    by_head: defaultdict[str, list[int]] = defaultdict(list)
    for number, (key, block) in enumerate(zip(keys, page, strict=True)):
        by_key.setdefault(key, block)
        by_head[key[:_HEAD]].append(number)
    for line in lines:
        known = by_key.get(line.key)
        if known:
            yield _as_known(line, known)
        else:
            yield from _run(line.key, keys, by_head, page) or [line]


def _as_known(line: Block, known: Block) -> Block:
    """Return a line as the page marks it up; what the article's own mark-up says of its kind comes first."""
    kind = known.kind if line.kind is Kind.BODY else line.kind
    return Block(kind, known.text, known.credit, title=known.title, linked=known.linked)


def _run(line: str, keys: Sequence[str], by_head: Mapping[str, list[int]], page: Sequence[Block]) -> list[Block]:
    """Return the blocks that make up the key of a ``line`` in a row; none where something else is in it."""
    heads = (line[:size] for size in range(1, _HEAD + 1))
    starts = [number for head in heads for number in by_head.get(head, ())[:_MOST_TRIED]]
    for first in sorted(starts)[:_MOST_TRIED]:
        found: list[Block] = []
        position = 0
        for number in range(first, min(len(keys), first + _FARTHEST)):
            if line.startswith(keys[number], position):
                position += len(keys[number])
                found.append(page[number])
            elif number == first:
                break
            if position == len(line):
                return found
    return []


def completed(lines: Sequence[Block], page: Sequence[Block]) -> list[Block]:
    """Return ``lines`` with the article's captions and the standfirst above it, where the ``page`` has them."""
    lines = _headline_first(lines, page)
    places = _places(lines, page)
    telling = [number for number, line in places.items() if len(lines[line].text) >= _TELLING] or list(places)
    if not telling:
        return list(lines)
    first, last = min(telling), max(telling)
    # Headings and the like may stand between the headline and the standfirst.
    opening = min((number for number in telling if lines[places[number]].kind is Kind.BODY), default=first)
    top = _top(page, first)
    known = {line.key for line in lines}
    numbers = sorted(number for number in places if number >= first)
    added: defaultdict[int, list[Block]] = defaultdict(list)
    for number in range(max(0, top - _MOST_AROUND), min(len(page), last + 1 + _MOST_AROUND)):
        block = page[number]
        if not top <= number < last and block.kind is not Kind.CAPTION:
            continue
        if block.key in known or not _belongs(block, above=number < opening):
            continue
        known.add(block.key)
        behind = bisect_left(numbers, number)
        added[places[numbers[behind - 1]] if behind else -1].append(block)
    if not added:
        return list(lines)
    # The headline stands first, whether it is the first line or comes later.
    head = [line for line in lines[:1] if line.title]
    result = [*head, *added[-1]]
    for number, line in enumerate(lines):
        result += [line] if number >= len(head) else []
        result += added[number]
    return result


def _headline_first(lines: Sequence[Block], page: Sequence[Block]) -> Sequence[Block]:
    """Return ``lines`` with the headline before what it stands above on the page; trafilatura may turn them round."""
    number = next((number for number, line in enumerate(lines[:_MOST_ABOVE]) if line.title), 0)
    if not number:
        return lines
    headline, above = lines[number], {line.key for line in lines[:number]}
    first = next((block for block in page if block.title or block.key in above), headline)
    if not first.title:
        return lines
    return [headline, *lines[:number], *lines[number + 1 :]]


def _places(lines: Sequence[Block], page: Sequence[Block]) -> dict[int, int]:
    """Return, by the numbers of blocks of the page, the numbers of the lines that they are, each line once."""
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    for number in range(len(lines) - 1, -1, -1):
        waiting[lines[number].key].append(number)
    return {number: waiting[block.key].pop() for number, block in enumerate(page) if waiting.get(block.key)}


def _top(page: Sequence[Block], first: int) -> int:
    """Return the number of the block where a page's article may begin: its headline, or a little above ``first``."""
    headline = next((number for number in range(first, -1, -1) if page[number].title), None)
    return max(0, first - _MOST_ABOVE) if headline is None else headline


def _belongs(block: Block, *, above: bool) -> bool:
    """Tell whether a block that was left out is the article's: a caption, or a standfirst ``above`` the article."""
    if block.linked:
        return False
    if block.kind is Kind.CAPTION:
        return len(block.text.split()) >= _FEWEST_CAPTION_WORDS or bool(block.credit)
    return block.kind is Kind.LEAD and above and len(block.text) >= _SHORTEST_LEAD
