"""Texts and their translations become a corpus."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bilingual.corpus.correcting import confirm, correct, undo
from bilingual.corpus.corrections import take
from bilingual.corpus.verify import verify
from bilingual.engines.fake import FakeEngine
from bilingual.errors import InputError, OutputError, UsageError
from bilingual.formats.corpus import Corpus
from bilingual.io.output import PRIVATE, OutputFolder
from bilingual.options import Options
from bilingual.pipeline import build
from bilingual.pipeline.aligning import align
from bilingual.pipeline.renewing import remove, renew
from tests.support.aligned import ENGLISH, FRENCH, aligned, lines, texts, written
from tests.support.corpora import contents
from tests.support.hearing import Heard

if TYPE_CHECKING:
    from pathlib import Path

EVERYTHING = ("jsonl", "html", "tsv", "csv", "tmx", "xliff", "xliff2", "epub", "moses", "xlsx", "parquet")
NUMBERS = range(110, 160)
LONG_FR = "\n\n".join(f"Marie a vu {n} chiens. Le maire a signé {n + 400} lettres à Lyon." for n in NUMBERS)
LONG_EN = "\n\n".join(f"Marie saw {n} dogs. The mayor signed {n + 400} letters in Lyon." for n in NUMBERS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    written(tmp_path)
    return tmp_path


def test_the_record(folder: Path) -> None:
    report = aligned(folder)
    found = lines(folder)
    assert texts(folder)["fr:2:2"] == (
        "Marie habite à Paris, mais son frère Pierre vit à Londres depuis 1998.",
        "Marie lives in Paris. But her brother Pierre has lived in London since 1998.",
    )
    assert list(found[0])[-2:] == ["spans", "alignment"]
    assert {(one["origin"], one["score"], one["repaired"]) for one in found} == {("aligned", None, "")}
    alone = {one["alignment"]["bead"]: one for one in found if one["flags"] == ["unaligned"]}
    assert alone["1-0"]["translation"]["en"] == ""
    assert alone["1-0"]["alignment"] == {"bead": "1-0", "en": [], "similarity": 0}
    without_french = alone["0-1"]
    assert without_french["spans"] == []
    assert without_french["start"] == without_french["end"] == found[-2]["end"]
    assert (without_french["paragraph"], without_french["sentence"]) == (6, 3)
    [article] = lines(folder, "articles.jsonl")
    assert list(article["target"]) == ["text", "source", "sha256", "encoding"]
    assert article["target"]["text"] == ENGLISH
    provenance = article["provenance"]
    assert (provenance["engine"], provenance["model_version"]) == ("align", "2")
    assert not {"beam_size", "length_penalty", "compute_type", "aid"} & set(provenance)
    assert report.alignment
    assert report.alignment["unaligned"] == [1, 1]
    assert json.loads((folder / "corpus" / "report.json").read_text())["alignment"] == report.alignment | {"alone": []}


def test_every_character_of_prose_is_in_one_segment(folder: Path) -> None:
    aligned(folder)
    found = lines(folder)
    for text, spans in (
        (FRENCH, [span for one in found for span in one["spans"]]),
        (ENGLISH, [span for one in found for span in one["alignment"]["en"]]),
    ):
        covered = "".join(text[start:end] for start, end in spans)
        assert "".join(covered.split()) == "".join(text.split())
        assert spans == sorted(spans)


def test_all_formats_are_sound_and_come_back_unchanged(folder: Path) -> None:
    aligned(folder, formats=EVERYTHING)
    out, heard = folder / "corpus", list[str]()
    done = verify(out, heard.append)
    assert heard == []
    both = done.segments - 2
    assert done.exports["corpus.tsv"] == done.exports["corpus.parquet"] == done.segments
    for name in ("corpus.tmx", "corpus.xlf", "corpus.2.xlf", "corpus.epub", "corpus.ids"):
        assert done.exports[name] == both
    for name in ("tsv", "csv", "tmx", "xlf", "2.xlf", "xlsx"):
        summary = take(out / f"corpus.{name}", out, None, lambda heard: pytest.fail(str(heard)), dry=True)
        assert summary.changed == summary.conflicts == 0


def test_the_same_texts_give_the_same_bytes(folder: Path) -> None:
    aligned(folder, formats=("jsonl", "html"))
    before = contents(folder / "corpus")
    aligned(folder, formats=("jsonl", "html"))
    assert contents(folder / "corpus") == before
    assert renew(folder / "corpus").changed == 0


def test_a_correction_survives_and_can_be_taken_back(folder: Path) -> None:
    aligned(folder, formats=("jsonl", "html"))
    out = folder / "corpus"
    before = contents(out)
    correct(out, "fr:3:2", "Yes, indeed.")
    renew(out)
    assert texts(folder)["fr:3:2"] == ("Oui.", "Yes, indeed.")
    # What people said elsewhere of the same sentence stays.
    assert ("Oui.", "I do.") in texts(folder).values()
    assert verify(out, pytest.fail).problems == 0
    aligned(folder, formats=("jsonl", "html"))
    assert [one["origin"] for one in lines(folder) if one["id"] == "fr:3:2"] == ["human"]
    assert undo(out, "fr:3:2").after == "Yes."
    renew(out)
    assert contents(out) == before


def test_a_correction_stays_where_the_text_around_it_changes(folder: Path) -> None:
    aligned(folder)
    correct(folder / "corpus", "fr:2:1", "Cold it is.")
    written(folder, FRENCH.replace("trois lettres", "quatre lettres"))
    aligned(folder)
    assert texts(folder)["fr:2:1"][1] == "Cold it is."
    undo(folder / "corpus", "fr:2:1")
    renew(folder / "corpus")
    assert texts(folder)["fr:2:1"][1] == "It is cold in winter in the mountains."


def test_a_correction_of_one_of_equal_sentences_is_told_of_where_the_text_changes(folder: Path) -> None:
    aligned(folder)
    correct(folder / "corpus", "fr:3:2", "Yes, indeed.")
    written(folder, FRENCH.replace("trois lettres", "quatre lettres"))
    heard = Heard()
    aligned(folder, listener=heard)
    assert any("1 correction stays behind" in note for note in heard.notes)
    written(folder)
    aligned(folder)
    assert texts(folder)["fr:3:2"][1] == "Yes, indeed."


def test_a_correction_of_a_sentence_that_is_no_segment_now_is_told_of_and_kept(folder: Path) -> None:
    aligned(folder)
    french, english = texts(folder)["fr:2:1"]
    correct(folder / "corpus", "fr:2:1", "Cold it is.")
    renew(folder / "corpus")
    anchors, heard = folder / "anchors.tsv", Heard()
    anchors.write_text(f"Le village sous la neige {french}\tThe village under the snow {english}\n", encoding="utf-8")
    aligned(folder, anchors=anchors, listener=heard)
    assert any("1 sentence that people corrected is no segment now" in note for note in heard.notes)
    aligned(folder)
    assert texts(folder)["fr:2:1"] == (french, "Cold it is.")


def test_what_has_no_translation_may_get_one_and_what_has_no_source_may_not(folder: Path) -> None:
    aligned(folder)
    out = folder / "corpus"
    correct(out, "fr:4:1", "The green dragon slept in its deep cave.")
    renew(out)
    [one] = [one for one in lines(folder) if one["id"] == "fr:4:1"]
    assert (one["origin"], one["flags"], one["alignment"]["bead"]) == ("human", [], "1-0")
    assert verify(out, pytest.fail).problems == 0
    with pytest.raises(UsageError, match="has no source"):
        correct(out, "fr:6:3", "Le roi.")
    with pytest.raises(UsageError, match="has no source"):
        confirm(out, "fr:6:3")


def test_an_import_keeps_corrections_in_their_places(folder: Path) -> None:
    aligned(folder, formats=("jsonl", "tsv"))
    table = folder / "mine.tsv"
    before = (folder / "corpus" / "corpus.tsv").read_text(encoding="utf-8")
    after = before.replace("\tYes.\t", "\tAye.\t").replace("The king sold", "A king sold")
    table.write_text(after, encoding="utf-8")
    heard: list[object] = []
    summary = take(table, folder / "corpus", None, heard.append)
    assert (summary.changed, summary.conflicts) == (1, 1)
    renew(folder / "corpus")
    assert [english for french, english in texts(folder).values() if french == "Oui."] == ["Aye.", "I do."]


def test_a_lost_memory_is_no_reason_to_drop_corrections(folder: Path) -> None:
    aligned(folder)
    correct(folder / "corpus", "fr:2:1", "Cold it is.")
    renew(folder / "corpus")
    for path in (folder / "corpus" / PRIVATE).glob("memory.sqlite*"):
        path.unlink()
    with pytest.raises(UsageError, match="corrected by people"):
        aligned(folder)
    assert texts(folder)["fr:2:1"][1] == "Cold it is."
    aligned(folder, drop_corrections=True)
    assert texts(folder)["fr:2:1"][1] == "It is cold in winter in the mountains."


def test_neither_kind_of_corpus_takes_the_place_of_the_other_unasked(folder: Path) -> None:
    aligned(folder)
    source, options = str(folder / "fr.txt"), Options(out=folder / "corpus")
    for add in (False, True):
        with pytest.raises(UsageError, match="was aligned"):
            build([source], options, FakeEngine(), add=add)
    build([source], options, FakeEngine(), replace=True)
    with pytest.raises(UsageError, match="was translated by a model"):
        aligned(folder)
    aligned(folder, replace=True)
    assert lines(folder)[0]["origin"] == "aligned"


def test_texts_that_are_not_named_now_do_not_leave_unasked(folder: Path) -> None:
    aligned(folder)
    others = written(folder / "other", LONG_FR, LONG_EN)
    with pytest.raises(UsageError, match="not from the sources named now"):
        align([others], Options(out=folder / "corpus"))
    both = [(folder / "fr.txt", folder / "en.txt"), others]
    report = align(both, Options(out=folder / "corpus", formats="jsonl"))
    assert (report.articles, [one["id"] for one in lines(folder, "articles.jsonl")]) == (2, ["fr", "fr~2"])
    remove(folder / "corpus", ["fr~2"])
    assert verify(folder / "corpus", pytest.fail).articles == 1
    assert next(iter(Corpus(folder / "corpus")))[0].target


@pytest.mark.parametrize(
    ("french", "english", "said"),
    [
        (LONG_EN, LONG_FR, "are English and French"),
        (LONG_FR, LONG_FR, "are in one language"),
        (
            LONG_FR,
            "\n\n".join(f"Apples are cheap in May. She sang {n} songs of love and sorrow." for n in "abcdefgh"),
            "do not say the same",
        ),
        (
            LONG_FR,
            "\n\n".join([*LONG_EN.split("\n\n")[25:], *LONG_EN.split("\n\n")[:25]]),
            "have their parts in another order",
        ),
    ],
)
def test_texts_that_do_not_belong_together_are_refused(tmp_path: Path, french: str, english: str, said: str) -> None:
    written(tmp_path, french, english)
    with pytest.raises(InputError, match=said):
        aligned(tmp_path)
    assert not (tmp_path / "corpus").exists()
    heard = Heard()
    aligned(tmp_path, accept_doubtful=True, listener=heard)
    assert any(said in note for note in heard.notes)
    assert verify(tmp_path / "corpus", pytest.fail).problems == 0


def test_one_wrong_pair_does_not_stop_the_others(folder: Path) -> None:
    wrong, heard = written(folder / "wrong", LONG_EN, LONG_FR), Heard()
    missing = (folder / "nope.txt", folder / "en.txt")
    pairs = [wrong, (folder / "fr.txt", folder / "en.txt"), missing]
    report = align(pairs, Options(out=folder / "corpus", formats="jsonl"), listener=heard)
    assert report.articles == 1
    assert len(report.skipped) == len(heard.errors) == 2
    with pytest.raises(InputError, match="none of 2 pairs"):
        align([wrong, missing], Options(out=folder / "none"))
    with pytest.raises(UsageError, match="what to align"):
        align([], Options(out=folder / "none"))


def test_few_sentences_that_share_no_words_are_aligned_with_a_note(tmp_path: Path) -> None:
    written(tmp_path, "Oui. Non.", "Yes. No.")
    heard = Heard()
    aligned(tmp_path, listener=heard)
    assert [*texts(tmp_path).values()] == [("Oui.", "Yes."), ("Non.", "No.")]
    assert any("as far as can be told" in note for note in heard.notes)


def test_a_model_helps_once(folder: Path) -> None:
    engine = FakeEngine()
    aligned(folder, engine=engine)
    distinct = engine.translated
    assert distinct == len({french for french, _ in texts(folder).values() if french})
    again = FakeEngine()
    report = aligned(folder, engine=again)
    assert (again.translated, report.reused, report.translated) == (0, distinct, 0)
    [article] = lines(folder, "articles.jsonl")
    assert [step["model"] for step in article["provenance"]["aid"]] == ["fake"]
    assert {one["origin"] for one in lines(folder)} == {"aligned"}
    assert verify(folder / "corpus", pytest.fail).problems == 0


def test_what_cannot_be_aligned(folder: Path) -> None:
    with pytest.raises(UsageError, match="French texts are aligned with English ones"):
        align([("a", "b")], Options(source="de"))
    with pytest.raises(UsageError, match="what to align"):
        align("fr.txt", Options())
    (folder / "two.jsonl").write_text('{"text": "Il pleut."}\n{"text": "Il neige."}\n', encoding="utf-8")
    with pytest.raises(InputError, match="holds more articles than one"):
        align([(folder / "two.jsonl", folder / "en.txt")], Options(out=folder / "corpus"))


def test_furniture_and_metadata_of_both_sides_are_kept_out(tmp_path: Path) -> None:
    written(tmp_path, f"{FRENCH}\nPartager sur Facebook\n", ENGLISH)
    page = "".join(f"<p>{line}</p>" for line in ENGLISH.splitlines()[2:] if line)
    (tmp_path / "en.html").write_text(
        f"<html lang=en><title>x</title><nav><a href=a>Home</a> <a href=b>News</a></nav><article><h1>The village under "
        f"the snow</h1>{page}</article><footer>All rights reserved</footer></html>",
        encoding="utf-8",
    )
    align([(tmp_path / "fr.txt", tmp_path / "en.html")], Options(out=tmp_path / "corpus", formats="jsonl"))
    said = " ".join(text for pair in texts(tmp_path).values() for text in pair)
    assert "Facebook" not in said
    assert "rights reserved" not in said
    assert "Home" not in said
    assert verify(tmp_path / "corpus", pytest.fail).problems == 0


def test_wrapped_lines_are_joined_on_both_sides(tmp_path: Path) -> None:
    import textwrap

    def wrapped(text: str) -> str:
        return "\n\n".join(textwrap.fill(paragraph, 50) for paragraph in text.strip().split("\n\n")) + "\n"

    written(tmp_path, wrapped(FRENCH), wrapped(ENGLISH))
    align(
        [(tmp_path / "fr.txt", tmp_path / "en.txt")],
        Options(out=tmp_path / "corpus", formats="jsonl", line_breaks="join"),
    )
    wanted = {pair for pair in texts(tmp_path).values() if all(pair)}
    assert verify(tmp_path / "corpus", pytest.fail).problems == 0
    written(tmp_path)
    aligned(tmp_path)
    assert wanted == {pair for pair in texts(tmp_path).values() if all(pair)}


def test_a_run_that_is_stopped_leaves_the_corpus_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    aligned(folder, formats=("jsonl", "html"))
    before = contents(folder / "corpus")
    written(folder, FRENCH.replace("trois", "quatre"))

    class StoppedError(Exception):
        pass

    def stop(*_: object) -> None:
        raise StoppedError

    with monkeypatch.context() as patch:
        patch.setattr("bilingual.formats.html.HtmlWriter.close", stop)
        with pytest.raises(StoppedError):
            aligned(folder, formats=("jsonl", "html"))
    assert contents(folder / "corpus") == before
    aligned(folder, formats=("jsonl", "html"))
    assert texts(folder)["fr:3:1"][0] == "Le maire a signé quatre lettres."


def test_two_runs_do_not_write_one_folder(folder: Path) -> None:
    with OutputFolder(folder / "corpus"), pytest.raises(OutputError):
        aligned(folder)
