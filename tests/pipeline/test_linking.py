"""Word links in corpora: made once, remembered, kept where a pair stays, and made anew where it changes."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from bilingual.alignment.words import link_words
from bilingual.alignment.words.tokens import tokens
from bilingual.corpus.verify import verify
from bilingual.engines.fake import FakeEngine
from bilingual.errors import InputError, OutputError, UsageError
from bilingual.formats.corpus import Corpus
from bilingual.memory import Memory
from bilingual.memory.decisions import Action, Decision
from bilingual.options import Options
from bilingual.pipeline import build, linking
from bilingual.pipeline.aligning import align
from bilingual.pipeline.renewing import remove, renew
from tests.support.corpora import contents

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bilingual.alignment.words.features import Floats

LANGUAGES = ("fr", "en")
LAUGHS = "Elle rit encore."
ARTICLES = {"a": f"Il pleut sur la ville. {LAUGHS}\n", "b": f"{LAUGHS} La mer monte.\n"}


class Looking:
    """Attention that looks at the last word of the French whatever is said; ``asked`` are the pairs it got."""

    model_sha256 = "0" * 64

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def of(self, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[int, Floats]]:
        self.asked += pairs
        for number, (fr, en) in enumerate(pairs):
            table = np.zeros((len(tokens(fr, "fr")), len(tokens(en, "en"))))
            table[-1] = 1
            yield number, table


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path / "articles"


@pytest.fixture
def out(tmp_path: Path, articles: Path) -> Path:
    """A corpus with word links."""
    build([articles], Options(out=tmp_path / "corpus", words=True), FakeEngine())
    return tmp_path / "corpus"


def _lines(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "bitext.jsonl").read_text(encoding="utf-8").splitlines()]


def _plain(line: dict[str, Any]) -> list[list[int]]:
    return [list(link) for link in link_words(line["translation"]["fr"], line["translation"]["en"])]


def _linked(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "report.json").read_text(encoding="utf-8"))["linked"]
    return found


def _correct(out: Path, source: str, target: str, action: Action = Action.CORRECT) -> None:
    with Memory(out / ".bilingual" / "memory.sqlite") as memory:
        memory.record([Decision(languages=LANGUAGES, source=source, target=target, action=action.value)])


def test_links_stand_last_on_every_line_and_a_corpus_without_has_none(
    out: Path, articles: Path, tmp_path: Path
) -> None:
    lines = _lines(out)
    assert all(list(line)[-1] == "links" for line in lines)
    assert [line["links"] for line in lines] == [_plain(line) for line in lines]
    assert any(line["links"] for line in lines)
    assert verify(out, print).problems == 0
    build([articles], Options(out=tmp_path / "without"), FakeEngine())
    assert all("links" not in line for line in _lines(tmp_path / "without"))
    assert "linked" not in json.loads((tmp_path / "without" / "report.json").read_text(encoding="utf-8"))


def test_pairs_are_read_back_with_their_links(out: Path) -> None:
    links = [list(map(list, pair.links or ())) for _, pairs in Corpus(out) for pair in pairs]
    assert links == [line["links"] for line in _lines(out)]


def test_a_second_build_links_nothing(out: Path, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(out)
    assert _linked(out) == {"attention": False, "pairs": 3, "reused": 0, "links": _linked(out)["links"]}
    monkeypatch.setattr(linking, "link_words", None)
    build([articles], Options(out=out, words=True), FakeEngine())
    assert contents(out) == before
    assert _linked(out)["reused"] == 3


def test_other_weights_make_links_anew(out: Path, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking, "version", lambda: "ffff")
    monkeypatch.setattr(linking, "link_words", lambda *_: [])
    build([articles], Options(out=out, words=True), FakeEngine())
    assert all(line["links"] == [] for line in _lines(out))


def test_a_model_that_is_asked_has_a_say_once(articles: Path, tmp_path: Path) -> None:
    options, looking = Options(out=tmp_path / "corpus", words=True), Looking()
    build([articles], options, FakeEngine(), attention=looking)  # type: ignore[arg-type]
    assert sorted(source for source, _ in looking.asked) == [
        "Elle rit encore.",
        "Il pleut sur la ville.",
        "La mer monte.",
    ]
    assert _linked(options.out)["attention"]
    before, again = contents(options.out), Looking()
    build([articles], options, FakeEngine(), attention=again)  # type: ignore[arg-type]
    assert again.asked == []
    assert contents(options.out) == before


def test_what_is_too_long_for_a_model_is_linked_without(articles: Path, tmp_path: Path) -> None:
    class Short(Looking):
        def of(self, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[int, Floats]]:
            return ((number, table) for number, table in super().of(pairs) if number)

    build([articles], Options(out=tmp_path / "corpus", words=True), FakeEngine(), attention=Short())  # type: ignore[arg-type]
    assert _lines(tmp_path / "corpus")[1]["links"] == _plain(_lines(tmp_path / "corpus")[1])


def test_a_memory_that_is_only_read_is_no_reason_to_stop(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([articles], Options(out=tmp_path / "corpus"), FakeEngine())

    def refuse(*_: object) -> None:
        raise OutputError("the memory may not be written to", "Mend its permissions")

    monkeypatch.setattr(Memory, "keep_links", refuse)
    build([articles], Options(out=tmp_path / "corpus", words=True), FakeEngine())
    assert all(line["links"] == _plain(line) for line in _lines(tmp_path / "corpus"))


def test_corrections_are_linked_without_a_model_and_renewed_as_built(articles: Path, tmp_path: Path) -> None:
    options, looking = Options(out=tmp_path / "corpus", words=True), Looking()
    build([articles], options, FakeEngine(), attention=looking)  # type: ignore[arg-type]
    before = contents(options.out)
    _correct(options.out, LAUGHS, "She laughs again.")
    assert renew(options.out).changed == 2
    changed = [line for line in _lines(options.out) if line["origin"] == "human"]
    assert [line["links"] for line in changed] == [_plain(changed[0])] * 2
    assert changed[0]["links"]
    renewed = contents(options.out)
    build([articles], options, FakeEngine(), attention=Looking())  # type: ignore[arg-type]
    assert contents(options.out) == renewed
    _correct(options.out, LAUGHS, "", Action.UNDO)
    renew(options.out)
    assert contents(options.out) == before


def test_renewing_what_did_not_change_leaves_its_links_alone(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _correct(out, LAUGHS, "She laughs again.")
    linked: list[str] = []

    def link(fr: str, *_: object) -> list[object]:
        linked.append(fr)
        return []

    monkeypatch.setattr(linking, "link_words", link)
    monkeypatch.setattr(linking, "version", lambda: "ffff")
    renew(out)
    assert linked == [LAUGHS] * 2
    assert renew(out).changed == 0
    others = [line for line in _lines(out) if line["origin"] == "mt"]
    assert [line["links"] for line in others] == [_plain(line) for line in others]
    remove(out, ["b"])
    assert all("links" in line for line in _lines(out))


def test_what_is_added_to_a_corpus_with_links_gets_some_and_so_does_the_corpus(
    out: Path, articles: Path, tmp_path: Path
) -> None:
    (tmp_path / "c.txt").write_text("Nul ne vient à Paris en 1998.\n", encoding="utf-8")
    build([tmp_path / "c.txt"], Options(out=out), FakeEngine(), add=True)
    together = Options(out=tmp_path / "together", words=True)
    build([articles, tmp_path / "c.txt"], together, FakeEngine())
    assert contents(out) == contents(together.out)
    bare = Options(out=tmp_path / "bare")
    build([articles], bare, FakeEngine())
    build([tmp_path / "c.txt"], Options(out=bare.out, words=True), FakeEngine(), add=True)
    assert contents(bare.out) == contents(together.out)


@pytest.mark.parametrize("options", [{"words": True}, {"attention": True}])
def test_words_of_other_languages_are_refused_before_anything_is_done(
    articles: Path, tmp_path: Path, options: dict[str, bool]
) -> None:
    asked = Options(out=tmp_path / "corpus", source="es", **options)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="words are linked from French to English, not from Spanish to English"):
        build([articles], asked, FakeEngine(languages=("es", "en")))
    assert not asked.out.exists()


def test_aligned_texts_have_links_where_both_sides_are(tmp_path: Path) -> None:
    (tmp_path / "fr.txt").write_text("Le chat dort. Marie voit le chien.\n\nIl pleut à Paris.\n", encoding="utf-8")
    (tmp_path / "en.txt").write_text(
        "The cat sleeps. Marie sees the dog.\n\nIt is raining in Paris.\n", encoding="utf-8"
    )
    pairs, out = [(tmp_path / "fr.txt", tmp_path / "en.txt")], tmp_path / "corpus"
    align(pairs, Options(out=out, words=True))
    lines = _lines(out)
    assert [line["links"] for line in lines] == [_plain(line) for line in lines]
    assert any(line["links"] for line in lines)
    assert verify(out, print).problems == 0
    before = contents(out)
    align(pairs, Options(out=out, words=True))
    assert contents(out) == before
    assert _linked(out)["reused"] == _linked(out)["pairs"] > 0


@pytest.mark.parametrize(
    ("links", "wrong"),
    [
        ({}, "is no list"),
        ([[0, 1, 2]], "is no list of four numbers each"),
        ([[0, 1, 2, "3"]], "no whole number"),
        ([[0, 1, 2, -3]], "no whole number"),
        ([[0, 1, 2, True]], "no whole number"),
    ],
)
def test_links_of_strangers_are_taken_type_by_type(out: Path, links: object, wrong: str) -> None:
    lines = _lines(out)
    lines[0]["links"] = links
    (out / "bitext.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    shutil.rmtree(out / ".bilingual")
    with pytest.raises(InputError, match=wrong):
        list(Corpus(out))
