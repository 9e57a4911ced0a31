"""The library's face: what ``import bilingual`` gives, and what a user does with it."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import bilingual
from bilingual import errors
from bilingual.data import Kind


def test_what_is_exported_is_there_and_nothing_else() -> None:
    public = {name for name in dir(bilingual) if not name.startswith("_")}
    modules = {path.stem for path in Path(bilingual.__file__).parent.iterdir()}
    assert public - modules - {"TYPE_CHECKING", "annotations", "importlib"} == set(bilingual.__all__)
    assert bilingual.__all__ == sorted(bilingual.__all__)
    for name in bilingual.__all__:
        assert getattr(bilingual, name).__doc__, name
    with pytest.raises(AttributeError, match="module 'bilingual' has no attribute 'align'"):
        bilingual.align  # type: ignore[attr-defined] # noqa: B018 - the look is the test


def test_all_errors_are_exported() -> None:
    ours = {name for name, value in vars(errors).items() if isinstance(value, type)}
    assert ours <= set(bilingual.__all__)


def test_type_checkers_are_told_what_a_program_gets() -> None:
    tree = ast.parse(Path(bilingual.__file__).read_text(encoding="utf-8"))
    told = {
        alias.asname or alias.name: getattr(importlib.import_module(str(node.module)), alias.name)
        for block in tree.body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert told == {name: getattr(bilingual, name) for name in bilingual.__all__}
    assert Path(bilingual.__file__).with_name("py.typed").is_file()


def test_importing_it_imports_nothing_of_ours() -> None:
    code = (
        "import sys, bilingual; print([name for name in sys.modules if name.startswith('bilingual')], dir(bilingual))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("['bilingual'] ")
    assert "translate" in done.stdout


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder named ``articles`` in the current one."""
    monkeypatch.chdir(tmp_path)
    folder = Path("articles")
    folder.mkdir()
    (folder / "a.txt").write_text("Un titre\n\nIl pleut. Elle lit un livre.\n", encoding="utf-8")
    return folder


def test_strings_work_where_paths_are_wanted(articles: Path) -> None:
    engine = bilingual.FakeEngine()
    report = bilingual.build(["articles/"], bilingual.Options(out="corpus", memory="kept.sqlite"), engine)
    assert (report.articles, report.segments, report.terms) == (1, 3, 0)
    for folder in ("corpus", Path("corpus")):
        [(article, pairs)] = bilingual.Corpus(folder)
        assert (article.id, [pair.segment.kind for pair in pairs]) == ("a", [Kind.HEADLINE, Kind.BODY, Kind.BODY])
        assert pairs[1].translation.text == "⟨Il pleut.⟩"
    with bilingual.Memory("kept.sqlite") as memory:
        assert {entry.source for entry in memory.entries()} == {"Un titre", "Il pleut.", "Elle lit un livre."}
    with bilingual.Memory("deep/new.sqlite") as memory:
        assert list(memory.entries()) == []
    assert bilingual.build([articles], bilingual.Options(out="again"), engine).segments == 3
    Path("terms.tsv").write_text("livre\tbook\n", encoding="utf-8")
    assert [term.text for term in bilingual.Glossary.load("terms.tsv").terms("Un livre.")] == ["livre"]


def test_one_string_is_no_list_of_sources(articles: Path) -> None:
    with pytest.raises(bilingual.UsageError, match=r"one string is no list of sources. Give it as \['articles'\]"):
        bilingual.build(str(articles), engine=bilingual.FakeEngine())


def test_a_text_has_sentences_in_a_language() -> None:
    assert bilingual.sentences("Il pleut. Elle lit.\nFin") == ["Il pleut.", "Elle lit.", "Fin"]
    assert bilingual.sentences("Es regnet. Sie liest.", "DE") == ["Es regnet.", "Sie liest."]
    with pytest.raises(bilingual.UsageError, match="'German' is no value for source \\(write de\\)"):
        bilingual.sentences("Es regnet.", "German")


@pytest.mark.model
def test_without_an_engine_the_one_of_the_options_is_loaded(articles: Path) -> None:
    [made] = bilingual.translate(["La Russie soutient le Mali."])
    assert {"Russia", "Mali"} <= set(made.text.rstrip(".").split())
    assert made.score is not None
    assert made.score < 0
    Path("terms.tsv").write_text("livre\tnovel\n", encoding="utf-8")
    options = bilingual.Options(out="corpus", glossary="terms.tsv", threads=1)
    report = bilingual.build([articles], options)
    assert (report.terms, report.terms_kept) == (1, 1)
    engine = bilingual.load_engine(options)
    assert engine.glossary is not None
    assert engine.provenance.glossary == engine.glossary.sha256
    assert bilingual.build([articles], options, engine).reused == 3
