"""Small pictures of a corpus: counts become bars with their place in a drawing. The template writes them as SVG."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bilingual.formats.html import display

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# In the units of the drawing. The style sheet scales it.
WIDTH, HEIGHT = 480, 96
# More months than this are drawn as years, and more years as decades.
MOST_BARS = 60
# Sentences are counted by this many words, the last bar is for all that are longer.
WORDS_PER_BAR = 5
LONGEST_BAR = 60

# No bar is wider than this, however few there are.
_WIDEST = 24.0
_MONTHS = 12
_DECADE = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """One count: what it is of, and where it stands in a drawing of ``WIDTH`` by ``HEIGHT``, y downwards."""

    label: str
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

    >>> [(bar.label, bar.count) for bar in over_time({"2022-12": 3, "2023-02": 1}).bars]
    [('December 2022', 3), ('January 2023', 0), ('February 2023', 1)]
    """
    counts = Counter({int(month[:4]) * _MONTHS + int(month[5:]) - 1: count for month, count in months.items()})
    units: tuple[tuple[str, int, Callable[[int], str]], ...] = (
        ("month", 1, lambda number: display.date_words(f"{number // _MONTHS:04}-{number % _MONTHS + 1:02}")),
        ("year", _MONTHS, str),
        ("decade", _MONTHS * _DECADE, lambda number: f"{number * _DECADE}s"),
    )
    for unit, months_in_it, label in units:
        grouped: Counter[int] = Counter()
        for number, count in counts.items():
            grouped[number // months_in_it] += count
        if not grouped:
            return None
        span = range(min(grouped), max(grouped) + 1)
        if len(span) <= MOST_BARS or unit == "decade":
            return _picture(unit, {label(number): grouped[number] for number in span})
    return None


def sentence_lengths(lengths: Mapping[int, int]) -> Picture | None:
    """Draw how many sentences have how many words; None where there are none.

    >>> [(bar.label, bar.count) for bar in sentence_lengths({3: 2, 11: 1}).bars]
    [('1 to 5 words', 2), ('6 to 10 words', 0), ('11 to 15 words', 1)]
    """
    grouped: Counter[int] = Counter()
    for words, count in lengths.items():
        grouped[(min(max(words, 1), LONGEST_BAR + 1) - 1) // WORDS_PER_BAR] += count
    if not grouped:
        return None
    return _picture(
        "length",
        {
            (
                f"{number * WORDS_PER_BAR + 1} to {(number + 1) * WORDS_PER_BAR} words"
                if number * WORDS_PER_BAR < LONGEST_BAR
                else f"more than {LONGEST_BAR} words"
            ): grouped[number]
            for number in range(max(grouped) + 1)
        },
    )


def of_groups(counts: Mapping[str, int], unit: str) -> Picture | None:
    """Draw counts by whatever they are of, in the order in which they come; None for fewer than two or too many.

    >>> [(bar.label, bar.count) for bar in of_groups({"2022": 3, "2023": 5}, "year").bars]
    [('2022', 3), ('2023', 5)]
    """
    return _picture(unit, counts) if len(counts) <= MOST_BARS and any(counts.values()) else None


def _picture(unit: str, counts: Mapping[str, int]) -> Picture | None:
    if len(counts) < 2:  # noqa: PLR2004 - one bar is no picture
        return None
    highest = max(counts.values())
    width = min(WIDTH / len(counts) * 0.82, _WIDEST)
    bars = []
    for index, (label, count) in enumerate(counts.items()):
        height = round(count / highest * HEIGHT, 1)
        x = index * (WIDTH - width) / (len(counts) - 1)
        bars.append(Bar(label, count, round(x, 1), round(HEIGHT - height, 1), round(width, 1), height))
    return Picture(unit, tuple(bars))
