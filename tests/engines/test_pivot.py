from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bilingual import models
from bilingual.data import Translation
from bilingual.engines import Decoding, loading
from bilingual.engines.argos import ArgosEngine
from bilingual.engines.fake import FakeEngine
from bilingual.engines.pivot import PivotEngine
from bilingual.glossary import Glossary
from bilingual.glossary.entries import Entry
from tests.support import packages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bilingual.engines import Engine


class Several(FakeEngine):
    """Has three hypotheses of each sentence, the second like the first; says nothing to what begins with a dash."""

    def hypotheses(self, sentences: Sequence[str], decoding: Decoding) -> Iterator[list[tuple[int, list[Translation]]]]:
        for index, text in enumerate(sentences):
            if text.startswith("-"):
                yield [(index, [Translation("", None, ("empty",))])]
            else:
                found = [Translation(f"{text}{mark}", -0.1 * n, ("split",)) for n, mark in enumerate("aab", 1)]
                yield [(index, found if decoding.besides else found[: decoding.hypotheses])]


def _made(engine: Engine, sentences: list[str], decoding: Decoding) -> list[list[Translation]]:
    found = dict(pair for batch in engine.hypotheses(sentences, decoding) for pair in batch)
    return [found[index] for index in range(len(sentences))]


@pytest.fixture
def fakes() -> PivotEngine:
    return PivotEngine(FakeEngine(languages=("fr", "en")), FakeEngine(languages=("en", "de")))


def test_scores_are_added(fakes: PivotEngine) -> None:
    [[(index, made)]] = fakes.translate(["Oui."])
    assert (index, made.text) == (0, "⟨⟨Oui.⟩⟩")
    assert made.score == pytest.approx(-0.04 - 0.06)


def test_the_best_of_both_steps_come_first_and_once() -> None:
    engine = PivotEngine(Several(), Several())
    [found] = _made(engine, ["x"], Decoding(hypotheses=3))
    assert [(made.text, made.score) for made in found] == [("xaa", -0.2), ("xab", -0.4), ("xba", -0.4)]
    assert all(made.flags == ("split",) for made in found)


def test_besides_the_best_is_what_the_second_step_finds_anyway() -> None:
    engine = PivotEngine(Several(), Several())
    [found] = _made(engine, ["x"], Decoding(besides=True))
    assert [made.text for made in found] == ["xaa", "xaa", "xab"]
    assert _made(engine, ["-"], Decoding(besides=True)) == _made(engine, ["-"], Decoding())


def test_nothing_goes_on_from_nothing() -> None:
    [made] = _made(PivotEngine(Several(), Several()), ["-"], Decoding())
    assert made == [Translation("", None, ("empty",))]


def test_many_sentences_come_out_once_each(fakes: PivotEngine) -> None:
    sentences = [f"Phrase {number % 700}." for number in range(1_200)]
    found = [index for batch in fakes.translate(sentences) for index, _ in batch]
    assert sorted(found) == list(range(1_200))
    assert fakes.tokens == 2_400


def test_provenance_names_both_steps_and_tells_them_apart(tmp_path: Path) -> None:
    first, second, other = (
        ArgosEngine(models.find(packages.install(tmp_path, *pair, seed=seed, version=f"{seed}.0"), pair), threads=1)
        for pair, seed in ((("fr", "en"), 1), (("en", "de"), 1), (("en", "de"), 2))
    )
    provenance = PivotEngine(first, second).provenance
    assert provenance.languages == ("fr", "de")
    assert [(step.model, step.model_version, step.model_sha256) for step in provenance.steps] == [
        (one.provenance.model, one.provenance.model_version, one.provenance.model_sha256) for one in (first, second)
    ]
    assert provenance.model == "translate-fr_en-1_0 + translate-en_de-1_0"
    digests = {engine.provenance.model_sha256 for engine in (first, second, PivotEngine(first, other))}
    assert provenance.model_sha256 not in digests
    assert type(provenance).of_record(provenance.record()) == provenance


def test_a_sentence_comes_out_the_same_in_any_company(tmp_path: Path) -> None:
    found = [models.find(packages.install(tmp_path, *pair), pair) for pair in (("fr", "en"), ("en", "de"))]

    def engine(batch_tokens: int) -> Engine:
        steps = [ArgosEngine(model, threads=1, batch_tokens=batch_tokens) for model in found]
        glossary = Glossary([Entry("Mali", ("Mali",)), Entry("ministre", ("Minister",))], ("fr", "de"))
        return loading.compose(steps, glossary=glossary)

    large, small = engine(512), engine(10)
    together = dict(pair for batch in large.translate(packages.LINES) for pair in batch)
    assert any("glossary" in made.flags for made in together.values())
    for index, line in enumerate(packages.LINES):
        assert list(small.translate([line])) == [[(0, together[index])]]


def test_it_is_one_engine_after_the_other(tmp_path: Path) -> None:
    first, second = (
        ArgosEngine(models.find(packages.install(tmp_path, *pair), pair), threads=1)
        for pair in (("fr", "en"), ("en", "de"))
    )
    sentences = list(packages.LINES[:4])
    [halves] = [[found[0] for found in _made(first, sentences, Decoding())]]
    wholes = [found[0] for found in _made(second, [half.text for half in halves], Decoding())]
    made = [found[0] for found in _made(PivotEngine(first, second), sentences, Decoding())]
    assert [one.text for one in made] == [one.text for one in wholes]
    for one, half, whole in zip(made, halves, wholes, strict=True):
        assert one.score == pytest.approx((half.score or 0) + (whole.score or 0), abs=1e-5)
