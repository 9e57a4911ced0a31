"""Single facts to change in good translations, as machines change them: one function a kind, as in ``tools.planting``.

The lists are small and common on purpose. Where a class is open (offices, opposites), many of their words stand in the
lists of the checks as well; those of ``OTHERS`` do not, or were not looked at when the lists were written, and tell
what the checks know beyond them. A word is changed wherever it stands, whatever the French has for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

    from benchmarks.pairs import Pair

    Planter = Callable[[Random, Pair, Pair], Pair | None]

_YEAR = re.compile(r"\b(1[5-9]|20)\d\d\b")
_AUXILIARY = re.compile(r"\b(is|are|was|were|has|have|had|will|would|can|could|must|should|may|might)\b(?! not)")
_VERB_WITH_NOT = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|can|could|must|should|do|does|did|may|might) not\b"
    r"|\b(is|are|was|were|has|have|had|would|could|must|should|do|does|did)n[’']t\b|\b(can)(?:not\b|[’']t\b)"
)
_NEVER = re.compile(r"\bnever ")
_NO = re.compile(r"\b[Nn]o (?=[a-z])")

_MONTHS = "January February March April June July August September October November December"
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_NUMBERS = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty"
_PARTS = "half third quarter fifth"
_ORDINALS = "first second third fourth fifth sixth seventh tenth"
_PLACES = (
    "France|Germany|Italy|Spain|Iran|Iraq|Syria|Libya|Mali|Niger|Nigeria|China|Japan|India|Brazil|Mexico|Canada|"
    "Russia|Ukraine|Poland|Greece|Turkey|Egypt|Sweden|Austria|Australia|Paris|London|Berlin|Moscow|Beijing|Madrid|"
    "Rome|Cairo|Tokyo|Baghdad|Tehran|Jerusalem|Kabul|Washington|Afghanistan|Pakistan|Israel|Belgium|Switzerland"
)
_PEOPLES = (
    "French|German|Italian|Spanish|Iranian|Iraqi|Syrian|Libyan|Malian|Chinese|Japanese|Indian|Brazilian|Mexican|"
    "Canadian|Russian|Ukrainian|Polish|Greek|Turkish|Egyptian|Swedish|Austrian|Australian|American|British|Israeli|"
    "Palestinian|Afghan|Pakistani|Belgian|Swiss|Dutch|Czech|African|European|Asian"
)
_UNITS = (
    ("kilometers", "miles", "meters", "centimeters", "feet", "inches", "yards"),
    ("kilometres", "miles", "metres", "centimetres", "feet", "inches", "yards"),
    ("kilometer", "mile", "meter", "foot", "inch"),
    ("km", "m", "cm", "mm"),
    ("kilograms", "pounds", "tons", "grams", "ounces"),
    ("kg", "g", "mg", "lb"),
    ("seconds", "minutes", "hours", "days", "weeks", "months", "years", "decades", "centuries"),
    ("minute", "hour", "day", "week", "month", "year", "decade", "century"),
    ("liters", "gallons", "barrels"),
    ("litres", "gallons", "barrels"),
    ("hectares", "acres"),
    ("Celsius", "Fahrenheit"),
    ("megawatts", "gigawatts", "kilowatts"),
)
_CURRENCIES = (
    ("dollars", "euros", "pounds", "yen", "rubles", "francs", "crowns", "rupees", "yuan"),
    ("dollar", "euro", "pound", "yen", "ruble", "franc", "crown", "rupee", "yuan"),
    ("$", "€", "£", "¥"),
    ("USD", "EUR", "GBP", "CHF", "JPY"),
    ("cents", "pence"),
)
_OFFICES = """
    president minister senator mayor governor ambassador director secretary chancellor king judge prosecutor general
    colonel captain deputy commissioner spokesman lawyer professor doctor bishop pope councillor chairman manager
    treasurer premier sergeant inspector commander engineer officer teacher nurse coach;
    presidents ministers senators mayors governors ambassadors directors judges prosecutors generals lawyers
    professors doctors bishops deputies commissioners managers officers teachers nurses engineers soldiers;
    parliament senate court council ministry commission committee embassy agency congress cabinet assembly university
    hospital school police army navy
