"""chrF of one sentence, as sacrebleu counts it, for machines that have no sacrebleu.

Popović, "chrF: character n-gram F-score for automatic MT evaluation" (2015), https://aclanthology.org/W15-3049:
the F-score of the n-grams of characters that a translation has in common with a reference. Spaces do not count, recall
weighs twice as much as precision, and precision and recall are the means over the lengths of n-grams that both sides
have.
"""

from __future__ import annotations

from collections import Counter

ORDER = 6
BETA = 2
# A translation with less, against one translation by a person, is called bad here.
BAD = 40.0


def chrf(hypothesis: str, reference: str) -> float:
    """Return the chrF (0 to 100) of a translation against one reference.

    >>> chrf("The cat sat.", "The cat sat."), chrf("Dogs", "ici"), chrf("", "A cat.")
    (100.0, 0.0, 0.0)
    >>> round(chrf("The cat sat on a mat.", "A cat sat on the mat."), 2)
    54.12
    """
    hypothesis, reference = "".join(hypothesis.split()), "".join(reference.split())
    orders = range(1, min(ORDER, len(hypothesis), len(reference)) + 1)
    if not orders:
        return 0.0
    precision = recall = 0.0
    for order in orders:
        ours, theirs = _ngrams(hypothesis, order), _ngrams(reference, order)
        common = (ours & theirs).total()
        precision += common / ours.total() / len(orders)
        recall += common / theirs.total() / len(orders)
    if not precision + recall:
        return 0.0
    return 100 * (1 + BETA**2) * precision * recall / (BETA**2 * precision + recall)


def _ngrams(text: str, order: int) -> Counter[str]:
    return Counter(text[at : at + order] for at in range(len(text) - order + 1))
