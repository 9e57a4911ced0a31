"""What no translation changes, and how it is known: addresses, handles, file names, code, emoji, signs of currencies.

One list of facts for the layer that takes such things out of a model's way and for the check that looks for them in
translations. Patterns say what a thing looks like; each finds it where it stands in prose, without the punctuation
of the sentence around it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

# The ends of host names that are told from prose without `www.` or a path; `de` and the like are words, too.
_DOMAINS: Final = (
    "com|org|net|info|edu|gouv\\.fr|fr|eu|uk|be|ch|ml|sn|io|ru|gov|dev|app|tv|lu|ma|tn|dz|bzh|corsica|ovh|jp|cn|nl"
)
_WORDY_DOMAINS: Final = "ca|ci|de|es|it|us|me|co|to"
_FILES: Final = (
    "pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|txt|csv|tsv|jsonl?|xml|ya?ml|toml|ini|cfg|conf|log|md|rst|tex|bib|html?|php|"
    "css|js|ts|py|java|cpp|c|h|rs|go|rb|sh|bat|exe|dll|jar|zip|tar|gz|tgz|bz2|xz|7z|rar|iso|img|jpe?g|png|gif|svg|webp|"
    "tiff?|bmp|mp[34]|avi|mov|mkv|wav|flac|ogg|epub|mobi|sql|sqlite|db|bak|tmp|srt|po|tmx|xlf|xliff"
)
_NOT_IN_ADDRESS: Final = r"\s<>\"«»“”‘’…"

URL: Final = (
    rf"(?:\b[a-z][a-z0-9+.\-]{{1,15}}://|(?<![\w:/])//(?=\w)|\bmailto:|\bdoi:(?=10)|\bwww\.)[^{_NOT_IN_ADDRESS}]+"
    rf"|\bdata:[\w/+.\-]*[;,][^{_NOT_IN_ADDRESS}]+|\b(?:arXiv|PMID|urn):(?=\w)[^{_NOT_IN_ADDRESS}]+"
)
EMAIL: Final = r"(?<![\w.+%\-])[\w.+%\-]{1,64}@[\w\-]{1,64}(?:\.[\w\-]{1,64}){1,4}"
HOST: Final = (
    rf"(?<![\w.@/\-])(?:[\w\-]{{1,64}}\.){{1,5}}(?:(?:{_DOMAINS})(?![\w\-])(?!\.\w)(?:/[^{_NOT_IN_ADDRESS}]*)?"
    rf"|(?:{_DOMAINS}|{_WORDY_DOMAINS}|[a-z]{{2,10}})/[^{_NOT_IN_ADDRESS}]+)"
)
FILE: Final = rf"(?<![\w.@/\\\-])[\w\-]+(?:\.[\w\-]+)*\.(?:{_FILES})(?![\w\-(])(?!\.\w)"
PATH: Final = (
    r"(?<![\w.</\\])(?:[A-Za-z]:\\|\\\\(?=[\w.\-]+\\)|~/|\.{1,2}/|/(?=[\w.\-]+/|(?:bin|dev|etc|home|opt|proc|tmp|usr|var)\b))"
    r"[\w.\-\\/]*\w/?"
)
HANDLE: Final = r"(?<![\w@.])@\w(?:[\w.]*\w)?(?:@[\w\-]+(?:\.[\w\-]+)+)?|(?<![\w&#/])#(?=\w*[^\W\d])\w+"
# `name==1.2`, as versions of packages are asked for.
REQUIREMENT: Final = r"(?<![\w.\-])[\w\-]+(?:\.[\w\-]+)*(?:==|~=|!=|>=|<=)\w+(?:\.[\w*\-]+)*"
CODE: Final = r"(?<![`\w])(?P<ticks>`{1,3})(?![`\s])[^`]{0,99}[^`\s](?P=ticks)(?![`\w])"
# Of LaTeX: a formula between dollars that holds what no sum of money does, and a command with its arguments.
FORMULA: Final = (
    r"(?<![\w$])\$\$?(?=\S)(?=[^$]*[\\^_={}])[^$]{1,200}(?<!\s)\$\$?(?!\w)"
    r"|\\[A-Za-z]+(?:\[[^\[\]]{0,40}\])?(?:\{[^{}]{0,100}\})*"
)
TAG: Final = r"</?[A-Za-z][\w:\-]*(?:\s[^<>]*)?/?>|<!--.{0,500}?-->"
# Where a program puts something in: {name}, {{name}}, ${name}, %s, %(name)s.
VARIABLE: Final = r"\$?\{\{?\s?[\w.\-]+\s?\}\}?|%(?:\(\w+\))?(?:\d\$)?[sd](?!\w)"
IDENTIFIER: Final = (
    r"\b\w+(?:\.\w+)+\([^()]{1,60}\)|(?<![\w\-])_*[^\W_]+(?:_+[^\W_]+)+_*(?:\(\)|\.\d+)?(?![\w\-])|\b\w+(?:\.\w+)*\(\)"
)
# Letters and figures in a row, longer than any word of French or English; and whatever goes on and on.
# Likewise of letters and figures that are mixed: hashes, keys, account numbers.
ENDLESS: Final = (
    r"[A-Za-z0-9À-ɏ+/=_]{45,}(?:-[A-Za-z0-9+/=_]+)*|[!-~À-ɏ]{200,}"
    r"|\b(?=[A-Za-z]{0,40}\d)(?=\d{0,40}[A-Za-z])[A-Za-z0-9]{20,44}\b|\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b"
)
# Of accounts, cards and firms: groups that are no thousands.
ACCOUNT: Final = (
    r"(?<!\w)[A-Z]{2}\d{2}(?:[ \u00a0\u202f][A-Z0-9]{4}){2,8}(?:[ \u00a0\u202f][A-Z0-9]{1,4})?(?!\w)"
    r"|(?<![\w.,])\d{4}(?:[ \u00a0\u202f]\d{4}){2,5}(?!\w)"
    r"|(?<![\w.,])\d{3}(?:[ \u00a0\u202f]\d{3}){2}[ \u00a0\u202f]\d{5}(?!\w)"
)
# Of telephones, books and the like, with spaces or hyphens between the groups.
PHONE: Final = (
    r"(?<![\w+])\+\d{1,3}[ .\u00a0\u202f]?(?:\(0\)[ ]?)?\d(?:[ .\-\u00a0\u202f]?\d{2,3}){3,5}(?!\d)"
    r"|(?<![\w\-])\d{1,5}(?:-\d{1,7}){2,5}(?:-[\dX])?(?![\w\-])"
    r"|(?<![\w.,])0\d(?:[ .\-\u00a0\u202f]\d{2}){4}(?!\d)"
)

# Pictures, with what changes their looks and what joins them. Signs that texts have had for long are none of them.
_PICTURE: Final = "\U0001f000-\U0001faff\u231a\u231b\u23e9-\u23fa\u2600-\u27bf\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55"
_LOOKS: Final = "\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
_ONE_EMOJI: Final = rf"(?:[{_PICTURE}]|[0-9#*]\ufe0f?\u20e3)[{_LOOKS}]*(?:\u200d[{_PICTURE}][{_LOOKS}]*)*"
EMOJI: Final = rf"{_ONE_EMOJI}(?:[ \u00a0\u202f]?{_ONE_EMOJI})*"

# What nobody sees and no word is made of: soft hyphens, zero-width and directional marks, controls. Those that join
# or part letters of Arabic and Indian scripts belong to the words there, selectors to the pictures.
INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
    "|(?<![\u0600-\u1fff\ufb50-\ufeff\U0001f000-\U0001faff\u2600-\u27bf\ufe0f])[\u200c\u200d]"
    f"|(?<![{_PICTURE}0-9#*])[\ufe00-\ufe0f]"
)

# Signs of currencies with what English, or anybody, may write for them.
CURRENCIES: Final = {
    "€": r"euros?|EUR",
    "$": r"dollars?|USD|bucks?",
    "£": r"pounds?|sterling|GBP|quid",
    "¥": r"yen|yuan|JPY|CNY|RMB|renminbi",
    "₽": r"roubles?|rubles?|RUB",
    "₹": r"rupees?|INR",
    "₩": r"won|KRW",
    "₺": r"liras?|TRY",
    "₴": r"hryvnias?|UAH",
    "₦": r"nairas?|NGN",
    "₪": r"shekels?|ILS|NIS",
    "₫": r"dongs?|VND",
    "₱": r"pesos?|PHP",
    "₵": r"cedis?|GHS",
    "₣": r"francs?",
    "₿": r"bitcoins?|BTC",
    "₸": r"tenges?|KZT",
    "฿": r"bahts?|THB",
    "¢": r"cents?",
    "₡": r"col[oó]n(?:es)?|CRC",
    "₲": r"guaran[ií](?:es|s)?|PYG",
    "₼": r"manats?|AZN",
    "₾": r"laris?|GEL",
    "؋": r"afghanis?|AFN",
    "₨": r"rupees?",
    "৳": r"takas?|BDT",
    "₭": r"kips?|LAK",
    "₮": r"t[uö]griks?|MNT",
    "₤": r"liras?|lire|pounds?",
}
CURRENCY_SIGNS: Final = "".join(CURRENCIES)

# What no language says otherwise, whoever translates: an address on the network, of a person, or of a file.
ADDRESS: Final = re.compile(f"{URL}|{EMAIL}|{HOST}|{PATH}")
ONE_EMOJI: Final = re.compile(_ONE_EMOJI)
# What is no word of any language, however many letters it has.
NO_WORDS: Final = re.compile(f"{URL}|{EMAIL}|{HOST}|{PATH}|{ENDLESS}")
# What anything of it holds.
_SIGN: Final = re.compile(rf"[@/\\{CURRENCY_SIGNS}{_PICTURE}\u20e3]")
_INNER_STOP: Final = re.compile(r"\w\.[a-z]")
_SCHEMES: Final = ("www.", "data:", "doi:")

_CLOSING: Final = {")": "(", "]": "[", "}": "{"}


@lru_cache(maxsize=4)  # several checks ask for the same text in a row
def may_hold(text: str) -> bool:
    """Whether a text may have addresses, emoji or signs of currencies; nearly none does.

    >>> may_hold("Il vient."), may_hold("Voir a.fr."), may_hold("Il a 5 €.")
    (False, True, True)
    """
    # Each is sought by itself, as one pattern of all tries them all at each character.
    return (
        _SIGN.search(text) is not None
        or any(scheme in text for scheme in _SCHEMES)
        or ("." in text[:-1] and _INNER_STOP.search(text) is not None)
    )


def bare(address: str) -> str:
    """Return what was matched as an address without the punctuation of the sentence that follows it.

    >>> bare("https://fr.wikipedia.org/wiki/Mali_(pays))."), bare("www.a.fr/b,")
    ('https://fr.wikipedia.org/wiki/Mali_(pays)', 'www.a.fr/b')
    """
    while address:
        last = address[-1]
        if last in ".,;:!?'*|" or (last in _CLOSING and address.count(last) > address.count(_CLOSING[last])):
            address = address[:-1]
        else:
            break
    return address
