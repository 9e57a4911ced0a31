"""Shards gathered: the corpus that one build writes, byte for byte, with people's corrections in it."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bilingual.alignment.words.tokens import tokens
from bilingual.corpus import correcting
from bilingual.corpus.evaluation import References, evaluate
from bilingual.corpus.export import export
from bilingual.corpus.verify import verify
from bilingual.engines import attention
from bilingual.engines.fake import FakeEngine
from bilingual.errors import InputError, OutputError, UsageError
from bilingual.formats.corpus import Corpus
from bilingual.io.output import OutputFolder
from bilingual.memory import Memory
from bilingual.options import Options
from bilingual.pipeline import build
from bilingual.pipeline.renewing import remove, renew
from bilingual.pipeline.sharding import gather
from tests.support.corpora import contents
from tests.support.hearing import Heard
from tests.support.shards import Recording, keys, shards, sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path


def gathered(out: Path) -> dict[str, bytes]:
    """Return the files of a corpus without its shards."""
    return {name: data for name, data in contents(out).items() if not name.startswith("shards/")}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sources(tmp_path_factory.mktemp("sources") / "src")


@pytest.mark.parametrize(("size", "jobs", "fewest"), [(10**7, 1, 1), (1_500, 3, 8)])
def test_shards_of_any_size_are_the_corpus_of_one_build(
    source: Path, tmp_path: Path, size: int, jobs: int, fewest: int
) -> None:
    one, many = tmp_path / "one", tmp_path / "many"
    heard, whole = Heard(), Heard()
    report = build([source], Options(out=one), FakeEngine(), whole)
    done = shards(source, many, size, jobs=jobs)
    assert len(keys(many)) == done[0].shards >= fewest
    assert sum(job.articles for job in done) == report.articles
    assert verify(many, print).problems == 0
    found = gather(many, note=heard.note)
    assert gathered(many) == contents(one)
    assert [str(error) for error in found.skipped] == [str(error) for error in report.skipped]
    same = ("articles", "segments", "distinct", "words", "flags", "unread", "wrapped", "segmentation", "provenance")
    ours, theirs = found.record(), report.record()
    assert {name: ours[name] for name in same} == {name: theirs[name] for name in same}
    # What is said of several articles is said of all of them; what is said of each, when it is read.
    assert [note for note in heard.notes if "same text" in note or "so it is" in note] == [
        note for note in whole.notes if "same text" in note or "so it is" in note
    ]


def test_two_hundred_shards(tmp_path: Path) -> None:
    """Ids repeat within shards and across them, and differ in case alone."""
    source = tmp_path / "a.jsonl"
    lines = [json.dumps({"id": "aA"[i % 2] + str(i % 7), "text": f"Voici la phrase {i:03}."}) for i in range(400)]
    source.write_text("\n".join(lines), encoding="utf-8")
    build([source], Options(out=tmp_path / "one", formats="jsonl"), FakeEngine())
    [done] = shards(source, tmp_path / "many", len(lines[0]) + 2, formats="jsonl")
    assert done.shards == 200
    gather(tmp_path / "many")
    assert gathered(tmp_path / "many") == contents(tmp_path / "one")


def test_wrapped_lines_that_are_always_joined(source: Path, tmp_path: Path) -> None:
    build([source], Options(out=tmp_path / "one", line_breaks="join", formats="jsonl"), FakeEngine())
    shards(source, tmp_path / "many", 500, line_breaks="join", formats="jsonl")
    gather(tmp_path / "many")
    assert gathered(tmp_path / "many") == contents(tmp_path / "one")


def test_words_are_linked_in_shards_too(source: Path, tmp_path: Path) -> None:
    one, many = tmp_path / "one", tmp_path / "many"
    shards(source, many, formats="jsonl")
    engine = Recording()
    build([source], Options(out=one, formats="jsonl", words=True), FakeEngine())
    [report] = shards(source, many, formats="jsonl", words=True, engine=engine)
    assert (report.built, engine.asked) == (report.shards, [])
    gather(many)
    assert gathered(many) == contents(one)
    identity = next(iter(Corpus(one)))[1][0].segment.id
    for folder in (one, many):
        correcting.correct(folder, identity, "This is what was corrected.", here=True)
    build([source], Options(out=one, formats="jsonl", words=True), FakeEngine())
    gather(many)
    assert gathered(many) == contents(one)


class Looking:
    """Attention that looks at the last word of the French whatever is said."""

    model_sha256 = "0" * 64

    def __init__(self) -> None:
        self.asked = 0

    def of(self, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[int, object]]:
        self.asked += len(pairs)
        for number, (fr, en) in enumerate(pairs):
            table = np.zeros((len(tokens(fr, "fr")), len(tokens(en, "en"))))
            table[-1] = 1
            yield number, table


def test_a_model_has_a_say_on_words_in_shards_too(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, many, looking = tmp_path / "one", tmp_path / "many", Looking()
    monkeypatch.setattr(attention, "load", lambda *_, **__: looking)
    build([source], Options(out=one, formats="jsonl", attention=True), FakeEngine())
    shards(source, many, formats="jsonl", words=True)
    [report] = shards(source, many, formats="jsonl", attention=True)
    assert report.built == report.shards
    assert looking.asked > 0
    gather(many)
    assert gathered(many) == contents(one)
    asked = looking.asked
    [report] = shards(source, many, formats="jsonl", attention=True)
    assert (report.built, looking.asked) == (0, asked)
    linked = json.loads((many / "report.json").read_bytes())["linked"]
    assert linked["attention"]


def test_shards_are_read_as_one_corpus(source: Path, tmp_path: Path) -> None:
    one, many = tmp_path / "one", tmp_path / "many"
    build([source], Options(out=one, formats="jsonl"), FakeEngine())
    shards(source, many)
    pairs = [(article.id, article.text, pairs) for article, pairs in Corpus(many)]
    assert [(one, two) for one, two, _ in pairs] == [(article.id, article.text) for article, _ in Corpus(one)]
    assert Corpus(many).languages == ("fr", "en")
    for folder in (one, many):
        export(folder, "tsv,tmx,jsonl", tmp_path / f"{folder.name}-exports")
        export(folder, "csv,html")
    exported = [contents(tmp_path / f"{name}-exports") for name in ("one", "many")]
    assert exported[0] == exported[1]
    assert (many / "html" / "index.html").is_file()
    assert verify(many, print).exports["corpus.csv"] > 0
    references = References({pair.segment.id: "Rain." for _, _, found in pairs for pair in found[:1]}, {})
    scores = [evaluate([folder], references, samples=10) for folder in (one, many)]
    assert str(scores[0]).replace("/one", "") == str(scores[1]).replace("/many", "")


def test_what_changes_a_corpus_wants_it_gathered(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shards(source, out)
    identity = next(iter(Corpus(out)))[1][0].segment.id
    acts: list[Callable[[], object]] = [
        lambda: renew(out),
        lambda: remove(out, ["a1"]),
        lambda: correcting.correct(out, identity, "Rain."),
        lambda: build([source], Options(out=out), FakeEngine(), add=True),
    ]
    for act in acts:
        with pytest.raises(UsageError, match="in shards"):
            act()
    assert not (out / "bitext.jsonl").exists()


def test_shards_that_are_missing(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shards(source, out)
    shutil.rmtree(out / "shards" / keys(out)[1])
    with pytest.raises(InputError, match=r"1 of \d+ shards in .* has to be built yet"):
        gather(out)
    with pytest.raises(InputError, match="1 of"):
        Corpus(out)
    with pytest.raises(InputError, match="no shards in"):
        gather(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_shard_that_is_damaged_is_found_and_built_again(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shards(source, out)
    gather(out)
    before = gathered(out)
    path = max((out / "shards").glob("*/bitext.jsonl"), key=lambda one: one.stat().st_size)
    data, state = bytearray(path.read_bytes()), path.stat()
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    import os

    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))  # as a disk does it
    assert shards(source, out)[0].built == 0
    assert any(path.parent.name in problem for problem in _problems(out, path))
    with pytest.raises(InputError, match=r"1 shard of \d+ is damaged"):
        gather(out)
    assert gathered(out) == before
    assert shards(source, out)[0].built == 1
    gather(out)
    assert gathered(out) == before


def _problems(out: Path, damaged: Path) -> list[str]:
    """Return what ``verify`` says of shards alone."""
    alone = out.parent / "alone"
    shutil.copytree(out / "shards", alone / "shards")
    import os

    for path in alone.rglob("*"):
        original = out / path.relative_to(alone)
        os.utime(path, ns=(original.stat().st_atime_ns, original.stat().st_mtime_ns))
    assert damaged.exists()
    told: list[str] = []
    verify(alone, told.append)
    return told


def test_corrections_survive_new_shards(source: Path, tmp_path: Path) -> None:
    """What people correct in the gathered corpus is in the folder's memory, and laid over whatever is gathered."""
    one, many = tmp_path / "one", tmp_path / "many"
    shards(source, many)
    gather(many)
    build([source], Options(out=one), FakeEngine())
    placed = next(pair.segment.id for _, pairs in Corpus(many) for pair in pairs if "Nantes" in pair.segment.text)
    twin = [pair.segment.id for _, pairs in Corpus(many) for pair in pairs if pair.segment.text == "Le vent souffle."]
    for folder in (one, many):
        correcting.correct(folder, placed, "Here it rains.", here=True)
        correcting.correct(folder, twin[3], "It is windy.")
        renew(folder)
    assert gathered(many) == contents(one)
    shutil.rmtree(many / "shards")
    shards(source, many, 1_500)
    gather(many)
    assert gathered(many) == contents(one)
    correcting.undo(one, twin[3])
    correcting.undo(many, twin[3])
    build([source], Options(out=one), FakeEngine())
    engine = Recording()
    shards(source, many, 1_500, engine=engine)
    assert set(engine.asked) == {"Le vent souffle."}
    gather(many)
    assert gathered(many) == contents(one)


