"""Full stops of other scripts: marks that end a sentence whether or not a space follows (``。``, ``؟``, ``।``).

They are no full stops in numbers or behind abbreviations, so that a mark is enough. Only quotation marks and brackets
need thought: what stands in them belongs to the sentence around them.
"""

from __future__ import annotations

import re
from typing import Final

from bilingual.segmentation.enclosed import enclosed

# Chinese and Japanese, Arabic and Urdu, Hindi, Armenian, Ethiopic, Burmese, Khmer, Tibetan, Sinhala.
MARKS: Final = "。！？｡⁇⁈⁉؟۔।॥։።፧။៕།༎෴"
# A language's own marks that mean something else in others: the Greek question mark is also the Latin semicolon.
OWN_MARKS: Final = {"el": ";\N{GREEK QUESTION MARK}", "km": "។"}

_PAIRS: Final = {
    "「": "」",
    "『": "』",
    "（": "）",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "“": "”",
    "‘": "’",
    "«": "»",
    "(": ")",
}
_CLOSING: Final = "".join(_PAIRS.values()) + "\"'"
# What is longer (in characters) and in brackets holds sentences of its own, or a bracket that was never closed.
LONGEST_ENCLOSED = 600
# How many brackets that were never closed may stand inside one that is.
_MOST_UNCLOSED = 7
_BRACKETS: Final = frozenset("（(《〈【")
_INTRODUCING: Final = frozenset(":：,，、")
_REACH = 10
_HIRAGANA = re.compile(r"[ぁ-ゖ]")


def split_at_stops(line: str, marks: str = MARKS) -> list[tuple[int, int]]:
    """Return the spans of a line's parts, cut behind the full stops of other scripts; together they are the line.

    What is enclosed in quotation marks or brackets is not cut. Behind it a sentence ends if a full stop stands within
    and the quotation was introduced (``他说：“好。”``), not if it begins the sentence (``「はい。」と言った。``).

    >>> line = "「はい。」と彼は言った。雨だ。"
    >>> [line[start:end] for start, end in split_at_stops(line)]
    ['「はい。」と彼は言った。', '雨だ。']
    """
    spans, start = [], 0
    pairs = enclosed(enumerate(line), _PAIRS, LONGEST_ENCLOSED, _MOST_UNCLOSED)
    number = 0
    for match in re.finditer(rf"([{re.escape(marks)}!?…]++)[{re.escape(_CLOSING)}]*+", line):
        end = match.end()
        if not any(mark in marks for mark in match[1]):
            continue
        while number < len(pairs) and pairs[number][1] < match.start():
            number += 1
        if number < len(pairs) and pairs[number][0] < match.start():
            opened, closed = pairs[number]
            if end <= closed or not _ends_with_quotation(line, start, opened, end):
                continue
        if end < len(line):
            spans.append((start, end))
            start = end
    return [*spans, (start, len(line))]


def _ends_with_quotation(line: str, start: int, opened: int, end: int) -> bool:
    """Tell whether the sentence from ``start`` ends with the quotation in it, which ends with a full stop."""
    behind = line[end : end + 2].lstrip()[:1]
    if behind in _PAIRS or not behind:
        return True
    if line[opened] in _BRACKETS:
        return line[start:opened].strip() == ""
    introduced = line[max(start, opened - _REACH) : opened].rstrip()[-1:] in _INTRODUCING
    return introduced and not _HIRAGANA.match(behind)
