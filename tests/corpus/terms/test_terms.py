"""The terms of a corpus: what they are, how much they are its own, and what each is translated as."""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING

import pytest

import bilingual
from bilingual import Glossary
from bilingual.corpus import terms
from bilingual.corpus.terms import Term, draft
from bilingual.corpus.terms.bounds import Usage
from bilingual.corpus.terms.choosing import family
from bilingual.corpus.terms.counting import Counts
from bilingual.corpus.terms.general import FILE, general
from bilingual.errors import InputError, UsageError
from bilingual.formats.tsv import escape
from bilingual.pipeline.sharding.gathering import gather
from tests.support.pages import PROVENANCE
from tests.support.searching import written
from tests.support.shards import shards, sources

if TYPE_CHECKING:
    from pathlib import Path

# Made of each article: five sentences of cooperation, and a few of everything.
ARTICLES = [
    (
        f"a{number}", "2022", "L'Essor",
        [
            ("La coopération militaire avance à Kidal.", "Military cooperation moves on in Kidal."),
            ("Les coopérations militaires sont rares.", "Military cooperation is rare."),
            ("Cette coopération est utile.", f"This {'co-operation' if number < 2 else 'cooperation'} is useful."),
            ("L’armée de Kidal dort.", "The army of Kidal sleeps."),
        ],
    )
    for number in range(4)
]  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("terms") / "corpus", ARTICLES)


def by_name(folder: Path, **options: object) -> dict[str, Term]:
    return {term.term: term for term in bilingual.terms(folder, **options)}  # type: ignore[arg-type]


def test_terms_have_counts_and_translations(corpus: Path) -> None:
    found = by_name(corpus)
    term = found["coopération"]
    assert (term.count, term.articles, term.words) == (12, 4, 1)
    assert set(term.forms) == {"coopération", "coopérations"}
    assert term.translations == (("cooperation", 10), ("co-operation", 2))
    assert term.is_varied
    assert term.linked == sum(count for _, count in term.translations)
    both = found["coopération militaire"]
    assert (both.count, both.words, both.translations) == (8, 2, (("military cooperation", 8),))
    assert found["Kidal"].translations == (("Kidal", 8),)


def test_those_that_are_translated_in_several_ways_come_first(corpus: Path) -> None:
    found = list(bilingual.terms(corpus))
    assert [term.term for term in found if term.is_varied] == [found[0].term] == ["coopération"]
    assert [term.keyness for term in found[1:]] == sorted((term.keyness for term in found[1:]), reverse=True)


@pytest.mark.parametrize("sort", ["keyness", "ratio", "frequency", "name"])
def test_terms_are_sorted(corpus: Path, sort: str) -> None:
    found = list(bilingual.terms(corpus, sort=sort, limit=3))
    keys = {
        "keyness": lambda term: -term.keyness,
        "ratio": lambda term: -term.ratio,
        "frequency": lambda term: -term.count,
        "name": lambda term: term.term.casefold(),
    }
    assert len(found) == 3
    assert found == sorted(found, key=keys[sort])


def test_what_is_asked_for_is_given(corpus: Path) -> None:
    assert all(term.count >= 8 for term in bilingual.terms(corpus, least=8))
    assert all(term.words == 1 for term in bilingual.terms(corpus, longest=1))
    assert len(bilingual.terms(corpus, limit=2).terms) == 2
    assert bilingual.terms(corpus, least=1_000).terms == ()


def test_words_are_linked_where_the_corpus_has_no_links(corpus: Path) -> None:
    notes: list[str] = []
    assert bilingual.terms(corpus, sample=3, note=notes.append).sampled == 3
    assert "3 of its segments" in notes[0]
    none = bilingual.terms(corpus, sample=0)
    assert {term.translations for term in none} == {()}


def test_the_links_of_a_corpus_are_used(tmp_path: Path) -> None:
    links = ((0, 2, 0, 8), (3, 14, 9, 20))
    corpus = written(tmp_path / "corpus", ARTICLES, links=links)
    found = bilingual.terms(corpus)
    assert found.sampled is None
    # Where the links say that words are rendered which stand elsewhere, that is what is counted.
    assert ("Military", 4) not in by_name(corpus)["coopération"].translations
    assert by_name(corpus)["coopération"].linked > 0