"""
_OPPOSITES = """
    rise fall; rises falls; rose fell; rising falling; increase decrease; increases decreases; increased decreased;
    increasing decreasing; up down; higher lower; high low; above below; over under; before after; earlier later;
    first last; more less; most least; with without; inside outside; all some; always never; old new; older younger;
    north south; east west; northern southern; eastern western; left right; won lost; win lose; wins loses; winning
    losing; victory defeat; accept refuse; accepted refused; accepts refuses; allow forbid; allowed forbidden;
    open close; opened closed; begin end; began ended; start finish; started finished; enter leave; entered left;
    arrive depart; arrived departed; buy sell; bought sold; import export; imports exports; love hate; agree disagree;
    agreed disagreed; support oppose; supported opposed; supporters opponents; success failure; succeeded failed;
    strong weak; stronger weaker; large small; larger smaller; good bad; better worse; best worst; rich poor;
    early late; long short; longer shorter; true false; public private; legal illegal; possible impossible;
    profit loss; profits losses; gain loss; positive negative; maximum minimum; majority minority; war peace;
    supply demand; employer employee; guilty innocent; alive dead; day night; morning evening; upper lower;
    many few; everybody nobody; everyone nobody; everything nothing; both neither; minimum maximum; add remove;
    optimistic pessimistic; attack defend; attacked defended; confirm deny; confirmed denied; rural urban
"""
_KIN = """
    his her; he she; him her; himself herself; man woman; men women; boy girl; boys girls; son daughter; sons
    daughters; father mother; fathers mothers; brother sister; brothers sisters; husband wife; husbands wives;
    uncle aunt; nephew niece; grandfather grandmother; Mr Mrs; Mr. Mrs.; king queen; prince princess; male female;
    parents children; father son; brother cousin; mother sister; actor actress; widow widower; gentlemen ladies
"""
_HEDGES = (
    "former|acting|deputy|alleged|allegedly|interim|suspected|outgoing|honorary|vice|assistant|presumed|retired|"
    "self-proclaimed|ex"
)


def _like(word: str, model: str) -> str:
    """Return a word with a capital where the one that it replaces has one."""
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def one_of(*groups: Iterable[str]) -> Planter:
    """Return a planter that puts another word of its group in the place of one."""
    others: dict[str, list[str]] = {}
    for group in groups:
        members = list(group)
        for word in members:
            others.setdefault(word, []).extend(other for other in members if other != word)
    words = "|".join(sorted(map(re.escape, others), key=len, reverse=True))
    # What is short behind a stop or an apostrophe is no unit (a.m., I'm).
    found = re.compile(rf"(?<![\w.’'])(?:{words})(?!\w)")

    def plant(rng: Random, pair: Pair, _: Pair) -> Pair | None:
        source, target = pair
        places = [match for match in found.finditer(target) if others[match[0]]]
        if not places:
            return None
        match = rng.choice(places)
        return source, target[: match.start()] + rng.choice(others[match[0]]) + target[match.end() :]

    plant.__doc__ = "Put another word of its class in the place of one."
    return plant


def _cased(text: str) -> list[list[str]]:
    """Return groups of words, also with a capital."""
    groups = [group.split() for group in text.split(";")]
    return [*groups, *([_like(word, "A") for word in group] for group in groups if group[0].islower())]


def change_year(rng: Random, pair: Pair, _: Pair) -> Pair | None:
    """Change a year by one to nine."""
    source, target = pair
    found = list(_YEAR.finditer(target))
    if not found:
        return None
    match = rng.choice(found)
    year = int(match[0]) + rng.choice([-9, -7, -4, -2, -1, 1, 2, 3, 5])
    return source, f"{target[: match.start()]}{year}{target[match.end() :]}"


def drop_hedge(rng: Random, pair: Pair, _: Pair) -> Pair | None:
    """Leave out what says that somebody is no longer, not yet or perhaps not what is said."""
    source, target = pair
    found = list(
        re.finditer(
            rf"(?<![\w-])(?:{_HEDGES})[ -](?!(?:the|a|at|of|in|from|to|as|that|by|with|or|and|for|on)\b)(?=\w)",
            target,
            re.IGNORECASE,
        )
    )
    if not found:
        return None
    match = rng.choice(found)
    return source, target[: match.start()] + target[match.end() :]


def lose_negation(rng: Random, pair: Pair, _: Pair) -> Pair | None:
    """Leave out a not, n't, never or no."""
    source, target = pair
    options = [(match, next(filter(None, match.groups()), "")) for match in _VERB_WITH_NOT.finditer(target)]
    options += [(match, "") for match in _NEVER.finditer(target)]
    options += [(match, "a " if match[0][0] == "n" else "A ") for match in _NO.finditer(target)]
    if not options:
        return None
    match, instead = rng.choice(options)
    return source, target[: match.start()] + instead + target[match.end() :]


