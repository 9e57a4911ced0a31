"""Small pictures of a corpus: counts become bars with their place in a drawing. The template writes them as SVG."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bilingual.formats.html import display

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# In the units of the drawing. The style sheet scales it.
WIDTH, HEIGHT = 480, 48
# More months than this are drawn as years, and more years as decades.
MOST_BARS = 60
# Articles are counted by this many sentences, the last bar is for all that are longer.
SENTENCES_PER_BAR = 10
WORDS_PER_BAR = 5
LONGEST_BAR = 120

# No bar is wider than this, however few there are.
_WIDEST = 24.0
_MONTHS = 12
_DECADE = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """One count: what it is of, and where it stands in a drawing of ``WIDTH`` by ``HEIGHT``, y downwards.

    ``asks`` is what filters the index by it, as its address says it (``assets/state.js``).
    """

    label: str
    asks: str
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A row of bars; ``unit`` is what a bar stands for, ``peak`` the highest of them, ``total`` the sum."""

    unit: str
    bars: tuple[Bar, ...]

    @property
    def total(self) -> int:
        """The sum of all bars."""
        return sum(bar.count for bar in self.bars)

    @property
    def peak(self) -> Bar:
        """The (first) highest bar."""
        return max(self.bars, key=lambda bar: bar.count)


def over_time(months: Mapping[str, int]) -> Picture | None:
    """Draw the articles of each month (ISO 8601, ``2023-08``), or of each year or decade where there are many.

    None for fewer than two bars, which would be no picture.

    >>> [(bar.label, bar.asks, bar.count) for bar in over_time({"2022-12": 3, "2023-01": 1}).bars]
    [('December 2022', 'from=2022-12&to=2022-12', 3), ('January 2023', 'from=2023-01&to=2023-01', 1)]
    """
    counts = Counter({int(month[:4]) * _MONTHS + int(month[5:]) - 1: count for month, count in months.items()})
    units: tuple[tuple[str, int, Callable[[int], tuple[str, str]]], ...] = (
        ("month", 1, lambda number: _month(f"{number // _MONTHS:04}-{number % _MONTHS + 1:02}")),
        ("year", _MONTHS, lambda number: (f"{number:04}", f"from={number:04}&to={number:04}")),
        (
            "decade",
            _MONTHS * _DECADE,
            lambda number: (f"{number:03}0–{number:03}9", f"from={number:03}0&to={number:03}9"),
        ),
    )
    for unit, months_in_it, bar in units:
        grouped: Counter[int] = Counter()
        for number, count in counts.items():
            grouped[number // months_in_it] += count
        if not grouped:
            return None
        span = range(min(grouped), max(grouped) + 1)
        if len(span) <= MOST_BARS or unit == "decade":
            return _picture(unit, {bar(number): grouped[number] for number in span})
    return None


def _month(month: str) -> tuple[str, str]:
    return display.date_words(month), f"from={month}&to={month}"


def article_lengths(lengths: Mapping[int, int]) -> Picture | None:
    """Draw how many articles have how many sentences; None where all have about as many.

    >>> [(bar.label, bar.asks, bar.count) for bar in article_lengths({3: 2, 11: 1}).bars]
    [('1–10', 'least=1&most=10', 2), ('11–20', 'least=11&most=20', 1)]
    """
    grouped: Counter[int] = Counter()
    for sentences, count in lengths.items():
        grouped[(min(max(sentences, 1), LONGEST_BAR + 1) - 1) // SENTENCES_PER_BAR] += count
    if not grouped:
        return None
    return _picture("length", {_length(number): grouped[number] for number in range(max(grouped) + 1)})


def sentence_lengths(lengths: Mapping[int, int]) -> Picture | None:
    """Draw how many sentences have how many words; None where there are none.

    >>> [(bar.label, bar.count) for bar in sentence_lengths({3: 2, 11: 1}).bars]
    [('1–5', 2), ('6–10', 0), ('11–15', 1)]
    """
    grouped: Counter[int] = Counter()
    for words, count in lengths.items():
        grouped[(min(max(words, 1), LONGEST_BAR + 1) - 1) // WORDS_PER_BAR] += count
    if not grouped:
        return None
    return _picture("length", {(_words(number), ""): grouped[number] for number in range(max(grouped) + 1)})


def _words(number: int) -> str:
    first, last = number * WORDS_PER_BAR + 1, (number + 1) * WORDS_PER_BAR
    return f"> {LONGEST_BAR}" if first > LONGEST_BAR else f"{first}–{last}"


def of_groups(counts: Mapping[str, int], unit: str) -> Picture | None:
    """Draw counts by whatever they are of, in the order in which they come; None for fewer than two or too many.

    >>> [(bar.label, bar.count) for bar in of_groups({"2022": 3, "2023": 5}, "year").bars]
    [('2022', 3), ('2023', 5)]
    """
    if len(counts) > MOST_BARS or not any(counts.values()):
        return None
    return _picture(unit, {(label, ""): count for label, count in counts.items()})


def _length(number: int) -> tuple[str, str]:
    first, last = number * SENTENCES_PER_BAR + 1, (number + 1) * SENTENCES_PER_BAR
    if first > LONGEST_BAR:
        return f"> {LONGEST_BAR}", f"least={first}"
    return f"{first}–{last}", f"least={first}&most={last}"


def _picture(unit: str, counts: Mapping[tuple[str, str], int]) -> Picture | None:
    if len(counts) < 2:  # noqa: PLR2004 - one bar is no picture
        return None
    highest = max(counts.values())
    width = min(WIDTH / len(counts) * 0.82, _WIDEST)
    bars = []
    for index, ((label, asks), count) in enumerate(counts.items()):
        height = round(count / highest * HEIGHT, 1)
        x = index * (WIDTH - width) / (len(counts) - 1)
        bars.append(Bar(label, asks, count, round(x, 1), round(HEIGHT - height, 1), round(width, 1), height))
    return Picture(unit, tuple(bars))
