"""How French writes numbers, in France, Belgium and Switzerland."""

from __future__ import annotations

from bilingual.checks.numbers.values import ROMANS, Numerals
from bilingual.languages import word_set
from bilingual.lexicon.calendar import french_months, unaccented

_TEENS = "dix onze douze treize quatorze quinze seize"
_UNITS = "un deux trois quatre cinq six sept huit neuf"
_CARDINALS = {
    **{word: value for value, word in enumerate(f"{_UNITS} {_TEENS}".split(), 1)},
    "une": 1,
    "vingt": 20,
    "vingts": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "huitante": 80,
    "octante": 80,
    "nonante": 90,
}
_ORDINALS = {
    "unième": 1,
    "deuxième": 2,
    "troisième": 3,
    "quatrième": 4,
    "cinquième": 5,
    "sixième": 6,
    "septième": 7,
    "huitième": 8,
    "neuvième": 9,
    "dixième": 10,
    "onzième": 11,
    "douzième": 12,
    "treizième": 13,
    "quatorzième": 14,
    "quinzième": 15,
    "seizième": 16,
    "vingtième": 20,
    "trentième": 30,
    "quarantième": 40,
    "cinquantième": 50,
    "soixantième": 60,
    "centième": 100,
    "millième": 1000,
}
_ORDINALS |= {f"{word}s": value for word, value in _ORDINALS.items()}
# Capitals often go without accents.
_ORDINALS |= {word.replace("è", "e"): value for word, value in _ORDINALS.items()}
_HUNDREDS = frozenset({"cent", "cents"})
_MAGNITUDES = {
    "mille": 1e3,
    "mil": 1e3,
    "millier": 1e3,
    "milliers": 1e3,
    "million": 1e6,
    "millions": 1e6,
    "milliard": 1e9,
    "milliards": 1e9,
    # The long scale, in which a French billion is a million millions. The trillion of today's texts is the English one.
    "billion": 1e12,
    "billions": 1e12,
    "trillion": 1e12,
    "trillions": 1e12,
}
_COLLECTIVES = {
    "dizaine": (10, 12),
    "dizaines": (10, 12, 20),
    "douzaine": (12, 10),
    "douzaines": (12, 10),
    "quinzaine": (15, 14, 2),
    "quinzaines": (15, 14, 2),
    "vingtaine": (20,),
    "trentaine": (30,),
    "quarantaine": (40,),
    "cinquantaine": (50,),
    "soixantaine": (60,),
    "centaine": (100,),
    "centaines": (100,),
}
# All but `sept`, which is seven.
_MONTHS = {name: number for name, number in unaccented(french_months()).items() if name != "sept"}

_LOOSE: dict[tuple[float, ...], str] = {
    (0.0,): "aucun aucune nul nulle zéro",
    (1.0,): "premier première premiers premières",
    (2.0,): (
        "second seconde seconds secondes secondaire secondo deuxièmement double doubles doubler doublé doublée doublés "
        "doublées doublent doublait doublera doublement duo duos couple couples paire paires jumeau jumeaux jumelle "
        "jumelles bilatéral bilatérale bilatéraux bilatérales bis deuxio"
    ),
    (0.5, 6.0, 30.0): "demi demie demis demies moitié moitiés mi semestre semestres semestriel semestrielle",
    (3.0,): (
        "troisièmement triple triples tripler triplé triplée triplés triplées triplent triplement trio trios "
        "tripartite trilatéral trilatérale triennal triennale triplés ter"
    ),
    (1 / 3, 3.0, 33.0): "tiers",
    (0.25, 15.0, 45.0): "quart quarts trimestre trimestres trimestriel trimestrielle",
    (4.0,): "quadruple quadrupler quadruplé quatuor quadripartite quatrièmement",
    (5.0,): "quintuple quintupler quintette quinquennal quinquennale quinquennat lustre cinquièmement",
    (7.0,): "semaine semaines hebdomadaire septennat",
    # A round of a cup goes by its matches in French, by those who play in English: the last 16.
    (8.0, 0.125, 16.0): "huitièmes huitiemes",
    (16.0, 0.0625, 32.0): "seizièmes seiziemes",
    (9.0,): "neuf neuve neufs neuves",
    (10.0,): "décennie décennies décennal décennale décupler décuple décuplé",
    (12.0, 0.0, 24.0): "midi minuit",
    (24.0,): "jour journée",
    (12.0, 365.0): "an année",
    (100.0,): "siècle siècles séculaire centenaire centenaires centuple entièrement totalement pleinement",
    (1000.0,): "millénaire millénaires",
    (30.0,): "trentenaire trentenaires",
    (40.0,): "quadragénaire quadragénaires quarantaines",
    (50.0,): "quinquagénaire quinquagénaires cinquantenaire",
    (60.0,): "sexagénaire sexagénaires",
    (70.0,): "septuagénaire septuagénaires",
    (80.0,): "octogénaire octogénaires",
    (90.0,): "nonagénaire nonagénaires",
    (150.0,): "cent-cinquantenaire",
    (200.0,): "bicentenaire",
    (300.0,): "tricentenaire",
}

