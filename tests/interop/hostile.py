"""A corpus whose texts, ids and facts attack the formats of corpus tools, for ``make interop``.

``python -m tests.interop.hostile FOLDER KIND`` writes it: articles that were ``translated``, with corrected, repaired,
dismissed and linked sentences, or ``aligned`` ones whose beads are of no, one and several sentences.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from bilingual.data import Alignment, Article, Kind, Metadata, Origin, Pair, Repair, Translation
from tests.support.bitexts import write
from tests.support.pages import make

FORMATS = ("jsonl", "vertical", "tei", "xces", "hf", "pharaoh")
TEXTS = (
    "Le maire a dit « ]]> & <b>oui</b> » hier.",
    "Un\ttabulateur et\x00 un nul \x01\x08\x0b\x0c\x1b[31m rouge\x1b[0m.",
    "Ligne un\u2028ligne deux\u2029ligne trois\x85quatre\r\ncinq\rsix.",
    '<s>\n</s>\n<doc id="x">',
    "</doc>",
    "<g/>",
    "<",
    "&amp;lt; &#10; &nbsp;",
    '\\" \\n \\',
    "a|b|c",
    "\ufffe\uffff\ufdd0 fin.",
    "mot " * 5_000 + ".",
    "x" * 30_000,
    "\u200b",
    "\u202eabc\u202c d'accord.",
    "e\u0301te\u0301 \U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467.",
    "=CMD()",
    "-1",
    "0:1\t2",
    "-",
    "l'",
    "'",
    "aujourd'hui l'\u200bhomme",
    "\u00ad",
    "1 000,5 $ d'arg\u00a0ent\u202f!",
    "<!--",
    "-->",
    '<?xml version="1.0"?>',
    "# titre",
    "\u0301seul",
    "\x01",
    "oui . ) ( [ ] { }",
    "%s {0} $HOME `id`",
    "\U000f0000\ue000.",
)
IDS = (
    "a/b",
    "../../etc/passwd",
    "..",
    ".",
    "CON",
    "a:b",
    "é" * 150,
    "sp ace",
    "a&b<c>\"d'e",
    "\U0001f600",
    "A",
    "a",
    "x\ty",
    "x\ny",
    "index",
    "\u202eid",
    "-n",
    "a|b",
    "a\\b",
)
_FACTS = (
    Metadata(
        "]]> <t> \\ \" '\t|\n", "2023-02-30", "P\x01&", "s|s", ("A|B", 'C"D\\', "<x>", ""), license="CC BY-SA 4.0 | <b>"
    ),
    Metadata(None, "hier", url="http://x/<y>?a=b&c d", license="](http://x) `a`"),
    Metadata("# t", "2023-05", url="javascript:alert(1)", license="\n---\nlicense: mit"),
    Metadata("'", "2023", url="http://[bad", license="CC-BY-4.0"),
    Metadata("\x00", "2023-05-01", url="https://e.fr/é%20%", license=""),
)
_BEADS = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (0, 1), (1, 0), (2, 2), (3, 1))


def translated() -> list[tuple[Article, list[Pair]]]:
    """Return an article for each id, the first with all texts."""
    articles = []
    for number, identity in enumerate(IDS):
        some = TEXTS if not number else TEXTS[number : number + 6]
        sentences = [(one, Translation(f"⟨{one}⟩", -0.5, trust=0.5)) for one in some]
        article, pairs = make(identity, [(list(Kind)[number % len(Kind)], sentences)], _FACTS[number % len(_FACTS)])
        articles.append((article, [_treated(pair, place) for place, pair in enumerate(pairs)]))
    return articles


def _treated(pair: Pair, place: int) -> Pair:
    """Return a pair as people and programs leave them, each in its turn."""
    made = pair.translation
    ways = (
        pair,
        replace(pair, translation=Translation(f"Corrected: {pair.segment.text}", None), origin=Origin.HUMAN),
        replace(pair, translation=replace(made, flags=("names", "<odd>|x"), repaired=Repair("n-best", ("numbers",)))),
        replace(pair, translation=replace(made, flags=("names", "numbers")), dismissed=("names",)),
        replace(pair, links=((0, 1, 0, 1),)),
        replace(pair, translation=Translation("", None, ("empty",))),
    )
    return ways[place % len(ways)]


def aligned() -> list[tuple[Article, list[Pair]]]:
    """Return articles whose pairs are beads of all kinds, of the same texts."""
    articles = []
    for identity in IDS[:4]:
        sides = [
            tuple(
                " ".join(f"Phrase {number}: {TEXTS[(number + at) % len(TEXTS)]} Oui." for at in range(count))
                for count in bead
            )
            for number, bead in enumerate(_BEADS * 3)
        ]
        article, pairs = make(identity, [(Kind.BODY, [(fr, Translation(en, None)) for fr, en in sides])])
        articles.append((article, [_bead(pair, number) for number, pair in enumerate(pairs)]))
    return articles


def _bead(pair: Pair, number: int) -> Pair:
    source, target = _BEADS[number % len(_BEADS)]
    flags = () if source and target else ("unaligned",)
    made = replace(pair.translation, flags=flags)
    return replace(
        pair, translation=made, origin=Origin.ALIGNED, alignment=Alignment(f"{source}-{target}", (), 700 * bool(source))
    )


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    write(folder, {"translated": translated, "aligned": aligned}[sys.argv[2]](), *FORMATS)
