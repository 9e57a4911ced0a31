"""One probability: what makes it, what it hangs on, and that it is one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual import checks
from bilingual.checks.confidence import features, trust
from bilingual.checks.confidence.bands import BANDS, LOW_SCORE, STARTER, UNSAID
from bilingual.checks.confidence.features import Judged
from bilingual.data import Repair, Scaling, Translation

SOURCE = "Le maire a ouvert la nouvelle école devant les parents."
GOOD = Translation("The mayor opened the new school in front of the parents.", -0.2)
PAIRS = [("fr", "en"), ("fr", "es"), ("de", "en"), ("zh", "en")]


def _trust(source: str, made: Translation, languages: tuple[str, str] = ("fr", "en")) -> float:
    found = checks.checked(source, made, languages).trust
    assert found is not None
    return found


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=80),
    st.text(max_size=80),
    st.floats(max_value=0, allow_nan=False, allow_infinity=False),
    st.sampled_from(PAIRS),
)
def test_it_is_a_probability_of_three_decimals(
    source: str, text: str, score: float, languages: tuple[str, str]
) -> None:
    found = _trust(source, Translation(text, score), languages)
    assert 0 <= found <= 1
    assert found == round(found, 3)


@pytest.mark.parametrize("languages", PAIRS)
def test_a_surer_model_is_trusted_more(languages: tuple[str, str]) -> None:
    found = [_trust(SOURCE, replace(GOOD, score=score), languages) for score in (-0.9, -0.6, -0.4, -0.2, -0.1)]
    assert found == sorted(found)
    assert found[0] < 0.7 < found[-1]


def test_words_without_counterpart_are_trusted_less() -> None:
    other = replace(GOOD, text="Scientists measured the temperature of a distant planet on Monday.")
    assert _trust(SOURCE, other) < _trust(SOURCE, GOOD) - 0.1


def test_an_empty_translation_is_trusted_by_nobody() -> None:
    for text in ("", "  "):
        assert _trust(SOURCE, Translation(text, -0.01, ("empty",))) == 0


@pytest.mark.parametrize(
    ("made", "calibration"),
    [
        (Translation(SOURCE, None), STARTER),
        (Translation(SOURCE, None, ("foreign",)), STARTER),
        (GOOD, UNSAID),
        (GOOD, replace(STARTER, scaling=None)),
    ],
)
def test_what_is_not_scored_or_was_not_measured_has_none(made: Translation, calibration: object) -> None:
    assert isinstance(calibration, type(STARTER))
    assert checks.checked(SOURCE, made, calibration=calibration).trust is None
    assert checks.trusted(SOURCE, made, calibration=calibration) is made
    assert checks.trusted(SOURCE, GOOD, calibration=None) is GOOD


@pytest.mark.parametrize(
    ("source", "made"),
    [
        (SOURCE, GOOD),
        (SOURCE, replace(GOOD, score=-2.5)),
        ("Ils sont 40.", Translation("They are 14.", -0.3)),
        ("Voir www.exemple.fr/le-vote ici.", Translation("See www.exemple.fr/le-vote here.", -0.5)),
        ("Ils sont 40.", Translation("They are 14.", -1.9, ("split",), Repair("n-best", ("names",)))),
    ],
)
def test_what_comes_from_the_memory_has_the_trust_that_the_engine_gave(source: str, made: Translation) -> None:
    checked = checks.checked(source, made)
    remembered = replace(checked, trust=None)
    assert checks.trusted(source, remembered) == checked
    assert checks.trusted(source, checked) == checked
    # The flag that hangs on it comes and goes with the calibration, the others stay.
    strict = replace(STARTER, trust=1.0, doubt=1.0)
    judged = checks.trusted(source, remembered, calibration=strict)
    assert judged.flags == (*checks.beyond_score(checked.flags), LOW_SCORE)
    assert checks.trusted(source, judged) == checked


def test_a_low_score_is_judged_by_what_the_other_checks_find() -> None:
    low = replace(GOOD, score=-2.5)
    checked = checks.checked(SOURCE, low)
    assert checked.trust is not None
    assert (LOW_SCORE in checked.flags) == (checked.trust < BANDS[-2].from_)
    assert checks.counted([*checked.flags, LOW_SCORE]) == checks.counted(checks.beyond_score(checked.flags))


def test_weights_are_of_the_features_that_there_are() -> None:
    judged = Judged(SOURCE, GOOD.text, -1.0, ("numbers",), 1, 0)
    for name, (names, make) in trust.MODELS.items():
        record = trust.read()["models"][name]
        assert [*record["mean"]] == [*record["spread"]] == ["constant", *names]
        assert len(make(judged)) == len(names) == len(set(names))
    flags = {flag for family in features.FAMILIES.values() for flag in family}
    assert flags <= checks.CHECKS.keys()


def test_a_scaling_moves_the_probability_and_the_place_of_a_score() -> None:
    judged = Judged(SOURCE, GOOD.text, -0.5, (), 0, 0)
    here = Scaling(-0.5, 0.1, 0.0, 1.0)
    languages = ("fr", "en")
    higher = trust.trust_of(judged, languages, replace(here, intercept=1.0))
    assert higher > trust.trust_of(judged, languages, here) > trust.trust_of(judged, languages, replace(here, mean=0.0))
    # A score so far away that it says no more.
    far, farther = (trust.distance(judged._replace(score=score), languages, here) for score in (-9.0, -99.0))
    assert far == farther
