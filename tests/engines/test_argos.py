from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bilingual.engines import Decoding, tuning
from bilingual.engines.argos import ArgosEngine
from bilingual.errors import ModelError
from bilingual.models.ct2_model import max_positions, variable_shapes

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.data import Translation
    from bilingual.models import Model

pytestmark = pytest.mark.model

SENTENCES = [
    "Les résultats obtenus en deux ans sont éloquents.",
    "Envoyé spécial",
    "«L'avenir est prometteur en ce qui concerne la coopération militaire avec la Russie.",
    "La Russie soutient le Mali",
    "Il a également appelé à renforcer la coopération militaire, tout en soulignant l'importance de travailler.",
    "Pourquoi maintenant ?",
    "Mali",
]


@pytest.fixture(scope="module")
def engine(starter: Model) -> ArgosEngine:
    return ArgosEngine(starter)


def _translate(engine: ArgosEngine, sentences: list[str]) -> list[Translation]:
    found = dict(pair for batch in engine.translate(sentences) for pair in batch)
    return [found[index] for index in range(len(sentences))]


def test_translates_french_to_english(engine: ArgosEngine) -> None:
    [translation] = _translate(engine, ["La Russie soutient le Mali"])
    assert "Russia" in translation.text
    assert "Mali" in translation.text
    assert translation.flags == ()


def test_a_sentence_comes_out_the_same_alone_in_company_and_on_any_number_of_workers(
    engine: ArgosEngine, starter: Model
) -> None:
    together = _translate(engine, SENTENCES * 3)
    alone = [_translate(engine, [sentence])[0] for sentence in SENTENCES]
    assert together == alone * 3
    assert _translate(ArgosEngine(starter, threads=1, batch_tokens=64), SENTENCES) == alone


def test_what_the_search_finds_besides_changes_nothing(engine: ArgosEngine) -> None:
    besides = dict(pair for batch in engine.hypotheses(SENTENCES, Decoding(besides=True)) for pair in batch)
    assert [besides[index][0] for index in range(len(SENTENCES))] == _translate(engine, SENTENCES)
    asked = dict(pair for batch in engine.hypotheses(SENTENCES, Decoding(hypotheses=4)) for pair in batch)
    assert besides == asked
    assert {len(found) for found in besides.values()} == {engine.provenance.beam_size}


def test_the_score_is_the_mean_log_probability_of_the_target_tokens(engine: ArgosEngine) -> None:
    tokenizer, translator = engine._tokenizer, engine._translator  # noqa: SLF001 - no other way to ask the model
    for sentence, translation in zip(SENTENCES, _translate(engine, SENTENCES), strict=True):
        source = tokenizer.encode(sentence)
        [result] = translator.translate_batch([source], beam_size=4, length_penalty=0.2, replace_unknowns=True)
        [scores] = translator.score_batch([source], [result.hypotheses[0]])
        assert translation.score == pytest.approx(sum(scores.log_probs) / len(scores.log_probs), abs=1e-2)


def test_a_sentence_of_nothing_is_empty_and_flagged(engine: ArgosEngine) -> None:
    for translation in _translate(engine, ["", "\u200b"]):
        assert (translation.text, translation.score, translation.flags) == ("", None, ("empty",))


def test_an_overlong_sentence_is_split_not_cut_off(engine: ArgosEngine) -> None:
    clause = "le Mali se tourne vers la Russie pour assurer la sécurité de ses habitants"
    [whole] = _translate(engine, ["; ".join([clause] * 60) + "."])
    assert "split" in whole.flags
    assert whole.text.count("Mali") > 30
    assert whole.score is not None
    assert whole.score < 0


def test_provenance_says_how_it_was_made(engine: ArgosEngine, starter: Model) -> None:
    provenance = engine.provenance
    assert provenance.model_sha256 == starter.sha256
    assert (provenance.beam_size, provenance.length_penalty) == (4, 0.2)
    assert provenance.compute_type.startswith("int8")


def test_the_headers_of_the_weights_tell_the_longest_sentence(starter: Model) -> None:
    folder = starter.folder / "model"
    positions = max_positions(folder, "encoder")
    assert positions == max_positions(folder, "decoder")
    assert positions is None or positions > 0
    [vocabulary] = folder.glob("shared_vocabulary.json")
    tokens, _ = variable_shapes(folder / "model.bin")["decoder/embeddings/weight"]
    assert tokens == len(json.loads(vocabulary.read_bytes()))


def test_the_number_of_workers_is_measured_once(
    starter: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(tuning, "candidates", lambda: [1, 2])
    measured = []
    measure = ArgosEngine._measure  # noqa: SLF001 - counted, not replaced

    def counted(engine: ArgosEngine, workers: int) -> float:
        measured.append(workers)
        return measure(engine, workers)

    monkeypatch.setattr(ArgosEngine, "_measure", counted)
    first = ArgosEngine(starter).machine["workers"]
    assert ArgosEngine(starter).machine["workers"] == first
    assert first in {1, 2}
    assert measured == [1, 2]
    assert ArgosEngine(starter, threads=3).machine["workers"] == 3


@pytest.mark.parametrize("part", ["model/model.bin", "sentencepiece.model"])
def test_a_damaged_package_is_one_clear_error(starter: Model, tmp_path: Path, part: str) -> None:
    folder = tmp_path / "package"
    shutil.copytree(starter.folder, folder)
    data = (folder / part).read_bytes()
    (folder / part).write_bytes(data[: len(data) // 2])
    with pytest.raises(ModelError, match="does not load"):
        ArgosEngine(replace(starter, folder=folder))


def test_neither_torch_nor_stanza_nor_spacy_is_loaded() -> None:
    code = (
        "import sys; from bilingual import models; from bilingual.engines.argos import ArgosEngine;"
        "ArgosEngine(models.find(None)); print(sorted({'torch', 'stanza', 'spacy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
