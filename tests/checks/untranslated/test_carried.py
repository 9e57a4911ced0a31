from __future__ import annotations

import json

import pytest

from bilingual import checks
from bilingual.checks.untranslated import carried
from bilingual.data import Translation
from tests.support.check_cases import evidence_of
from tests.support.places import DATA

CASES = json.loads((DATA / "passing" / "carried.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['label']}: {case['source'][:40]}")
def test_cases(case: dict[str, str | None]) -> None:
    source, target, evidence = str(case["source"]), str(case["target"]), case["evidence"]
    assert evidence_of(carried.find, source, target) == evidence
    found = carried.find(source, Translation(target, None))
    assert found is None or [source[start:end] for start, end in found.source] == [evidence]
    assert found is None or "untranslatable" in checks.findings(source, Translation(target, None))


def test_elsewhere_a_sign_must_have_become_another() -> None:
    assert carried.find_elsewhere("Il coûte 5 €.", Translation("Er kostet fünf.", None)) is None
    found = checks.findings("Il coûte 5 ₽ 😀.", Translation("Er kostet 5 €.", None), ("fr", "de"))
    assert found["untranslatable"].evidence == "₽ 😀"


def test_to_other_checks_an_address_that_stayed_is_no_words() -> None:
    address = "https://exemple.fr/la-ville/et/le-maire-de-la-commune-12/" + "QlHjCQKsa36BviH" * 20
    assert list(checks.findings(f"Voici {address} ici.", Translation(f"Here {address} is.", -0.1))) == []
    assert checks.evidence("untranslatable", "Voir www.a.fr/b.", Translation("See www.a.com.", None)) == "www.a.fr/b"
    assert "copied" in checks.findings(
        "Le maire a promis une école.", Translation("The mayor a promis une école.", None)
    )


def test_a_sentence_in_another_language_has_that_flag_alone() -> None:
    sentence = "The 40 people said \ufffd that it is so."
    assert list(checks.findings(sentence, Translation(sentence, None, ("foreign",)))) == ["foreign"]
    assert "foreign" not in checks.findings(sentence, Translation("A person wrote it.", None))