def add_negation(rng: Random, pair: Pair, _: Pair) -> Pair | None:
    """Put a not behind an auxiliary verb."""
    source, target = pair
    found = list(_AUXILIARY.finditer(target))
    if not found:
        return None
    match = rng.choice(found)
    return source, f"{target[: match.end()]} not{target[match.end() :]}"


KINDS: dict[str, Planter] = {
    "month": one_of(_MONTHS.split()),
    "year": change_year,
    "million for billion": one_of(["million", "billion", "trillion"], ["millions", "billions"]),
    "place": one_of(_PLACES.split("|")),
    "number word": one_of(_NUMBERS.split(), _PARTS.split(), _ORDINALS.split()),
    "nationality": one_of(_PEOPLES.split("|")),
    "direction": one_of(*_cased(_OPPOSITES)),
    "weekday": one_of(_WEEKDAYS.split()),
    "hedge dropped": drop_hedge,
    "unit": one_of(*_UNITS),
    "currency": one_of(*_CURRENCIES),
    "office": one_of(*_cased(_OFFICES)),
    "sex and kin": one_of(*_cased(_KIN)),
    "negation lost": lose_negation,
    "negation added": add_negation,
}

_OTHER_OPPOSITES = """
    praise criticism; praised criticised; praised criticized; gathered scattered; trust distrust; forward backward;
    forwards backwards; thick thin; wet dry; loud quiet; natural artificial; active passive; hope despair; birth death;
    questions answers; question answer; causes effects; taught learned; teach learn; saved spent; save spend; asked
    answered; direct indirect; equal unequal; sweet bitter; sharp blunt; broad narrow; calm nervous; brave cowardly;
    honest dishonest; polite rude; friend stranger; friends enemies; lender borrower; winner loser; entrance exit;
    attractive ugly; tall short; backed opposed; welcomed rejected; applauded booed; rural urban; raised lowered
"""
_OTHER_OFFICES = """
    accountant architect baker carpenter photographer sculptor dancer librarian surgeon pharmacist psychologist
    historian economist philosopher biologist chemist physicist translator interpreter pilot sailor
    astronaut fisherman shepherd gardener mechanic electrician plumber driver waiter butler;
    accountants architects bakers photographers dancers librarians surgeons pharmacists psychologists historians
    economists philosophers biologists chemists physicists translators pilots sailors astronauts fishermen drivers;
    museum library theatre factory warehouse airport cinema restaurant stadium laboratory hotel castle
"""
# Kinds of open classes, in words other than those of ``KINDS``.
OTHERS: dict[str, Planter] = {
    "direction, other words": one_of(*_cased(_OTHER_OPPOSITES)),
    "office, other words": one_of(*_cased(_OTHER_OFFICES)),
}
