"""What a model attends to: by words, the same in any company, and the package stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from bilingual import link_words
from bilingual.alignment.words.tokens import tokens
from bilingual.engines.attention import Attention, load
from bilingual.errors import ModelError, UsageError
from bilingual.models.digests import manifest_sha256
from bilingual.models.packages import Model
from bilingual.options import Options
from tests.support import packages as toys

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.alignment.words.features import Floats

PAIRS = [
    ("Le chat noir dort.", "The black cat is sleeping."),
    ("Il pleut.", "It is raining."),
    ("Le chien blanc mange.", "The white dog is eating."),
    ("La ville de Bamako est grande.", "The city of Bamako is big."),
    ("Il neige.", "It is snowing."),
]


def _model(folder: Path) -> Model:
    return Model(folder.name, "1.0", "fr", "en", folder, "0" * 64)


def _tables(model: Attention, pairs: list[tuple[str, str]]) -> list[Floats]:
    found = dict(model.of(pairs))
    return [found[number] for number in range(len(pairs))]


def test_the_starter_looks_at_what_it_says(starter: Model) -> None:
    tables = _tables(Attention(starter, threads=1), PAIRS)
    for (fr, en), table in zip(PAIRS, tables, strict=True):
        assert table.shape == (len(tokens(fr, "fr")), len(tokens(en, "en")))
        assert table.min() >= 0
        assert table.sum(0).max() <= 1 + 1e-5
    assert tables[0].argmax(0)[1:3].tolist() == [2, 1]  # noir, chat
    fr, en = PAIRS[0]
    linked = [(fr[a:b], en[c:d]) for a, b, c, d in link_words(fr, en, tables[0])]
    assert ("chat", "cat") in linked
    assert ("noir", "black") in linked


def test_the_attention_of_a_pair_does_not_depend_on_its_company(starter: Model) -> None:
    model = Attention(starter, threads=2)
    together = _tables(model, PAIRS)
    for pair, table in zip(PAIRS, together, strict=True):
        assert np.array_equal(_tables(model, [pair])[0], table)


def test_a_package_stays_as_it_is(tmp_path: Path) -> None:
    folder = toys.install(tmp_path, "fr", "en")
    before = manifest_sha256(folder)
    assert len(_tables(Attention(_model(folder)), PAIRS)) == len(PAIRS)
    assert manifest_sha256(folder) == before


@pytest.mark.parametrize(
    "package", [{"target_prefix": "__en__"}, {"tokenizer": "bpe"}, {"shared": False}, {"vocabulary": "txt"}]
)
def test_packages_of_all_kinds_tell(tmp_path: Path, package: dict[str, str]) -> None:
    model = Attention(_model(toys.install(tmp_path, "fr", "en", **package)))  # type: ignore[arg-type]
    pairs = [("Le Mali", "Mali"), ("la Russie", "the Russia")]
    shapes = [table.shape for table in _tables(model, pairs)]
    assert shapes == [(2, 1), (2, 2)]


def test_what_is_empty_or_too_long_is_passed_over(tmp_path: Path) -> None:
    model = Attention(_model(toys.install(tmp_path, "fr", "en")))
    pairs = [("", "Mali"), ("Mali", ""), ("Mali " * 3_000, "Mali"), ("Mali", "Mali " * 3_000), ("Mali", "Mali")]
    assert [number for number, _ in model.of(pairs)] == [4]
    assert list(model.of([])) == []


def test_a_model_is_loaded_when_it_is_asked_and_one_that_does_not_load_is_named(tmp_path: Path) -> None:
    folder = toys.install(tmp_path, "fr", "en")
    (folder / "model" / "model.bin").write_bytes(b"none")
    model = Attention(_model(folder))
    with pytest.raises(ModelError, match="does not load"):
        list(model.of(PAIRS))


def test_two_models_in_a_row_are_refused(packages: Path) -> None:
    toys.install(packages, "de", "en")
    toys.install(packages, "en", "es")
    with pytest.raises(UsageError, match="two models in a row"):
        load(Options(source="de", target="es"))
