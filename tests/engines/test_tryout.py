"""Packages that talk nonsense, and those that translate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bilingual.engines.argos import ArgosEngine
from bilingual.engines.tryout import PHRASES, Trial, complaint
from bilingual.models import Model
from tests.support import packages

if TYPE_CHECKING:
    from pathlib import Path


def _trials(folder: Path) -> list[Trial]:
    engine = ArgosEngine(Model("m", "1", "fr", "en", folder, "tryout"), threads=1)
    made = {index: one for batch in engine.translate(PHRASES) for index, one in batch}
    return [
        Trial(phrase, made[index].text, tuple(engine.hypothesis(phrase)), "truncated" in made[index].flags)
        for index, phrase in enumerate(PHRASES)
    ]


@pytest.mark.model
def test_the_starter_keeps_every_figure(starter: Model) -> None:
    trials = _trials(starter.folder)
    assert complaint(trials) is None
    assert [trial.text for trial in trials][:3] == ["Paris, 2026.", "Wikipedia", "Berlin, 1945."]
    assert not any("<unk>" in trial.tokens for trial in trials)


@pytest.mark.parametrize(
    ("weights", "reasons"),
    [
        ({}, {"every figure is lost", "it says the same of everything", "it repeats itself"}),
        ({"favoured": "e", "bias": 1e4}, {"its sentences do not end", "it says the same of everything"}),
        ({"favoured": "<unk>", "bias": 1e4}, {"it knows no words", "its sentences do not end"}),
        ({"favoured": "</s>", "bias": -1e4}, {"its sentences do not end"}),
        ({"favoured": "</s>", "bias": 1e4}, {"every figure is lost", "it says the same of everything"}),
    ],
)
def test_packages_that_talk_nonsense(tmp_path: Path, weights: dict[str, object], reasons: set[str]) -> None:
    for seed in range(3):
        folder = packages.install(tmp_path / str(seed), "fr", "en", seed=seed, **weights)  # type: ignore[arg-type]
        assert complaint(_trials(folder)) in reasons


def _trial(source: str, text: str) -> Trial:
    return Trial(source, text, tuple(text.split()), endless=False)


@pytest.mark.parametrize(
    "texts",
    [
        ["باريس، ٢٠٢٦.", "ويكيبيديا", "برلين، ١٩٤٥."],
        ["巴黎，二〇二六年。", "维基百科", "柏林，1945年。"],
        ["Париж, 2026 год.", "Википедия", "Берлин, 1945 год."],
        ["पेरिस, २०२६।", "विकिपीडिया", "बर्लिन, १९४५।"],
        # Of a poor package one phrase in three may go wrong in every way.
        ["Paris, 2026.", "the the the the the the the the the", "Berlin"],
        ["", "Wikipedia", "1945"],
    ],
)
def test_what_may_be_a_translation_is_let_through(texts: list[str]) -> None:
    assert complaint([_trial(source, text) for source, text in zip(PHRASES, texts, strict=False)]) is None


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        (["a " * 90, "a b " * 60, "Berlin, 1945."], "it repeats itself"),
        (["Paris", "Wikipedia", "Berlin"], "every figure is lost"),
        (["la", "la", "la"], "it says the same of everything"),
        (["", "", "1945"], "it translates hardly anything"),
        (["", " ", ""], "it translates nothing"),
        (["".join(map(chr, range(97, 500))), "".join(map(chr, range(97, 500))), "1945"], "it says far too much"),
    ],
)
def test_what_can_be_none_is_not(texts: list[str], reason: str) -> None:
    assert complaint([_trial(source, text) for source, text in zip(PHRASES, texts, strict=False)]) == reason
