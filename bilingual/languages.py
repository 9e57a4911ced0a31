"""What is known of languages, as data: codes, names, and how they are written. Facts for one task stand beside it.

Codes are ISO 639-1 (two letters) or ISO 639-3 (three), and two of Argos's own: ``zt`` is Chinese in traditional
characters, ``pb`` the Portuguese of Brazil.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list that is written as a text.

    >>> sorted(word_set("de la"))
    ['de', 'la']
    """
    return frozenset(text.split())


ISO_639_1: Final = word_set("""
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es
    et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki
    kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no
    nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te
    tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
""")

# Argos's own codes, as BCP 47 has them: the only ones that are no language tags as they stand.
ARGOS_TAGS: Final = {"zt": "zh-Hant", "pb": "pt-BR"}

# Three-letter codes that programs write for the languages they are used for most (ISO 639-2, both kinds).
ISO_639_2: Final = {
    "ara": "ar", "ces": "cs", "cze": "cs", "deu": "de", "dut": "nl", "eng": "en", "fra": "fr", "fre": "fr", "ger": "de",
    "ita": "it", "jpn": "ja", "nld": "nl", "pol": "pl", "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "spa": "es",
    "swe": "sv", "ukr": "uk", "zho": "zh", "chi": "zh",
}  # fmt: skip

# English name and own name of the languages that Argos has packages for, and of a few more.
NAMES: Final[dict[str, tuple[str, str]]] = {
    "af": ("Afrikaans", "Afrikaans"), "ar": ("Arabic", "العربية"), "az": ("Azerbaijani", "Azərbaycanca"),
    "be": ("Belarusian", "Беларуская"), "bg": ("Bulgarian", "Български"), "bn": ("Bengali", "বাংলা"),
    "bs": ("Bosnian", "Bosanski"), "ca": ("Catalan", "Català"), "cs": ("Czech", "Čeština"), "cy": ("Welsh", "Cymraeg"),
    "da": ("Danish", "Dansk"), "de": ("German", "Deutsch"), "el": ("Greek", "Ελληνικά"), "en": ("English", "English"),
    "eo": ("Esperanto", "Esperanto"), "es": ("Spanish", "Español"), "et": ("Estonian", "Eesti"),
    "eu": ("Basque", "Euskara"), "fa": ("Persian", "فارسی"), "fi": ("Finnish", "Suomi"), "fr": ("French", "Français"),
    "ga": ("Irish", "Gaeilge"), "gl": ("Galician", "Galego"), "he": ("Hebrew", "עברית"), "hi": ("Hindi", "हिन्दी"),
    "hr": ("Croatian", "Hrvatski"), "hu": ("Hungarian", "Magyar"), "hy": ("Armenian", "Հայերեն"),
    "id": ("Indonesian", "Bahasa Indonesia"), "is": ("Icelandic", "Íslenska"), "it": ("Italian", "Italiano"),
    "ja": ("Japanese", "日本語"), "ka": ("Georgian", "ქართული"), "kk": ("Kazakh", "Қазақша"), "km": ("Khmer", "ខ្មែរ"),
    "ko": ("Korean", "한국어"), "ky": ("Kyrgyz", "Кыргызча"), "lt": ("Lithuanian", "Lietuvių"),
    "lv": ("Latvian", "Latviešu"), "mk": ("Macedonian", "Македонски"), "ms": ("Malay", "Bahasa Melayu"),
    "my": ("Burmese", "မြန်မာ"), "nb": ("Norwegian", "Norsk bokmål"), "ne": ("Nepali", "नेपाली"),
    "nl": ("Dutch", "Nederlands"), "pb": ("Portuguese of Brazil", "Português do Brasil"), "pl": ("Polish", "Polski"),
    "ps": ("Pashto", "پښتو"), "pt": ("Portuguese", "Português"), "ro": ("Romanian", "Română"),
    "ru": ("Russian", "Русский"), "sk": ("Slovak", "Slovenčina"), "sl": ("Slovenian", "Slovenščina"),
    "sq": ("Albanian", "Shqip"), "sr": ("Serbian", "Српски"), "sv": ("Swedish", "Svenska"),
    "sw": ("Swahili", "Kiswahili"), "ta": ("Tamil", "தமிழ்"), "th": ("Thai", "ไทย"), "tl": ("Tagalog", "Tagalog"),
    "tr": ("Turkish", "Türkçe"), "uk": ("Ukrainian", "Українська"), "ur": ("Urdu", "اردو"),
    "vi": ("Vietnamese", "Tiếng Việt"), "zh": ("Chinese", "中文"), "zt": ("traditional Chinese", "繁體中文"),
}  # fmt: skip

