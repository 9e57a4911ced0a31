"""What survives of what no model knows, and what becomes of the sentence around it.

    python benchmarks/passing.py PARALLEL.tsv… [--most 1000] [--model PACKAGE]

The files hold French and English, a tab between, a pair a line (``.tsv``, ``.tsv.xz``). Things of many kinds are
planted in sentences that are whole without them: in brackets, between commas, behind a word, at the end, behind the
final stop. By kind and by place are printed: how many survive unchanged without the layer around the model and with it;
the chrF of the rest of the translation, held against that of the sentence without the thing, and how many are the same;
the chrF of the rest against the reference, and that of the sentence without the thing. Besides, what the layer costs
for the same sentences without such things (CPU seconds), and how many of those it changes.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sacrebleu

import bilingual
from benchmarks.pairs import read
from bilingual.engines.loading import load_models
from bilingual.engines.passing import around

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.engines import Engine

# What is planted, by kind; `number` has a part in no grammar here, as all of it stands beside the sentence.
THINGS = {
    "address": (
        "https://www.mairie.fr/conseil/ordre-du-jour",
        "http://exemple.org/a?b=1&c=2#d",
        "www.lemonde.fr/2024/03/02",
    ),
    "e-mail": ("jean.test@exemple.fr", "contact+presse@ville-de-brest.bzh"),
    "handle": ("@jean_dupont", "#JeSuisCharlie", "@ONU_fr"),
    "file": ("rapport_final-v2.pdf", "/etc/passwd", "budget2024.xlsx"),
    "emoji": ("😀", "🎉🎉", "👨‍👩‍👧", "❤️", "🇫🇷"),
    "currency": ("5 ₽", "300 ₹", "1200 ¥", "45 ₺"),
    "symbol": ("5 ‰", "x ≤ 3", "50 m²", "♪", "☎", "±2"),
    "script": ("中国", "Владимир Путин", "Αθήνα", "القاهرة", "서울"),
    "code": ("`ls -l`", "`main()`"),
    "footnote": ("[1]", "[12]"),
    "endless": ("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo0123456789abcdefghij",),
}
# How they are planted: before the thing, behind it, and whether that is the end of the sentence.
PLACES = {
    "in brackets": (" (", ")"),
    "between commas": (", ", ","),
    "behind a word": (" ", ""),
    "at the end": (" ", ""),
    "behind the stop": (" ", ""),
}
_LEAST, _MOST = 40, 200


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--most", type=int, default=1_000)
    parser.add_argument("--model")
    arguments = parser.parse_args()
    [model] = load_models(bilingual.Options(model=arguments.model, threads=1))
    chance = random.Random(15)
    pairs = [
        (french, english)
        for path in arguments.files
        for french, english in read(path)
        if _LEAST <= len(french) <= _MOST and french.endswith(".") and french[:-1].isprintable() and _is_plain(french)
    ]
    chance.shuffle(pairs)
    pairs = pairs[: arguments.most]
    whole = [french for french, _ in pairs]
    planted = [_planted(french, number, chance) for number, french in enumerate(whole)]
    seconds: dict[str, float] = {}
    bare = _translated(model, whole, seconds, "the model alone")
    layered = _translated(around(model), whole, seconds, "with the layer")
    print(
        f"{len(whole)} sentences without such things: {sum(map(str.__ne__, bare, layered))} come out otherwise;",
        seconds,
    )
    instant = _Instant(model)
    _translated(instant, whole * 10, seconds, "an instant engine, ten times")
    _translated(around(instant), whole * 10, seconds, "with the layer, ten times")
    sentences = [one[0] for one in planted]
    without = _translated(model, sentences, seconds, "planted, the model alone")
    passed = _translated(around(model), sentences, seconds, "planted, with the layer")
    print(seconds)
    groups: dict[str, list[int]] = defaultdict(list)
    for number, (_, _, kind, place) in enumerate(planted):
        groups[kind].append(number)
        groups[place].append(number)
        groups["all"].append(number)
    references = [english for _, english in pairs]
    print(f"{'':16}{'n':>6}{'alone':>8}{'kept':>8}{'rest':>8}{'same':>8}{'ref.':>8}{'without':>8}")
    for name, numbers in groups.items():
        things = [planted[number][1] for number in numbers]
        rests = [_rest(passed[number], *planted[number][1:]) for number in numbers]
        plain = [bare[number] for number in numbers]
        kept = [thing in passed[number] for thing, number in zip(things, numbers, strict=True)]
        alone = [thing in without[number] for thing, number in zip(things, numbers, strict=True)]
        aims = [references[number] for number in numbers]
        print(
            f"{name:16}{len(numbers):6}{_share(alone):8.1f}{_share(kept):8.1f}{_chrf(rests, plain):8.2f}"
            f"{_share(list(map(str.__eq__, rests, plain))):8.1f}{_chrf(rests, aims):8.2f}{_chrf(plain, aims):8.2f}"
        )
        if name not in PLACES and name != "all":
            for number, is_kept in zip(numbers, kept, strict=True):
                if not is_kept:
                    print("   lost:", sentences[number], "→", passed[number])


class _Instant(bilingual.FakeEngine):
    """An engine that costs nothing, so that one sees what the layer costs, with the vocabulary of a real one."""

    def __init__(self, model: Any) -> None:  # noqa: ANN401 - an engine that tells its vocabulary
        super().__init__()
        self.vocabulary = model.vocabulary


def _is_plain(french: str) -> bool:
    return (
        french.count(".") == 1
        and not any(sign in french for sign in '@#()[]/:;"«»“”…?!–—')
        and not any(map(str.isdigit, french))
    )


def _planted(french: str, number: int, chance: random.Random) -> tuple[str, str, str, str]:
    """Return a sentence with something in it, what that is, its kind, and where it stands."""
    kinds, places = list(THINGS), list(PLACES)
    kind, place = kinds[number % len(kinds)], places[number // len(kinds) % len(places)]
    thing = chance.choice(THINGS[kind])
    before, behind = PLACES[place]
    if place == "at the end":
        return f"{french[:-1]}{before}{thing}.", thing, kind, place
    if place == "behind the stop":
        return f"{french}{before}{thing}", thing, kind, place
    words = french.split(" ")
    # Not behind a word that ends in a mark, nor behind a small one, which needs the next.
    at = [n for n in range(1, len(words)) if words[n - 1].isalpha() and len(words[n - 1]) > 4] or [len(words) - 1]
    spot = chance.choice(at)
    return f"{' '.join(words[:spot])}{before}{thing}{behind} {' '.join(words[spot:])}", thing, kind, place


def _rest(text: str, thing: str, kind: str, place: str) -> str:
    """Return a translation without what was planted and what sets it off."""
    del kind
    before, behind = PLACES[place]
    for stretch in (
        f"{before}{thing}{behind}",
        f"{before}{thing}",
        f"{before.strip()}{thing}{behind}",
        f" {thing}",
        thing,
    ):
        if stretch in text:
            return " ".join(text.replace(stretch, "", 1).split()).replace(" .", ".")
    return text


def _translated(engine: Engine, sentences: Sequence[str], seconds: dict[str, float], name: str) -> list[str]:
    started = time.process_time()
    found = sorted((index, made.text) for batch in engine.translate(sentences) for index, made in batch)
    seconds[name] = round(time.process_time() - started, 2)
    return [text for _, text in found]


def _chrf(texts: Sequence[str], references: Sequence[str]) -> float:
    return float(sacrebleu.corpus_chrf(list(texts), [list(references)]).score)


def _share(those: Sequence[bool]) -> float:
    return 100 * sum(those) / len(those)


if __name__ == "__main__":
    main()
