"""The corpora that the browser opens."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from bilingual.data import Kind, Metadata, Translation
from tests.support.pages import FULL, MARKET, make

if TYPE_CHECKING:
    from bilingual.data import Article, Pair

    Corpus = list[tuple[Article, list[Pair]]]

LONG_SENTENCE = " ".join(["Le général Assimi Goïta, chef de la transition, a reçu la délégation à Koulouba"] * 12) + "."
_ONSETS = ("b", "ch", "d", "f", "gr", "l", "m", "n", "p", "qu", "r", "s", "t", "v", "tr", "cl")
_VOWELS = ("a", "e", "é", "i", "o", "ou", "u", "ai", "an", "on")
# As many distinct words as a corpus of news has, the first ones far more frequent than the last (Zipf).
_WORDS = tuple({f"{a}{b}{c}{d}": 0 for a in _ONSETS for b in _VOWELS for c in _ONSETS for d in _VOWELS})
_CUMULATIVE = tuple(accumulate(1 / (rank + 3) for rank in range(len(_WORDS))))

HOSTILE = (
    '"><img src=x onerror="alert(1)">'
    "</script></style></title></textarea><script>alert(2)</script>"
    "<svg/onload=alert(3)>javascript:alert(4)\u202egnirts\u2066 {{ 7*7 }} <!-- ]]> \\22 '} @import url(//x);"
)


def small_corpus() -> Corpus:
    """Return six articles, among them the longest and the shortest sentences."""
    goita = make(
        "goita",
        [
            (Kind.HEADLINE, [("Bamako reçoit", Translation("Bamako receives", -0.2))]),
            (Kind.LEAD, [("Non.", Translation("No.", -0.1)), (LONG_SENTENCE, Translation(LONG_SENTENCE, -0.7))]),
            *(
                (
                    Kind.BODY,
                    [
                        (f"Phrase {number} de Goïta.", Translation(f"Sentence {number} of Goïta.", -0.3)),
                        (
                            "Où ?",
                            Translation("Where?", -1.6 if number == 4 else -0.3, ("split",) if number == 6 else ()),
                        ),
                        ("La cœur bat à l’unisson !", Translation("The heart beats in unison!", -0.2)),
                    ],
                )
                for number in range(1, 31)
            ),
        ],
        replace(FULL, title="Bamako reçoit", date="2023-06-14", publisher="L’Essor"),
    )
    plain = make("plain", [(Kind.BODY, [("Il pleut.", Translation("It rains.", -0.1))])], Metadata(date="2022-08"))
    bare = make("bare", [(Kind.BODY, [("Oui.", Translation("Yes.", None))])], Metadata())
    doubts = make(
        "doubts",
        [
            (Kind.HEADLINE, [("Non.", Translation("No.", -0.1)), ("Où ?", Translation("Where?", -1.6))]),
            (Kind.BODY, [("Ils sont 40.", Translation("They are 14.", -0.1, ("numbers",)))]),
            (Kind.BODY, [("Oui, dit-il.", Translation("Yes, he said.", -0.7, ("quotes",)))]),
            (Kind.BODY, [("Il est venu hier.", Translation("He came yesterday.", -0.1, ("split",)))]),
        ],
        replace(FULL, title="Non", date="2023-06-15"),
    )
    return [
        make("a", MARKET),
        goita,
        plain,
        bare,
        doubts,
        make("z", MARKET, replace(FULL, title="Zébu", date="2024-01-02")),
    ]


def long_article(sentences: int) -> tuple[Article, list[Pair]]:
    """Return an article of that many sentences, five to a paragraph."""
    chance = random.Random(5)
    paragraphs = [
        (
            Kind.BODY,
            [
                (text, Translation(text.replace("é", "e"), -chance.random()))
                for text in (_sentence(chance, 22) for _ in range(5))
            ],
        )
        for _ in range(sentences // 5)
    ]
    return make("long", paragraphs, replace(FULL, title="Long"))


def article_of(number: int) -> tuple[Article, list[Pair]]:
    """Return an article of about 400 words, different for each number."""
    chance = random.Random(number)
    paragraphs = [
        (Kind.BODY, [(_sentence(chance, 20), Translation(_sentence(chance, 19), -0.4 - chance.random() / 2))])
        for _ in range(20)
    ]
    facts = replace(
        FULL,
        title=f"{_sentence(chance, 7)} {number}",
        date=f"{2015 + number % 10}-{number % 12 + 1:02}-{number % 28 + 1:02}",
        publisher=f"Journal {number % 7}",
    )
    return make(f"n{number}", paragraphs, facts)


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, cum_weights=_CUMULATIVE, k=words)).capitalize() + "."