def test_the_sample_is_of_the_whole_corpus_and_always_the_same(tmp_path: Path) -> None:
    plain = [("La coopération avance.", "Cooperation moves on.")] * 300
    late = [("Le pangolin dort.", "The pangolin sleeps.")] * 3
    corpus = written(tmp_path / "corpus", [("a", "2022", "P", plain), ("b", "2022", "P", late)])
    found = bilingual.terms(corpus, sample=100)
    assert 0 < (found.sampled or 0) <= 100
    linked = {term.term: term.linked for term in found}
    assert linked["pangolin"] > 0
    assert linked["coopération"] > 0
    assert found == bilingual.terms(corpus, sample=100)


NO_TERMS = [
    # Forms of verbs, adverbs, numbers, days, small words of the other language, what refers.
    "déclaré", "affirme", "conformément", "deux ministres", "mercredi", "milliards de dollars", "the", "présent accord",
    "visées au paragraphe", "exercer",
]  # fmt: skip
TERMS = ["marché", "règlement", "ministre", "accord", "obligations visées", "mercure", "salle à manger", "pouvoir"]
SENTENCES = """
    Le ministre a déclaré qu’il affirme le présent accord, conformément au règlement de deux ministres.
    Mercredi, The Times a exercé son pouvoir d’exercer un marché de milliards de dollars.
    Les obligations visées au paragraphe du règlement restent au marché. Le mercure monte dans la salle à manger.
"""


def test_terms_are_nouns_and_what_goes_with_them(tmp_path: Path) -> None:
    lines = [(line.strip(), "Yes.") for line in SENTENCES.strip().splitlines()] * 3
    found = {form.lower() for term in bilingual.terms(written(tmp_path / "c", [("a", "2022", "P", lines)]), sample=0)
             for form in term.forms}  # fmt: skip
    assert not found & set(NO_TERMS)
    assert found >= set(TERMS)


def test_adjectives_are_no_terms_by_themselves(tmp_path: Path) -> None:
    lines = [
        ("La crise économique mondiale est un véritable problème.", "The world economic crisis is a real problem."),
        ("Une nouvelle politique sociale et durable est une question durable.", "A new social policy is lasting."),
        ("Le commerce mondial et la politique économique sont difficiles.", "World trade and policy are difficult."),
        ("Aujourd’hui le rapport de M. Dupont est en première lecture.", "Today the report is in first reading."),
        ("L’Européen parle, grâce à l’aide de deux Européens.", "The European speaks, by help of two Europeans."),
    ] * 3  # fmt: skip
    found = {form.lower() for term in bilingual.terms(written(tmp_path / "c", [("a", "2022", "P", lines)]), sample=0)
             for form in term.forms}  # fmt: skip
    assert found >= {
        "politique",
        "commerce mondial",
        "crise économique mondiale",
        "première lecture",
        "européen",
        "aide",
    }
    none = {"économique", "mondiale", "mondial", "économique mondiale", "véritable", "sociale", "durable", "difficiles",
            "nouvelle", "aujourd’hui", "m. dupont", "grâce à l’aide"}  # fmt: skip
    assert not found & none


def test_a_term_is_named_by_its_singular_where_that_is_there(tmp_path: Path) -> None:
    lines = [("Les chauves-souris volent.", "Bats fly."), ("Deux experts dorment.", "Two experts sleep."),
             ("Les virus tuent les experts.", "The viruses kill the experts.")] * 3  # fmt: skip
    lines += [("La chauve-souris vole. Un expert dort.", "The bat flies. An expert sleeps.")]
    found = {term.term: term for term in bilingual.terms(written(tmp_path / "c", [("a", "2022", "P", lines)]))}
    assert found["expert"].count == 7
    assert found["chauve-souris"].count == 4
    assert found["expert"].target == "expert"


def test_acronyms_that_look_like_small_words_are_translations(tmp_path: Path) -> None:
    lines = [("L’OMS dort.", "The WHO sleeps."), ("Selon l’OMS, il pleut.", "It rains, says the WHO.")] * 3
    found = by_name(written(tmp_path / "c", [("a", "2022", "P", lines)]))
    assert found["OMS"].target in {"WHO", ""}
    assert "who" not in dict(found["OMS"].translations)