FRENCH = Numerals(
    cardinals=_CARDINALS,
    hundreds=_HUNDREDS,
    magnitudes=_MAGNITUDES,
    abbreviations={
        "k": 1e3,
        "K": 1e3,
        "milles": 1e3,
        "m": 1e6,
        "M": 1e6,
        "Md": 1e9,
        "Mds": 1e9,
        "md": 1e9,
        "mds": 1e9,
        "Mrd": 1e9,
        "Mrds": 1e9,
        "bn": 1e9,
    },
    ordinals=_ORDINALS,
    denominators={"tiers": 3, "quart": 4, "quarts": 4, "½": 2, **_ORDINALS},
    collectives=_COLLECTIVES,
    romans={
        **{word: value for word, value in ROMANS.items() if len(word) > 1},
        **{f"{word}{suffix}": value for word, value in ROMANS.items() for suffix in ("e", "ème", "eme")},
    },
    months={name: f"m{number}" for name, number in _MONTHS.items()},
    loose={word: tuple(values) for values, words in _LOOSE.items() for word in words.split()},
    multiples={
        "dizaines": 10,
        "douzaine": 12,
        "douzaines": 12,
        "quinzaines": 15,
        "centaines": 100,
        "semaine": 7,
        "semaines": 7,
        "an": 12,
        "ans": 12,
        "décennies": 10,
        "siècles": 100,
        "minute": 60,
        "minutes": 60,
    },
    periods={
        (2.0, "fois"): (0.5, 50.0),
        (8.0, "e"): (16.0,),
        (8.0, "es"): (16.0,),
        (8.0, "ème"): (16.0,),
        (16.0, "es"): (32.0,),
        (8.0, "jours"): (7.0, 1.0),
        (14.0, "jours"): (2.0,),
        (15.0, "jours"): (14.0, 2.0),
        (21.0, "jours"): (3.0,),
        (48.0, "heures"): (2.0,),
        (72.0, "heures"): (3.0,),
        (48.0, "h"): (2.0,),
        (72.0, "h"): (3.0,),
        (6.0, "mois"): (0.5,),
        (18.0, "mois"): (1.5, 0.5),
        (24.0, "mois"): (2.0,),
        (36.0, "mois"): (3.0,),
        (30.0, "minutes"): (0.5,),
        (45.0, "minutes"): (0.75,),
        (90.0, "minutes"): (1.5, 0.5),
    },
    plain=frozenset({"cents", "vingts"}),
    ambiguous=frozenset({"un", "une", "neuf"}),
    conjunction="et",
    joined=frozenset({"un", "une", "onze", "unième"}),
    partitive=frozenset({"de", "d"}),
    halves=frozenset({("et", "demi"), ("et", "demie"), ("½",), ("1", "/", "2")}),
    percent=frozenset({("%",), ("‰",), ("pour", "cent"), ("pour", "mille"), ("p", ".", "c"), ("p", ".", "100")}),
    hours=frozenset({"h", "heure", "heures"}),
    until=frozenset({"moins"}),
    decade_before=frozenset({"années"}),
    decade_after=frozenset(),
    dividing=frozenset({"s", "m", "€", "seconde", "secondes", "mètre", "mètres", "euro", "euros"}),
    lowering=word_set("""
        moins sous négatif négative négatifs négatives dessous inférieur inférieure inférieurs baisse baisses baissé
        baissée baissent baisser baissait recul recule reculé reculent reculer reculait chute chutes chuté chuter perd
        perdu perdue perdre perdent perdait perte pertes diminue diminué diminuer diminution réduction réduit réduite
        réduire repli replie replié contraction contracté contracte déficit récession dégringole dégringolé abandonne
        cède cédé lâche lâché plonge plongé effondré déflation gel malus
    """),
    firm_from=3,
    # Deux ou trois, tous trois, un de ces quatre, son trente et un, se mettre en quatre; à quatre pattes.
    soft_before=frozenset({"ou", "tous", "toutes", "ces", "mon", "ton", "son", "notre", "votre", "leur", "en"}),
    soft_after=frozenset({"épingles", "pattes", "coins", "volontés", "vents"}),
    decimal=",",
    capital_months=False,
    vigesimal=True,
)
