"""Which gaps end a sentence. Each rule is a pure function of a ``Gap`` to an opinion or None; the first opinion counts.

The rules say what typography and the facts of a language make certain. What they leave open goes to Punkt.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bilingual.segmentation.gaps import REACH, Gap, direct_quotes, gaps
from bilingual.segmentation.headings import heading_end, reading_time_end
from bilingual.segmentation.punkt import ends_between

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from bilingual.segmentation.language import Facts

    # True: the sentence ends here. False: it does not. None: no opinion.
    Rule = Callable[[Gap], bool | None]

# Characters of the longest list number in front of a sentence (`Art. L. 1233-58-2 bis`).
LONGEST_LIST_NUMBER = 30
# Letters from which on a word in front of a stop and lower case is taken for a whole word, not for an abbreviation.
LONG_WORD = 4

_ADDRESS = re.compile(r"[@\\_=&<>#]|//|www\.", re.IGNORECASE)
_INITIALS = re.compile(r"(?:(?:[^\W\d_]|[CPT]h)(?:\.-?|-))*(?:[^\W\d_]|[CPT]h)")
_NUMBER = re.compile(r"\d|[IVXLC]+(?![\w'’])|[A-Z](?:\.\s?|-)?\d")
_PICTURE = re.compile(r"!\[[^\[\]]*\][(\[]")
_DOTTED_DATE = re.compile(r"(?<![\d.])\d{1,2}\.\s?(?:\d{1,2}|[IVX]{1,4})\.\s(?:\d{2}(?:\d\d)?(?!\d)|[a-zà-ÿ])")
_HOUR = re.compile(r"\d{1,2}\s?h")
_YEAR_BEHIND = re.compile(r"\s\d{4}(?!\d)")
# What a day or a month ends with that is written as a number.
_ENDS_OF_DAYS = frozenset("0123456789IVX")
# Characters of the longest `31. 12. 1950`.
_LONGEST_DATE = 14
_VOWEL = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]", re.IGNORECASE)
_WORD = re.compile(r"\w")


def _cut_off(gap: Gap) -> bool:
    """Say whether a name may follow the word in front of the stop: an abbreviation or an initial."""
    return gap.before.lower() in gap.facts.abbreviations or _INITIALS.fullmatch(gap.before) is not None


def _acronym(gap: Gap) -> bool:
    """Say whether an article stands in front of dotted letters: `l'O.N.U.`, not `J.M.G. Le Clézio`."""
    article = gap.line[max(gap.start, gap.stop - REACH) : gap.stop - len(gap.before)].split()[-1:]
    dotted = len(gap.before) > 1 and _INITIALS.fullmatch(gap.before) is not None
    return dotted and bool(article) and article[0].lower().replace("’", "'") in gap.facts.articles


def list_number(gap: Gap) -> bool | None:
    """Keep the number of a list item, heading or article with what it numbers.

    >>> from bilingual.segmentation.french import FRENCH
    >>> [list_number(gap) for line in ("1. Le but", "IV. – Le but", "Art. 3. Le but") for gap in gaps(line, FRENCH)]
    [False, False, None, False]
    """
    short = gap.marks == "." and gap.stop - gap.start <= LONGEST_LIST_NUMBER
    return False if short and gap.facts.list_number.fullmatch(gap.line, gap.start, gap.stop) else None


def picture(gap: Gap) -> bool | None:
    """Leave the mark whole that Markdown puts in front of a picture.

    >>> from bilingual.segmentation.french import FRENCH
    >>> [picture(gap) for line in ("![Le port](port.jpg) Oui", "Bravo ![1] Le port") for gap in gaps(line, FRENCH)]
    [False, None]
    """
    return False if gap.marks[-1] == "!" and _PICTURE.match(gap.line, gap.stop + len(gap.marks) - 1) else None


def note_mark(gap: Gap) -> bool | None:
    """Keep a figure that is glued to a stop where it is no note's: `art.1`, and `2019.1` before a name.

    >>> from bilingual.segmentation.french import FRENCH
    >>> lines = "Il recule.1 La dette", "Voir art.1 Le texte", "Depuis 2019.1 La dette", "En 2019.1 Paul"
    >>> [note_mark(gap) for line in lines for gap in gaps(line, FRENCH)]
    [None, False, None, False]
    """
    if gap.marks != "." or not gap.line[gap.stop + 1].isdecimal():
        return None
    word = gap.before.lower()
    if _HOUR.fullmatch(word):
        return False
    if word[-1:].isdecimal():
        return None if gap.after in gap.facts.starters or gap.after in gap.facts.particles else False
    referring = word in gap.facts.references or gap.before in gap.facts.titles or _cut_off(gap)
    return False if referring else None


def dotted_date(gap: Gap) -> bool | None:
    """Keep a date together that is written with stops.

    >>> from bilingual.segmentation.french import FRENCH
    >>> lines = "Le 3. 4. 1950. Il naît", "Le 3. Avril 1950 il naît", "Ils sont 3. Avril 1950 est loin."
    >>> [dotted_date(gap) for line in lines for gap in gaps(line, FRENCH)]
    [False, False, None, False, False]
    """
    if gap.line[gap.stop - 1] not in _ENDS_OF_DAYS or gap.marks != "." or gap.closed:
        return None
    begin = max(gap.start, gap.stop - _LONGEST_DATE)
    if any(date.start() < gap.stop < date.end() - 1 for date in _DOTTED_DATE.finditer(gap.line, begin, gap.first + 12)):
        return False
    month = gap.before.isdecimal() and gap.after in gap.facts.months
    return False if month and _YEAR_BEHIND.match(gap.line, gap.first + len(gap.word)) else None


def omission(gap: Gap) -> bool | None:
    """End a sentence at `[…]` or `(...)` before a capital, unless the omission begins it.

    >>> from bilingual.segmentation.french import FRENCH
    >>> [omission(gap) for line in ("Il vint […] Elle", "Il vint (...) et", "[…] Elle") for gap in gaps(line, FRENCH)]
    [True, False, False]
    """
    opened, closed = gap.parenthesis or (-1, -1)
    if opened != gap.stop - 1 or closed != gap.stop + len(gap.marks):
        return None
    return gap.initial.isupper() and _WORD.search(gap.line, gap.start, opened) is not None


def parenthesis(gap: Gap) -> bool | None:
    """Leave a sentence whole that holds others in parentheses; parentheses around whole sentences hide nothing.

    >>> from bilingual.segmentation.french import FRENCH
    >>> [parenthesis(gap) for gap in gaps("Lui (52 ans. Né ici. Marié) part.", FRENCH)]
    [False, False]
    >>> [parenthesis(gap) for gap in gaps("(Il pleut. Il vente.) Elle (bravo !) part.", FRENCH)]
    [None, None, False]
    """
    if gap.parenthesis is None:
        return None
    opened, closed = gap.parenthesis
    if gap.end > closed and gap.initial.isupper() and (gap.after in gap.facts.starters or not _cut_off(gap)):
        return None
    following = gap.line[closed + 1 : closed + 3].lstrip()[:1]
    within = _WORD.search(gap.line, gap.start, opened) is not None
    return False if within or following.islower() or following in {",", ";", ":"} else None


def punctuated(gap: Gap) -> bool | None:
    """Go on where a comma, a colon or the like follows.

    >>> from bilingual.segmentation.french import FRENCH
    >>> [punctuated(gap) for gap in gaps("« Qui ? » , dit-il. Personne", FRENCH)]
    [False, None]
    """
    return False if gap.initial in ",;:%/" else None


def glued(gap: Gap) -> bool | None:
    """Cut where the space behind a stop is missing, but not in names and addresses.

    >>> from bilingual.segmentation.french import FRENCH
    >>> [glued(gap) for gap in gaps("Il a démissionné.Son ami de Booking.Com, J.Dupont, reste. Oui", FRENCH)]
    [True, False, False, None]
    """
    if gap.next > gap.end:
        return None
    known = gap.after in gap.facts.starters or gap.after in gap.facts.particles
    second = gap.line[gap.first + 1 : gap.first + 2]
    left, right = gap.line[max(gap.start, gap.stop - REACH) : gap.end], gap.line[gap.first : gap.first + REACH]
    address = _ADDRESS.search(left.rsplit(None, 1)[-1] + right.split(None, 1)[0])
    if address or not gap.initial.isupper() or not (known or second.islower() or second in {"'", "’"}):
        return False
    if gap.marks != "." or gap.closed or not gap.before:
        return True
    if gap.before in gap.facts.titles or len(gap.before) == 1 or "." in gap.before:
        return False
    return known or not _glued_name(gap)


def _glued_name(gap: Gap) -> bool:
    """Say whether a stop without a space stands within a name: `Booking.Com`, `os.PathLike`, `av.Foch`."""
    before, word = gap.before, gap.word
    behind = gap.line[gap.first + len(word) : gap.first + len(word) + 1]
    return (
        not (before.islower() and before.replace("-", "").isalpha())
        or before in gap.facts.abbreviations
        or gap.after in gap.facts.file_names
        or word[1:] != word[1:].lower()
        or behind in {".", "(", "_"}
    )


def lower_case(gap: Gap) -> bool | None:
    """Go on before lower case; no opinion where a plain stop follows a whole word, for web users save capitals.

    >>> from bilingual.segmentation.french import FRENCH
    >>> [lower_case(gap) for gap in gaps("« Qui ? » dit-il... puis etc. et voilà. je pars. Oui", FRENCH)]
    [False, False, False, None, None]
    """
    if not gap.initial.islower():
        return None
    if gap.marks != "." or gap.closed or gap.first > gap.next:
        return False
    facts, word = gap.facts, gap.before.lower()
    listed = gap.before in facts.titles or word in facts.abbreviations or word in facts.references
    acronym = gap.before.isupper() and len(word) > 1
    whole = "." not in word and (acronym or (len(word) >= LONG_WORD and _VOWEL.search(word)))
    return False if word and (listed or not whole) else None


def title(gap: Gap) -> bool | None:
    """Keep a title with its name.

    >>> from bilingual.segmentation.french import FRENCH
    >>> [title(gap) for gap in gaps("Le Gal. Sow, M. Le Pen et le Lt-Col. Ly partent. Enfin", FRENCH)]
    [False, False, False, None]
    """
    titles = gap.facts.titles
    titled = gap.before in titles or gap.before.rpartition("-")[2] in titles
    return False if titled and gap.marks == "." and not gap.closed else None


def reference(gap: Gap) -> bool | None:
    """Keep a reference with its number.

    >>> from bilingual.segmentation.french import FRENCH
    >>> [reference(gap) for gap in gaps("L'art. 12, le vol. II et l'art. L. 642 existent. 3 sont lus", FRENCH)]
    [False, False, False, False, None]
    """
    if gap.marks != "." or gap.closed:
        return None
    word = gap.before.lower()
    referring = word in gap.facts.references or _INITIALS.fullmatch(word)
    return False if referring and _NUMBER.match(gap.line, gap.first) else None


def starter(gap: Gap) -> bool | None:
    """End a sentence before a word that starts sentences, but not between an initial and a name like Le Goff.

    >>> from bilingual.segmentation.french import FRENCH
    >>> [starter(gap) for gap in gaps("Au R.-U. La paix avec P. Le Goff. Mais Inc. Paris, le R.-U. Le Mali", FRENCH)]
    [True, None, True, None, True]
    """
    if gap.marks != "." or not gap.initial.isupper():
        return None
    after = gap.after
    if after in gap.facts.starters:
        return True
    if after not in gap.facts.particles:
        return None
    behind = gap.first + len(after)
    name = not gap.line[behind : behind + 2].lstrip()[:1].islower()
    return None if name and _cut_off(gap) and not _acronym(gap) else True


def complete(gap: Gap) -> bool | None:
    """End a sentence at what looks like an initial but is a word of its own.

    >>> from bilingual.segmentation.french import FRENCH
    >>> [complete(gap) for gap in gaps("Il est 20 h. Marie suit le plan B. Paul dit que J. Sow dort.", FRENCH)]
    [True, True, None]
    """
    if gap.marks != "." or not gap.initial.isupper():
        return None
    return gap.facts.complete.search(gap.line, max(gap.start, gap.stop - REACH), gap.stop) is not None or None


def initials(gap: Gap) -> bool | None:
    """Keep initials and acronyms with the name behind them.

    >>> from bilingual.segmentation.french import FRENCH
    >>> [initials(gap) for gap in gaps("J.-P. Bruneau et Ann B. Le Roy du R.-U. Femmes. Marie", FRENCH)]
    [False, False, False, None]
    """
    if gap.marks != "." or gap.closed or not gap.initial.isupper():
        return None
    return False if _INITIALS.fullmatch(gap.before) else None


def marked_name(gap: Gap) -> bool | None:
    """Go on after a name that ends in an exclamation mark.

    >>> from bilingual.segmentation.french import FRENCH
    >>> [marked_name(gap) for gap in gaps("Yahoo! France ! Enfin", FRENCH)]
    [False, None]
    """
    return False if gap.marks == "!" and gap.before in gap.facts.marked_names else None


RULES: tuple[Rule, ...] = (
    list_number,
    picture,
    note_mark,
    dotted_date,
    omission,
    parenthesis,
    punctuated,
    glued,
    lower_case,
    title,
    reference,
    starter,
    complete,
    initials,
    marked_name,
)


def ends_sentence(gap: Gap) -> bool:
    """Say whether a sentence ends at the gap: the first opinion of a rule, or else Punkt's on the words around the gap.

    >>> from bilingual.segmentation.french import FRENCH
    >>> [ends_sentence(gap) for gap in gaps("Roxgold Ltd. Canada est en 2. Bundesliga. Bamako l'ignore.", FRENCH)]
    [False, False, True]
    """
    for rule in RULES:
        opinion = rule(gap)
        if opinion is not None:
            return opinion
    return ends_between(gap.facts, gap.before + gap.marks, gap.word)


def line_spans(line: str, facts: Facts) -> Iterator[tuple[int, int]]:
    """Yield the tight spans of a line's sentences: offsets into the line, which holds no line break.

    >>> from bilingual.segmentation.french import FRENCH
    >>> list(line_spans(" Oui. Non. ", FRENCH))
    [(1, 5), (6, 10)]
    """
    view = direct_quotes(line.rstrip())
    if not view:
        return
    start = yield from _glued_spans(view, len(view) - len(view.lstrip()), facts)
    for gap in gaps(view, facts):
        if gap.end > start and ends_sentence(gap.since(start)):
            yield start, gap.end
            start = yield from _glued_spans(view, gap.next, facts)
    yield start, len(view)


def _glued_spans(view: str, start: int, facts: Facts) -> Generator[tuple[int, int], None, int]:
    """Yield headings and reading times that begin at an offset, glued to what follows; return where that begins."""
    while True:
        reading_time = reading_time_end(view, start, facts)
        end = reading_time[1] if reading_time else heading_end(view, start, facts)
        if end is None or end == len(view):
            return start
        yield start, end
        start = end
