"""Make what pages carry of style and scripts: small, from the readable sources beside it.

    python tools/assets.py

``bilingual/formats/html/assets/built/`` gets a file for each kind of page and ``search``, the program that stands
beside the index, with ``sources.json``: digests of all that they were made of, by which a test sees what is out of
date.

All scripts of an article are one program, so that its names are shortened throughout. Those of the index meet the
program beside it by their names, which stay. A page that keeps elsewhere what is done on it is made in the same way,
of another list: one more of ``SCRIPTS`` and ``STYLES``.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import minify  # type: ignore[import-untyped]

from bilingual.formats.html.built import DIGESTS, digests, source
from bilingual.formats.html.environment import PROGRAM, SCRIPTS, SERVED_SCRIPTS, SERVED_STYLES, STYLES
from bilingual.formats.html.interface import french, listed, short_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FOLDER = Path(__file__).parents[1] / "bilingual" / "formats" / "html" / "assets" / "built"
_STRICT = '"use strict";\n'
# Names of members that are long or often said: each is spelled once. No class is called so, nor has a capital.
_OFTEN = (
    *(
        "accepted",
        "append",
        "closest",
        "dataset",
        "dismissed",
        "filter",
        "focus",
        "forEach",
        "hidden",
        "includes",
        "label",
    ),
    *("delete", "lang", "length", "matches", "push", "remove", "replace", "restored", "slice", "split", "stringify"),
    *("trim", "value"),
)
_MEMBERS = re.compile(rf"(?<!\.)(\?)?\.([a-z]+[A-Z][A-Za-z]*|{'|'.join(_OFTEN)})\b")
# Strings of a word or two that stand where a value may: behind a bracket or an operator, and no name of a property.
_STRINGS = re.compile(r'(?<!["`])([(\[,=?:|&] ?)"([a-z#.][a-z #.:>-]+)"(?=[),\];:]| [:?|&=]|\n)(?!:)')
# What may stand for what French often says: what no text of ours has, of one byte and then of two, and no markup.
_SIGNS = [chr(code) for code in (*range(0x23, 0x7E), *range(0x100, 0x180)) if chr(code) not in "&<>'\\"]
# Of two letters are the short names of properties of our own.
_FIRST = "a"
_LONGEST = 14
# Of how many stretches of a text what each is worth is reckoned.
_MOST = 2_000
# What every browser has under these names: as parameters they have short ones, where they are said often enough.
_GLOBALS = (
    *("document", "location", "history", "window", "addEventListener", "setTimeout", "clearTimeout"),
    *("decodeURIComponent", "encodeURIComponent", "Boolean", "CustomEvent", "JSON", "Map", "Math", "Number"),
    *("Object", "String"),
)


def built_script(names: Iterable[str], *, closed: bool = True) -> str:
    """Return scripts as one, small; ``closed``: nothing beside it knows any of its names."""
    text = "\n".join(map(source, names)).replace(_STRICT, "", 1)
    if closed:
        text = _spelled_once(text)
        said = {name: len(re.findall(rf"(?<![.\w]){name}\b(?!:)", text)) for name in _GLOBALS}
        # A short name is of one letter or two, in the list of parameters, too.
        often = ", ".join(name for name, n in said.items() if n * (len(name) - 2) > len(name) + 4)
        text = f"(({often}) => {{{_STRICT}{text}\n}})({often});"
    # That nothing is assigned to a constant is the linter's business; no string of ours has the word.
    return re.sub(r"\bconst\b", "let", str(minify.string("text/javascript", text))) + "\n"


def _spelled_once(text: str) -> str:
    """Return a script with long names of members, and strings that are often said, in constants, where that is shorter.

    Selectors have no capitals, so that what looks like a member is one, in comments or outside of them.
    """
    # `.name` becomes `[ab]`; the constant is `ab="name",`.
    text, members = _with_constants(
        text, _MEMBERS, 3, lambda match, name: f"{match[1] or ''}{'.' if match[1] else ''}[{name}]"
    )
    # `"text"` becomes `ab`.
    text, strings = _with_constants(text, _STRINGS, 0, lambda match, name: f"{match[1]}{name}")
    return strings + members + text


def _with_constants(
    text: str, pattern: re.Pattern[str], kept: int, replacement: Callable[[re.Match[str], str], str]
) -> tuple[str, str]:
    """Return a text with what its pattern's second group finds in constants, and the lines that define these.

    ``kept`` is what a place is longer by than the constant's name.
    """
    counted = Counter(match[2] for match in pattern.finditer(text))
    chosen = sorted(said for said, n in counted.items() if n * (len(said) - kept) > len(said) + 8)
    names = {said: f"${kept}_{at}" for at, said in enumerate(chosen)}
    lines = "".join(f'const {name} = "{said}";\n' for said, name in names.items())
    return pattern.sub(
        lambda match: replacement(match, names[match[2]]) if match[2] in names else match[0], text
    ), lines


def built_style(names: Iterable[str]) -> str:
    """Return style sheets as one, small, with the names of its own properties shortened."""
    text = str(minify.string("text/css", "\n".join(map(source, names))))
    counted = Counter(re.findall(r"--[a-z][\w-]*", text))
    short = {
        name: f"--{chr(ord(_FIRST) + at // 26)}{chr(ord(_FIRST) + at % 26)}"
        for at, (name, _) in enumerate(counted.most_common())
    }
    text = re.sub(r"--[a-z][\w-]*", lambda match: short[match[0]], text)
    return re.sub(r",\s+", ",", text) + "\n"


def pieces(text: str) -> list[str]:
    """Return what a text often has, each behind a sign that takes its place: the one first that shortens it most."""
    found: list[str] = []
    free = [sign for sign in _SIGNS if sign not in text]
    while free:
        sign, size = free[0], len(free[0].encode())
        counted = Counter(
            text[at : at + length]
            for at in range(len(text))
            for length in range(2, _LONGEST)
            if "~" not in text[at : at + length]
        )
        worth = {
            some: (text.count(some) if n > 1 else 0) * (len(some.encode()) - size) - len(some.encode()) - size - 3
            for some, n in counted.most_common(_MOST)
        }
        best = max(sorted(worth), key=worth.__getitem__)
        if worth[best] <= 0:
            break
        text = text.replace(best, sign)
        found.append(free.pop(0) + best)
    return found


def files() -> dict[str, str]:
    """Return all that is made, by the names of the files."""
    made = {f"{kind}.css": built_style(names) for kind, names in (STYLES | SERVED_STYLES).items()}
    made |= {
        f"{kind}.js": built_script(names, closed=kind != "index") for kind, names in (SCRIPTS | SERVED_SCRIPTS).items()
    }
    made["search.js"] = built_script(PROGRAM, closed=False)
    texts = listed({short_key(english): text for english, text in french().items()})
    made["french.json"] = json.dumps(pieces(texts), ensure_ascii=False) + "\n"
    made[DIGESTS] = json.dumps(digests(), indent=1) + "\n"
    return made


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in files().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(f"{len(text.encode()):>7,}  {name}")
