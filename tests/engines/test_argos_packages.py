"""Packages of every make load and translate: tokenizers, vocabularies, target prefixes."""

from __future__ import annotations

import struct
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from bilingual import models
from bilingual.engines.argos import ArgosEngine
from bilingual.models.ct2_library import library
from tests.support import packages

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.data import Translation

SENTENCES = [*packages.LINES[:5], "Mali", "Pourquoi maintenant ?"]


def _engine(package: Path) -> ArgosEngine:
    return ArgosEngine(models.find(package, ("fr", "de")), threads=1)


def _translate(engine: ArgosEngine, sentences: list[str]) -> list[Translation]:
    found = dict(pair for batch in engine.translate(sentences) for pair in batch)
    return [found[index] for index in range(len(sentences))]


@pytest.mark.parametrize("tokenizer", ["sentencepiece", "bpe"])
@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize("vocabulary", ["json", "txt"])
def test_every_kind_of_package_translates(tmp_path: Path, tokenizer: str, vocabulary: str, *, shared: bool) -> None:
    package = packages.install(tmp_path, "fr", "de", tokenizer=tokenizer, shared=shared, vocabulary=vocabulary)
    files = {path.name for path in (package / "model").glob("*_vocabulary.*")}
    stems = {"shared_vocabulary"} if shared else {"source_vocabulary", "target_vocabulary"}
    assert files == {f"{stem}.{vocabulary}" for stem in stems}
    made = _translate(_engine(package), SENTENCES)
    assert all(one.text and one.score is not None for one in made)
    assert _translate(_engine(package), [*SENTENCES, ""])[-1].flags == ("empty",)


def test_text_and_json_vocabularies_are_the_same(tmp_path: Path) -> None:
    one, other = (packages.install(tmp_path / kind, "fr", "de", vocabulary=kind) for kind in ("json", "txt"))
    assert _translate(_engine(one), SENTENCES) == _translate(_engine(other), SENTENCES)


def test_bpe_is_tokenized_as_argos_does_it(tmp_path: Path) -> None:
    engine = _engine(packages.install(tmp_path, "fr", "de", tokenizer="bpe"))
    tokens: list[str] = engine._tokenizer.encode("le Mali l'est")  # noqa: SLF001 - the tokens are what is tested
    assert tokens[:2] == ["le", "Mali"]
    assert any(token.endswith("@@") for token in tokens)
    assert engine._tokenizer.decode(["R@@", "u@@", "s", "M@@", "a", "&amp;"]) == "Rus Ma &"  # noqa: SLF001


@pytest.mark.parametrize("prefix", [">>de<<", "__de__"])
def test_a_target_prefix_leads_and_is_not_part_of_the_translation(tmp_path: Path, prefix: str) -> None:
    package = packages.install(tmp_path, "fr", "de", target_prefix=prefix)
    made = _translate(_engine(package), SENTENCES)
    assert not any(prefix in one.text or one.text.startswith((" ", "de ")) for one in made)
    plain = _translate(_engine(packages.install(tmp_path / "plain", "fr", "de")), SENTENCES)
    assert [one.text for one in made] != [one.text for one in plain]


def test_the_score_leaves_the_target_prefix_out(tmp_path: Path) -> None:
    package = packages.install(tmp_path, "fr", "de", target_prefix=">>de<<")
    engine = _engine(package)
    tokenizer = engine._tokenizer  # noqa: SLF001
    translator: Any = library().Translator(str(package / "model"), compute_type="auto")
    for sentence, made in zip(SENTENCES, _translate(engine, SENTENCES), strict=True):
        source = tokenizer.encode(sentence)
        if "truncated" in made.flags:
            continue
        [result] = translator.translate_batch(
            [source], target_prefix=[[">>de<<"]], beam_size=4, length_penalty=0.2, replace_unknowns=True
        )
        [scores] = translator.score_batch([source], [result.hypotheses[0]])
        chosen = scores.log_probs[1:]  # the first is the prefix, which nobody chose
        assert made.score == pytest.approx(sum(chosen) / len(chosen), abs=1e-3)


def test_the_parts_of_a_sentence_are_joined_as_the_language_has_it(tmp_path: Path) -> None:
    long = ", ".join(["俄罗斯支持马里"] * 200)
    texts = {}
    for target in ("de", "ja"):
        package = packages.install(tmp_path, "zh", target)
        engine = ArgosEngine(models.find(package, ("zh", target)), threads=1)
        [made] = _translate(engine, [long])
        assert "split" in made.flags
        texts[target] = made.text
    assert texts["ja"] == texts["de"].replace(" ", "")


def test_neither_torch_nor_stanza_nor_spacy_is_loaded_for_bpe(tmp_path: Path) -> None:
    package = packages.install(tmp_path, "fr", "en", tokenizer="bpe")
    code = (
        "import sys, pathlib; from bilingual import models; from bilingual.engines.argos import ArgosEngine;"
        "ArgosEngine(models.find(pathlib.Path(sys.argv[1])), threads=1);"
        "print(sorted({'torch', 'stanza', 'spacy', 'nltk'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(package)], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_package_from_before_there_was_a_configuration_loads(tmp_path: Path) -> None:
    package = packages.install(tmp_path, "fr", "de", vocabulary="txt")
    before = _translate(_engine(package), SENTENCES)
    weights = package / "model" / "model.bin"
    # Version 5 of the layout, which version 6 differs from only by the file beside it.
    weights.write_bytes(struct.pack("<I", 5) + weights.read_bytes()[4:])
    (package / "model" / "config.json").unlink()
    after = _translate(_engine(package), SENTENCES)
    assert all(one.text for one in after)
    assert len(after) == len(before)
