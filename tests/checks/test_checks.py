from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from bilingual import checks
from bilingual.data import Translation
from tests.support.check_cases import FOLDER

if TYPE_CHECKING:
    from pathlib import Path

FINE = ("Le marché couvert rouvre ses portes aujourd'hui.", Translation("The covered market reopens today.", -0.3))


@pytest.mark.parametrize("code", checks.CHECKS)
def test_every_flag_has_a_name_for_programs_and_a_sentence_for_people(code: str) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
    assert re.fullmatch(r"[A-Z].*\.", checks.explain(code))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_the_cases_of_a_check_are_sound(path: Path) -> None:
    assert path.stem in checks.CHECKS
    cases = json.loads(path.read_text(encoding="utf-8"))
    needed = {"label", "source", "target", "evidence"}
    assert all(needed <= case.keys() <= needed | {"comment", "limit", "xfail"} for case in cases)
    assert not any({"limit", "xfail"} <= case.keys() for case in cases)
    assert len({(case["source"], case["target"]) for case in cases}) == len(cases)
    assert {case["evidence"] is None for case in cases} == {True, False}


def test_a_good_translation_has_no_flags() -> None:
    assert checks.findings(*FINE) == {}


def test_what_the_engine_noticed_stays_however_often_it_is_checked() -> None:
    source, made = FINE
    noticed = Translation(made.text, made.score, ("split", "truncated"))
    once = checks.checked(source, noticed)
    assert once.flags == ("split", "truncated")
    assert checks.checked(source, once) == once


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("Un deux.", "1 2 3 1 2 3 1 2 3", ("fr", "de")),
        ("La maison.", "das Haus das Haus das Haus", ("fr", "de")),
        ("12,5 %", "Das Haus hat 12,5 Prozent.", ("fr", "de")),
        ("12,5 %", "12,5 Prozent", ("fr", "de")),
        ("Il y a 40 élèves.", "There are 14 pupils.", ("fr", "en")),
        ("Il y a 40 élèves.", "Es sind 14 Schüler.", ("fr", "de")),
    ],
)
def test_the_evidence_of_a_flag_is_that_of_its_finding_in_any_language(
    source: str, target: str, languages: tuple[str, str]
) -> None:
    made = Translation(target, None)
    found = checks.findings(source, made, languages)
    for code in checks.CHECKS:
        assert checks.evidence(code, source, made, languages) == (found[code].evidence if code in found else "")


def test_what_only_other_languages_say_is_shown_there() -> None:
    made = Translation("1 2 3 1 2 3", None)
    assert checks.evidence("repetition", "Un deux.", made, ("fr", "de")) == "1 2 3"
    assert checks.evidence("repetition", "Un deux.", made, ("fr", "en")) == ""


def test_a_flag_of_another_program_is_minor_and_speaks_for_itself() -> None:
    assert checks.severity_of("theirs") is checks.Severity.MINOR
    assert checks.explain("theirs") == "theirs"
    assert checks.severity(["theirs"]) == 0
