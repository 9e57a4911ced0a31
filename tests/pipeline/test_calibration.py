"""Models measured: small packages of chance, whose translations are of no use and whose scores are what they are."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

import bilingual
from bilingual.checks.confidence.bands import STARTER, UNSAID
from bilingual.checks.confidence.calibrating import LEAST
from bilingual.corpus import inspection
from bilingual.corpus.export import export
from bilingual.data import Calibration
from bilingual.engines.calibration import measured
from bilingual.errors import InputError, UsageError
from bilingual.models import calibrations
from bilingual.options import Options
from bilingual.pipeline.calibration import MANY_MORE, SHIPPED, forget, measure, read
from tests.support.packages import install

if TYPE_CHECKING:
    from pathlib import Path

PAIRS = [(f"La Russie soutient le Mali, {number}.", f"Russia supports Mali, {number}.") for number in range(LEAST)]


def _table(path: Path, pairs: list[tuple[str, str]] = PAIRS) -> Path:
    path.write_text("".join(f"{source}\t{target}\n" for source, target in pairs), encoding="utf-8")
    return path


def test_a_model_is_measured_and_a_build_judges_its_scores_by_that(packages: Path, tmp_path: Path) -> None:
    install(packages, "fr", "en")
    done = measure([_table(tmp_path / "pairs.tsv")])
    assert done.kept.parent == packages
    assert sum(done.sizes) == done.calibration.sentences == LEAST
    made = bilingual.load_engine().provenance
    assert made.calibration == done.calibration
    assert made.calibration.model_sha256 == made.model_sha256


def test_a_named_package_is_measured_in_the_cache(packages: Path, tmp_path: Path) -> None:
    package = install(tmp_path / "mine", "fr", "en")
    options = bilingual.Options(model=package)
    before = bilingual.load_engine(options).provenance
    assert before.calibration is not None
    assert before.calibration.model_sha256 != before.model_sha256
    done = measure([_table(tmp_path / "pairs.tsv")], options)
    assert done.kept.is_relative_to(tmp_path / "cache")
    assert bilingual.load_engine(options).provenance.calibration == done.calibration
    assert not packages.exists()


def test_two_models_in_a_row_are_measured_as_one(packages: Path, tmp_path: Path) -> None:
    for pair in (("de", "en"), ("en", "es")):
        install(packages, *pair)
    options = bilingual.Options(source="de", target="es")
    done = measure([_table(tmp_path / "pairs.tsv")], options)
    assert done.kept.is_relative_to(tmp_path / "cache")
    assert bilingual.load_engine(options).provenance.calibration == done.calibration
    assert bilingual.load_engine(bilingual.Options(source="de", target="en")).provenance.calibration != done.calibration


def test_what_many_more_sentences_said_is_replaced_where_one_says_so_alone(packages: Path, tmp_path: Path) -> None:
    package = install(packages, "fr", "en")
    table = _table(tmp_path / "pairs.tsv")
    sha256 = bilingual.load_engine().provenance.model_sha256
    for sentences, refused in ((MANY_MORE * LEAST, False), (MANY_MORE * LEAST + 1, True)):
        before = Calibration(package.name, sha256, 0.6, 0.4, (0.1, 0.2, 0.7), sentences)
        calibrations.keep(before, package)
        if refused:
            with pytest.raises(UsageError, match=r"100 sentences would replace what 201 say of .* with --replace"):
                measure([table])
            assert calibrations.find(sha256) == before
        else:
            measure([table])
            assert calibrations.find(sha256) != before
    done = measure([table], replace=True)
    assert calibrations.find(sha256) == done.calibration


def test_what_shipped_with_the_starter_is_not_replaced_by_three_hundred(packages: Path) -> None:
    del packages  # none are installed
    with pytest.raises(UsageError, match=f"300 sentences would replace what {STARTER.sentences:,} say of"):
        measure()
    assert measured(STARTER.model_sha256) == STARTER


def test_what_was_measured_is_forgotten_and_what_shipped_holds_again(packages: Path, tmp_path: Path) -> None:
    package = install(packages, "fr", "en")
    done = measure([_table(tmp_path / "pairs.tsv")])
    gone = forget()
    assert (gone.model, gone.removed, gone.now) == (package.name, (done.kept,), None)
    assert bilingual.load_engine().provenance.calibration == STARTER
    assert forget().removed == ()


def test_two_in_a_row_are_forgotten_as_one(packages: Path, tmp_path: Path) -> None:
    for pair in (("de", "en"), ("en", "es")):
        install(packages, *pair)
    options = bilingual.Options(source="de", target="es")
    done = measure([_table(tmp_path / "pairs.tsv")], options)
    assert forget(options).removed == (done.kept,)


def test_that_of_the_starter_goes_back_to_what_it_shipped_with(packages: Path) -> None:
    del packages  # none are installed
    calibrations.keep(Calibration("mine", STARTER.model_sha256, 0.9, 0.1, (0.1, 0.2, 0.3), 300))
    assert len(forget().removed) == 1
    assert measured(STARTER.model_sha256) == STARTER


def test_other_languages_need_sentences_of_their_own(packages: Path) -> None:
    install(packages, "de", "en")
    with pytest.raises(UsageError, match=r"are French and English\. Name a file of lines with de, a tab and en"):
        measure((), bilingual.Options(source="de"))


def test_the_sentences_that_ship_are_three_hundred() -> None:
    pairs = read([SHIPPED])
    assert len(pairs) == len(SHIPPED.read_text(encoding="utf-8").splitlines()) == 300
    assert [pair for pair in pairs if "unrelated" in bilingual.check(*pair)] == []


def test_files_are_read_together_each_sentence_once(tmp_path: Path) -> None:
    one = _table(tmp_path / "one.tsv", [(f"  {source} ", f"{target}\tmore") for source, target in PAIRS[:60]])
    other = tmp_path / "other.tsv.gz"
    other.write_bytes(
        gzip.compress("\ufeff".encode() + b"\r\n \n" + "".join(f"{s}\t{t}\r\n" for s, t in PAIRS[50:]).encode())
    )
    assert read([one, other]) == PAIRS


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Oui.\tYes.\nNon.\n", "line 2 has no tab. Write a sentence, a tab and its translation"),
        ("Oui.\t \n", "line 1 has no translation. Complete or remove it"),
        ("\tYes.\n", "line 1 has no sentence. Complete or remove it"),
        ("Été.\tSummer.\n".encode("latin-1"), "line 1 is not UTF-8"),
        ("Oui.\tYes.\n", "1 sentence: too few to measure a model. Name files with at least 100 different sentences"),
        ("", "0 sentences: too few"),
    ],
)
def test_a_file_that_is_no_table_is_one_clear_error(tmp_path: Path, text: str | bytes, message: str) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InputError) as raised:
        read([path])
    assert message in str(raised.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no such file '.*none\.tsv'"):
        read([tmp_path / "none.tsv"])


def test_what_fails_leaves_what_was_measured_before(packages: Path, tmp_path: Path) -> None:
    install(packages, "fr", "en")
    done = measure([_table(tmp_path / "pairs.tsv")])
    with pytest.raises(InputError, match="too few"):
        measure([_table(tmp_path / "few.tsv", PAIRS[:9])])
    assert calibrations.find(done.calibration.model_sha256) == done.calibration


def _corpus(folder: Path) -> tuple[set[str], str, str]:
    corpus = bilingual.Corpus(folder)
    flags = {flag for _, pairs in corpus for pair in pairs for flag in pair.translation.flags}
    assert corpus.provenance.calibration is not None
    return flags, corpus.provenance.calibration.model, (folder / "html" / "a.html").read_text(encoding="utf-8")


def test_a_build_after_a_measurement_renews_flags_and_pages_and_translates_nothing(
    packages: Path, tmp_path: Path
) -> None:
    package = install(packages, "fr", "en")
    article = tmp_path / "a.txt"
    article.write_text("La Russie soutient le Mali. Le ministre le répète.\n", encoding="utf-8")
    options = bilingual.Options(out=tmp_path / "out", threads=1)
    assert bilingual.build([article], options).translated == 2
    _, name, page = _corpus(options.out)
    assert name == STARTER.model
    assert f'the starter model (<bdi data-v="model">{STARTER.model}</bdi>)' in " ".join(page.split())
    sha256 = bilingual.Corpus(options.out).provenance.model_sha256
    for trust, doubt, low in ((1.0, 1.0, True), (0.0, 0.0, False)):
        calibrations.keep(Calibration(package.name, sha256, trust, doubt, (0.1, 0.2, 0.3), 300), package)
        report = bilingual.build([article], options)
        assert (report.translated, report.reused) == (0, 2)
        flags, name, page = _corpus(options.out)
        assert ("low-score" in flags) == low == ("mark doubt" in page)
        assert name == package.name
        assert "with the model that made these translations" in " ".join(page.split())


def test_a_corpus_is_what_it_is_wherever_it_is_read(packages: Path, tmp_path: Path) -> None:
    """Pages made from a corpus, and what the checks find in it, follow what it says, not what was measured here."""
    package = install(packages, "fr", "en")
    article = tmp_path / "a.txt"
    article.write_text("La Russie soutient le Mali.\n", encoding="utf-8")
    out = tmp_path / "out"
    bilingual.build([article], bilingual.Options(out=out, threads=1, repair=False))
    before = inspection.inspect(out, 1).flags
    made = bilingual.Corpus(out).provenance
    doubt = 0.0 if before["low-score"] else 1.0
    calibrations.keep(Calibration(package.name, made.model_sha256, 1.0, doubt, (0.1, 0.2, 0.3), 300), package)
    assert inspection.inspect(out, 1).flags == before
    export(out, ["html"], tmp_path / "there")
    assert STARTER.model in (tmp_path / "there" / "html" / "a.html").read_text(encoding="utf-8")


def test_the_beam_of_the_settings_has_no_part_in_it(packages: Path, tmp_path: Path) -> None:
    install(packages, "fr", "en")
    table = _table(tmp_path / "pairs.tsv")
    assert measure([table], Options(beam=1)).calibration == measure([table], Options(beam=4)).calibration
    assert measure([table], Options(beam=1)).sizes == measure([table]).sizes


def test_what_shipped_once_is_judged_by_what_it_shipped_with() -> None:
    assert measured(UNSAID.model_sha256) == UNSAID
