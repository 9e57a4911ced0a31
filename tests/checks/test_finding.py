"""Where findings stand: sound places whatever the texts, and the words that a person would point at."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual import checks
from bilingual.data import Translation
from tests.support.check_cases import FOLDER, assert_sound

if TYPE_CHECKING:
    from bilingual.checks.finding import Finding

PAIRS = [
    (case["source"], case["target"])
    for path in sorted(FOLDER.glob("*.json"))
    for case in json.loads(path.read_text(encoding="utf-8"))
]
# Pieces of which the checks alter the text before they look at it, and such as they look for.
PIECES_IN_A_ROW = (
    "10 000 1998 three O.N.U. U.S. Macron François İstanbul https://example.org/2024/12 a@b.org CO₂ « » “ ” '' 5'' "
    "the price of dans la maison était ⁇ <unk> deux é œuvre ﷺ * 10 % -5"
)
PIECES = [*PIECES_IN_A_ROW.split(), "e\u0301", "\ufffd", "\u00a0", "\n", "\u2028", " "]
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map(" ".join))


def words(finding: Finding, source: str, target: str) -> tuple[list[str], list[str]]:
    return [source[slice(*span)] for span in finding.source], [target[slice(*span)] for span in finding.target]


@pytest.mark.parametrize("languages", [("fr", "en"), ("fr", "de")])
def test_places_are_sound_in_all_cases(languages: tuple[str, str]) -> None:
    for source, target in PAIRS:
        # Each text as it stands, with what some checks take away, and longer in lower case than as it is.
        for before in ("", "Voir  https://example.org/12 : ", "L'O.N.U. et l'U.S. Navy. ", "İİ İ. "):
            for finding in checks.findings(before + source, Translation(before + target, -1.5), languages).values():
                assert_sound(finding, before + source, before + target)


@given(texts, texts, st.sampled_from([("fr", "en"), ("fr", "de"), ("de", "fr")]))
@settings(deadline=None)
def test_places_are_sound_in_any_text(source: str, target: str, languages: tuple[str, str]) -> None:
    for finding in checks.findings(source, Translation(target, -1.5, ("split",)), languages).values():
        assert_sound(finding, source, target)


@pytest.mark.parametrize(
    ("code", "source", "target", "ours", "theirs"),
    [
        ("numbers", "Il y a 10 000 élèves.", "There are 1,000 pupils.", ["10 000"], ["1,000"]),
        ("numbers", "Voir  http://a.fr/7 : 40 ou 3 000.", "See http://a.fr/7: 14.", ["40", "3 000"], ["14"]),
        ("numbers", "Il est né en mai 1998.", "He was born in June 1998.", ["mai"], ["June"]),
        ("names", "Le Mali salue Emmanuel Macron.", "Mali greets Emmanuel Hollande.", ["Macron"], ["Hollande"]),
        ("names", "Le ministre Camara est venu.", "Minister Camaramara came.", ["Camara"], ["Camaramara"]),
        ("names", "Il voit Camara et Diarra.", "He sees Camaramara and Zongo.", ["Camara", "Diarra"], ["Camaramara"]),
        ("names", "Emmanuel Macron parle.", "François Macron speaks.", ["Emmanuel"], ["François"]),
        ("names", "L'O.N.U. et Ouédraogo.", "The U.N. and Zongo.", ["Ouédraogo"], []),
        ("names", "Il quitte la C.G.T. avec Zoungrana.", "He leaves.", ["C.G.T", "Zoungrana"], []),
        ("copied", "Il a promis une école.", "He a promis une école.", [], ["a promis une école"]),
        ("repetition", "Le chat dort.", "The cat, the cat, the cat sleeps.", [], ["The cat, the cat, the cat"]),
        ("repetition", "İl dort.", "İİ sleeps sleeps.", [], ["sleeps sleeps"]),
        ("quotes", "« Viens vite », dit-il.", "Come quickly, he said.", ["«", "»"], []),
        ("quotes", "« Viens vite », dit-il.", "“Come quickly, he said.", [], ["“"]),
        ("garbled", "Oui.", "Yes ⁇ ⁇", [], ["⁇", "⁇"]),
        ("untranslatable", " * * * ", "The house. ", ["* * *"], ["The house."]),
    ],
)
def test_the_places_are_those_of_the_words(
    code: str, source: str, target: str, ours: list[str], theirs: list[str]
) -> None:
    finding = checks.findings(source, Translation(target, None))[code]
    assert words(finding, source, target) == (ours, theirs)


def test_what_is_left_out_or_added_is_pointed_at() -> None:
    long = "Le maire a ouvert la nouvelle école, mais les parents attendent encore un terrain pour les enfants."
    short = "The mayor opened the new school."
    dropped = checks.findings(long, Translation(short, None))["dropped"]
    assert words(dropped, long, short) == (["parents attendent encore un terrain pour les enfants"], [])
    added_to = "The mayor opened the new school, where scientists had measured the temperature of distant planets."
    source = "Le maire a ouvert la nouvelle école."
    added = checks.findings(source, Translation(added_to, None))["added"]
    assert words(added, source, added_to) == ([], ["scientists had measured the temperature of distant planets"])
