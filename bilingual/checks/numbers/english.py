"""How English writes numbers, on both sides of the ocean."""

from __future__ import annotations

from bilingual.checks.numbers.values import ROMANS, Key, Numerals
from bilingual.languages import word_set
from bilingual.lexicon.calendar import english_months

_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_CARDINALS = {
    **{word: value for value, word in enumerate(f"{_UNITS} seventeen eighteen nineteen".split(), 1)},
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "sixtieth": 60,
    "seventieth": 70,
    "eightieth": 80,
    "ninetieth": 90,
    "hundredth": 100,
    "thousandth": 1000,
}
_ORDINALS |= {f"{word}s": value for word, value in _ORDINALS.items() if value > len("ab")}
_MAGNITUDES = {
    "thousand": 1e3,
    "thousands": 1e3,
    "million": 1e6,
    "millions": 1e6,
    "billion": 1e9,
    "billions": 1e9,
    "trillion": 1e12,
    "trillions": 1e12,
}
_DECADES = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}

_LOOSE: dict[tuple[Key, ...], str] = {
    (0.0,): "no zero nil none never nothing love",
    (1.0,): "first once single",
    (2.0,): (
        "both couple couples pair pairs duo duos twin twins twice double doubles doubled doubling doubly dual second "
        "secondly secondary either neither twofold bilateral another each two other deuce"
    ),
    (0.5, 6.0, 30.0): "half halves halve halved halving halfway semester mid semi",
    (3.0,): (
        "trio trios triple triples tripled tripling treble thrice threefold thirdly tripartite trilateral triplets "
        "triplicate"
    ),
    (0.25, 15.0, 45.0): "quarter quarters quarterly",
    (4.0,): "quadruple quadrupled quartet fourfold fourthly foursome quadrupling",
    (5.0,): "quintuple quintupled quintet fivefold",
    (6.0,): "sixfold",
    (7.0, 8.0): "week weeks weekly",
    (10.0,): "decade decades tenfold tens",
    (14.0, 15.0, 2.0): "fortnight fortnights fortnightly",
    (14.0, "m7"): "bastille",
    (12.0, 0.0, 24.0): "noon midday midnight",
    (12.0, 10.0): "dozen dozens",
    (20.0,): "score scores",
    (24.0, 7.0): "clock",
    (24.0,): "day daily",
    (2.0, 48.0): "weekend",
    (12.0, 365.0, 52.0): "year yearly",
    (100.0,): "century centuries centenary centennial completely entirely entire fully totally wholly hundredfold",
    (200.0,): "bicentenary bicentennial",
    (300.0,): "tercentenary tricentennial",
    (1e6,): "multimillion multimillionaire millionaire millionaires",
    (1e9,): "multibillion billionaire billionaires",
    (1000.0,): "millennium millennia",
    (70.0,): "septuagenarian septuagenarians",
    (80.0,): "octogenarian octogenarians",
    (90.0,): "nonagenarian nonagenarians",
}

ENGLISH = Numerals(
    cardinals=_CARDINALS,
    hundreds=frozenset({"hundred"}),
    magnitudes=_MAGNITUDES,
    abbreviations={
        "k": 1e3,
        "K": 1e3,
        "m": 1e6,
        "M": 1e6,
        "mn": 1e6,
        "mln": 1e6,
        "bn": 1e9,
        "Bn": 1e9,
        "B": 1e9,
        "tn": 1e12,
        "trn": 1e12,
    },
    ordinals=_ORDINALS,
    denominators={"half": 2, "quarter": 4, "quarters": 4, "½": 2, **_ORDINALS},
    collectives={"hundreds": (100.0,)},
    romans={word: value for word, value in ROMANS.items() if len(word) > 1},
    months={name.lower(): f"m{number}" for name, number in english_months().items()},
    loose={
        **{word: tuple(values) for values, words in _LOOSE.items() for word in words.split()},
        **{word: (float(value), 1900.0 + value) for word, value in _DECADES.items()},
    },
    multiples={
        "dozen": 12,
        "score": 20,
        "week": 7,
        "weeks": 7,
        "year": 12,
        "years": 12,
        "decades": 10,
        "centuries": 100,
        "minute": 60,
        "minutes": 60,
    },
    periods={
        (7.0, "days"): (8.0, 1.0),
        (14.0, "days"): (15.0, 2.0),
        (15.0, "days"): (14.0, 2.0),
        (48.0, "hours"): (2.0,),
        (72.0, "hours"): (3.0,),
        (6.0, "months"): (0.5,),
        (18.0, "months"): (1.5, 0.5),
        (24.0, "months"): (2.0,),
        (36.0, "months"): (3.0,),
        (30.0, "minutes"): (0.5,),
        (45.0, "minutes"): (0.75,),
        (90.0, "minutes"): (1.5, 0.5),
    },
    plain=frozenset(),
    ambiguous=frozenset({"one", "may", "march", "mar"}),
    conjunction="and",
    joined=frozenset(),
    partitive=frozenset({"of"}),
    halves=frozenset({("and", "a", "half"), ("-", "and", "-", "a", "-", "half"), ("½",), ("1", "/", "2")}),
    percent=frozenset({("%",), ("‰",), ("percent",), ("per", "cent"), ("pct",)}),
    hours=frozenset({"p", "pm", "a", "am", "o", "h"}),
    until=frozenset(),
    decade_before=frozenset(),
    decade_after=frozenset({"s"}),
    dividing=frozenset(),
    lowering=word_set("""
        minus below negative sub subzero freezing frost under less down downturn fall fell falls fallen falling drop
        dropped drops dropping decline declined declines declining decrease decreased decreases decreasing dip dipped
        lose lost loses losing loss losses lower lowered lowering reduce reduced reducing reduction reductions cut cuts
        shrink shrank shrunk shrinking slump slumped slide slid slip slipped slipping tumble tumbled plunge plunged
        plummeted sink sank sunk contract contracted contraction recession deficit weaken weakened retreat retreated
        shed sheds off worse deflation
    """),
    firm_from=10,
    soft_before=frozenset({"or"}),
    soft_after=frozenset(),
    decimal=".",
    capital_months=True,
    vigesimal=False,
)