# Written from right to left.
RIGHT_TO_LEFT: Final = frozenset({"ar", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
# No space stands between sentences, or none between words.
UNSPACED: Final = frozenset({"ja", "zh", "zt"})
WITHOUT_WORD_SPACES: Final = UNSPACED | {"km", "lo", "my", "th"}

_CODE = re.compile(r"[a-z]{2,3}")


def parse_code(value: object) -> str:
    """Return a language code in lower case. Raises ValueError, with what is wrong, for anything else.

    >>> parse_code(" FR ")
    'fr'
    >>> parse_code("German")
    Traceback (most recent call last):
    ValueError: write de
    >>> parse_code("xx")
    Traceback (most recent call last):
    ValueError: it is no code of ISO 639-1
    """
    code = value.strip().lower() if isinstance(value, str) else ""
    if written := next((known for known, names in NAMES.items() if code in map(str.lower, names)), None):
        raise ValueError(f"write {written}")
    if written := next((known for known, tag in ARGOS_TAGS.items() if code == tag.lower()), None):
        raise ValueError(f"Argos calls it {written}")
    if not _CODE.fullmatch(code):
        raise ValueError("a language code such as fr is wanted")
    if len(code) == 2 and code not in ISO_639_1 and code not in ARGOS_TAGS:  # noqa: PLR2004 - of the list's length
        raise ValueError("it is no code of ISO 639-1")
    return code


def english_name(code: str) -> str:
    """Return a language's English name, or its code where we do not know it.

    >>> english_name("de"), english_name("tlh")
    ('German', 'tlh')
    """
    return NAMES.get(code, (code, code))[0]


def own_name(code: str) -> str:
    """Return a language's own name, or its code where we do not know it.

    >>> own_name("fr"), own_name("tlh")
    ('Français', 'tlh')
    """
    return NAMES.get(code, (code, code))[1]


def tag(code: str) -> str:
    """Return a code as a language tag of BCP 47, which HTML and XML want.

    >>> tag("fr"), tag("zt")
    ('fr', 'zh-Hant')
    """
    return ARGOS_TAGS.get(code, code)


def code_among(said: str, codes: Sequence[str]) -> str | None:
    """Return which of some codes a program means by a tag, whatever its region, case and length; None for none.

    >>> [code_among(said, ("fr", "en")) for said in ("FR-FR", "en_GB", "eng", "French", "de")]
    ['fr', 'en', 'en', 'fr', None]
    """
    said = said.strip().replace("_", "-").lower()
    primary = said.partition("-")[0]
    if exact := next((code for code in codes if said == tag(code).lower()), None):
        return exact
    short = {primary, ISO_639_2.get(primary)}
    return next((code for code in codes if code in short or said in map(str.lower, NAMES.get(code, ()))), None)


def direction(code: str) -> str:
    """Return the direction that a language is written in, as HTML's ``dir`` has it.

    >>> direction("fr"), direction("ar")
    ('ltr', 'rtl')
    """
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"


def space(code: str) -> str:
    """Return what stands between two sentences of a language on one line.

    >>> space("fr"), space("ja")
    (' ', '')
    """
    return "" if code in UNSPACED else " "