def test_what_is_not_sure_is_a_comment_of_the_draft(corpus: Path) -> None:
    from dataclasses import replace

    sure = next(term for term in bilingual.terms(corpus) if term.target)
    unsure = replace(sure, translations=(("eel", 2), ("tightness", 1)), linked=30)
    lines = list(draft.glossary([sure, unsure]))
    assert [line.startswith("# ") for line in lines[2:]] == [False, True]


def test_a_draft_is_a_glossary(corpus: Path, tmp_path: Path) -> None:
    found = bilingual.terms(corpus)
    path = tmp_path / "draft.tsv"
    path.write_text("\n".join([*draft.glossary(found), ""]), encoding="utf-8")
    glossary = Glossary.load(path)
    assert {entry.source: entry.targets for entry in glossary.entries} == {
        term.term: (term.target,) for term in found if term.target
    }
    assert next(entry for entry in glossary.entries if entry.source == "coopération").note == draft.ways(found.terms[0])


def test_a_line_of_a_table_has_all_columns(corpus: Path) -> None:
    for term in bilingual.terms(corpus):
        assert len(draft.cells(term)) == len(draft.COLUMNS)
        assert not set("\t\n") & set("".join(map(escape, draft.cells(term))))


def test_other_languages_and_orders_are_refused(corpus: Path, tmp_path: Path) -> None:
    from dataclasses import replace

    with pytest.raises(UsageError, match="sorted by 'size'"):
        bilingual.terms(corpus, sort="size")
    german = written(tmp_path / "german", ARTICLES[:1], replace(PROVENANCE, source_language="de"))
    with pytest.raises(UsageError, match="German"):
        bilingual.terms(german)
    with pytest.raises(InputError):
        bilingual.terms(tmp_path / "nothing")


def test_counts_are_exact_whatever_fits_into_memory() -> None:
    counts = Counts(lambda thing: thing.removesuffix("s"), most=100)
    for number in range(2_000):
        counts.add([f"rare {number}", "often", f"now and then {number % 10}", "twos" if number == 7 else "two"])
    found = {thing: count for members in counts.families(2) for thing, count in members}
    assert found == {
        "often": 2_000, "two": 1_999, "twos": 1, **{f"now and then {number}": 200 for number in range(10)}
    }  # fmt: skip


@pytest.mark.parametrize("least", [1, 3])
def test_terms_are_the_same_whatever_fits_into_memory(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, least: int
) -> None:
    found = bilingual.terms(corpus, limit=None, least=least)
    monkeypatch.setattr(terms, "Counts", partial(Counts, most=5))
    monkeypatch.setattr(terms, "Usage", partial(Usage, most=2))
    assert bilingual.terms(corpus, limit=None, least=least) == found
    assert found.terms


def test_forms_of_one_term_are_one_family() -> None:
    for forms in (
        ("cours d'eau", "cours d'eaux"), ("français", "française", "françaises"), ("cheval", "chevaux"),
        ("chauve-souris", "chauves-souris"), ("ex-as", "ex-a"), ("directeur", "directrices"), ("process", "proces"),
    ):  # fmt: skip
        assert len(set(map(family, forms))) == 1, forms


def test_the_general_list_is_small_and_names_its_sources() -> None:
    import gzip

    assert FILE.stat().st_size <= 300_000
    head = [line for line in gzip.decompress(FILE.read_bytes()).decode().splitlines() if line.startswith("#")]
    assert sum(line.startswith("# - ") for line in head) == 8
    assert all("(" in line for line in head if line.startswith("# - "))
    assert general().counts["commission"] > 100
    assert general().sizes.keys() == {1, 2, 3}


def test_shards_have_the_terms_of_one_corpus(tmp_path: Path) -> None:
    shards(sources(tmp_path / "in"), tmp_path / "many")
    shutil.copytree(tmp_path / "many", tmp_path / "one")
    gather(tmp_path / "one", ["jsonl"])
    found = bilingual.terms(tmp_path / "many", least=1)
    assert found.terms
    assert found == bilingual.terms(tmp_path / "one", least=1)