def test_a_place_is_that_of_an_article_whose_id_had_to_be_another(tmp_path: Path) -> None:
    """Two articles of one text and id in different shards: what is said of the second holds there alone."""
    source = tmp_path / "a.jsonl"
    source.write_text(json.dumps({"id": "a", "text": "Il pleut. Il neige."}) + "\n", encoding="utf-8")
    more = tmp_path / "b.jsonl"
    more.write_text(source.read_text("utf-8") * 2, encoding="utf-8")
    names, out, one = [str(source), str(more)], tmp_path / "out", tmp_path / "one"
    for folder in (out, one):
        with Memory(folder / ".bilingual" / "memory.sqlite"):
            pass
    build(names, Options(out=one), FakeEngine())
    shards(names, out, 10)
    gather(out)
    for folder in (one, out):
        correcting.correct(folder, "a~2:1:1", "It rains.", here=True)
    build(names, Options(out=one), FakeEngine())
    shards(names, out, 10)
    gather(out)
    assert gathered(out) == contents(one)
    human = [pair.segment.id for _, pairs in Corpus(out) for pair in pairs if pair.origin == "human"]
    assert human == ["a~2:1:1"]


def test_corrections_and_articles_are_not_dropped_in_silence(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    other = tmp_path / "b.txt"
    other.write_text("Elle dort.\n", encoding="utf-8")
    build([source, other], Options(out=out), FakeEngine())
    correcting.correct(out, "b:1:1", "She is asleep.")
    renew(out)
    shards(source, out)
    with pytest.raises(UsageError, match="1 article of the corpus"):
        gather(out)
    shards([str(source), str(other)], out)
    for path in (out / ".bilingual").glob("memory*"):
        path.rename(path.with_name(f"kept-{path.name}"))
    shutil.rmtree(out / "shards")
    shards([str(source), str(other)], out)
    with pytest.raises(UsageError, match=r"1 sentence of the corpus .* was corrected by people"):
        gather(out)
    gather(out, drop_corrections=True)
    assert not any(pair.origin == "human" for _, pairs in Corpus(out) for pair in pairs)


def test_formats_are_those_of_the_build_or_others(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shards(source, out, formats="jsonl,tsv")
    assert [path.name for path in gather(out).outputs] == ["bitext.jsonl", "corpus.tsv"]
    assert [path.name for path in gather(out, ["jsonl"]).outputs] == ["bitext.jsonl"]
    with pytest.raises(UsageError, match="unknown format"):
        gather(out, ["doc"])


def test_shards_of_other_plans_and_of_before_are_told(source: Path, tmp_path: Path) -> None:
    out, heard = tmp_path / "out", Heard()
    shards(source, out, formats="jsonl")
    gather(out, note=heard.note)
    assert not [note for note in heard.notes if "earlier plans" in note or "some shards" in note]
    some = keys(out)[-1]
    text = (out / "shards" / some / "done.json").read_text("utf-8")
    (out / "shards" / some / "done.json").write_text(text.replace('"checks": "', '"checks": "0'), encoding="utf-8")
    (out / "shards" / ("0" * 64)).mkdir()
    (out / "shards" / ("0" * 64) / "done.json").write_text("{}", encoding="utf-8")
    gather(out, note=heard.note)
    told = " ".join(heard.notes)
    assert "1 shard of earlier plans lies there" in told
    assert "some shards were made before" in told


def test_one_gathers_at_a_time(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shards(source, out)
    with OutputFolder(out), pytest.raises(OutputError, match="another build is writing"):
        gather(out)
    gather(out)


def test_sources_in_which_there_is_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    empty = tmp_path / "a.txt"
    empty.write_text(" \n", encoding="utf-8")
    assert [report.skipped for report in shards(empty, out)] == [
        [f"'{empty}': the file is empty. Remove it, or put the article's text into it."]
    ]
    with pytest.raises(InputError, match="the file is empty"):
        gather(out)
    with pytest.raises(InputError, match="no such file"):
        shards([str(tmp_path / "nothing")], tmp_path / "other")


def test_references_are_laid_beside_what_is_gathered(tmp_path: Path) -> None:
    """A table names segments of articles whose ids had to be others, and sentences; a folder has whole translations."""
    source, more = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    source.write_text(json.dumps({"id": "a", "text": "Il pleut. Il neige."}) + "\n", encoding="utf-8")
    more.write_text(source.read_text("utf-8") + json.dumps({"id": "b", "text": "Le chat dort."}) + "\n", "utf-8")
    table = tmp_path / "references.csv"
    table.write_text(
        "id,fr,en\na~2:1:1,,Rain falls.\n,Le chat dort.,The cat is asleep.\n,Rien.,Nothing.\n", encoding="utf-8"
    )
    folder = tmp_path / "translations"
    folder.mkdir()
    (folder / "b.txt").write_text("The cat sleeps.\n", encoding="utf-8")
    names, out, one = [str(source), str(more)], tmp_path / "out", tmp_path / "one"
    shards(names, out, 10)
    for reference, number, notes in ((table, 2, 1), (folder, 1, 0), (None, 0, 0)):
        heard, whole = Heard(), Heard()
        built = build(names, Options(out=one), FakeEngine(), whole, reference=reference)
        found = gather(out, reference=reference, note=heard.note)
        assert gathered(out) == contents(one)
        assert found.references == built.references == number
        said = [[note for note in some.notes if "reference" in note] for some in (heard, whole)]
        assert said[0] == said[1]
        assert len(said[0]) == notes
    with pytest.raises(InputError):
        gather(out, reference=tmp_path / "nothing.csv")
    assert gathered(out) == contents(one)


def test_corrections_of_places_that_stay_behind_are_told(tmp_path: Path) -> None:
    source, out = tmp_path / "a.txt", tmp_path / "out"
    source.write_text("Il pleut.\n\nIl neige.\n", encoding="utf-8")
    shards(source, out)
    gather(out)
    correcting.correct(out, "a:1:1", "Here it rains.", here=True)
    source.write_text("Il pleut.\n\nIl fait nuit.\n", encoding="utf-8")
    shards(source, out)
    heard = Heard()
    assert gather(out, note=heard.note, drop_corrections=True).left_behind == 1
    assert [note for note in heard.notes if "1 correction of single places stays behind" in note]
