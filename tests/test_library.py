"""The library's face: what ``import bilingual`` gives, and what a user does with it."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import bilingual
from bilingual import errors
from bilingual.corpus.corrections import take
from bilingual.corpus.evaluation import References, evaluate, read_moses, read_parallel, read_table
from bilingual.corpus.export import export
from bilingual.corpus.inspection import inspect
from bilingual.corpus.verify import verify
from bilingual.data import Kind
from tests.support.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_what_is_exported_is_there_and_nothing_else() -> None:
    public = {name for name in dir(bilingual) if not name.startswith("_")}
    assert public == set(bilingual.__all__)
    assert {"__version__", "__doc__", "__all__"} <= set(dir(bilingual))
    assert bilingual.__all__ == sorted(bilingual.__all__)
    for name in bilingual.__all__:
        assert getattr(bilingual, name).__doc__, name
    with pytest.raises(AttributeError, match="module 'bilingual' has no attribute 'alignment_of'"):
        bilingual.alignment_of  # type: ignore[attr-defined] # noqa: B018 - the look is the test


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


def test_strings_work_for_what_is_done_with_a_corpus(articles: Path) -> None:
    bilingual.build([articles], bilingual.Options(out="corpus"), bilingual.FakeEngine())
    done = export("corpus", "tsv, moses,tsv", "exported")
    assert [path.name for path in done.outputs] == ["corpus.tsv", "corpus.fr"]
    assert verify("corpus", print).problems == 0
    Path("edited.tsv").write_text(Path("exported/corpus.tsv").read_text("utf-8").replace("⟨Il", "⟨It"), "utf-8")
    heard: list[object] = []
    assert take("edited.tsv", "corpus", "corpus/.bilingual/memory.sqlite", heard.append).changed == len(heard) == 1
    assert read_table("edited.tsv", ("fr", "en")).by_id["a:2:1"] == "⟨It pleut.⟩"
    assert read_moses("exported/corpus", ("fr", "en")).by_source["Il pleut."] == "⟨Il pleut.⟩"
    Path("parallel.tsv").write_text("Oui.\tYes.\n", encoding="utf-8")
    assert read_parallel("parallel.tsv") == [("Oui.", "Yes.")]
    assert inspect("corpus", 1).segments == 3
    with pytest.raises(bilingual.UsageError, match="unknown format 'doc'"):
        export("corpus", "doc", "exported")
    with pytest.raises(bilingual.UsageError, match=r"one path is no list of corpora. Give it as \['corpus'\]"):
        evaluate("corpus", References())


def test_what_is_no_list_of_sources(articles: Path) -> None:
    engine = bilingual.FakeEngine()
    with pytest.raises(bilingual.UsageError, match=r"one string is no list of sources. Give it as \['articles'\]"):
        bilingual.build(str(articles), engine=engine)
    with pytest.raises(bilingual.UsageError, match=r"one path is no list of sources. Give it as \['articles'\]"):
        bilingual.build(articles, engine=engine)  # type: ignore[arg-type]
    with pytest.raises(bilingual.UsageError, match=r"no sources are named\. Name files or folders, or - for standard"):
        bilingual.build([], engine=engine)


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


def _public() -> dict[str, set[str]]:
    """Return what docs/library.md says one may lean on besides ``import bilingual``, by module."""
    page = (ROOT / "docs" / "library.md").read_text(encoding="utf-8").partition("## What else one may lean on")[2]
    lines = re.findall(r"^- `(bilingual\.[\w.]+)`: (.*)$", page, re.MULTILINE)
    named = {module: set(re.findall(r"`(\w+)`", names)) for module, names in lines}
    data = {name for name in vars(importlib.import_module("bilingual.data")) if not name.startswith("_")}
    return named | {"bilingual": {*bilingual.__all__, "__version__"}, "bilingual.data": data}


def _used(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (module, name) for every name of ours that a script uses."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = {"bilingual": "bilingual"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "bilingual":
            modules |= {alias.asname or alias.name: f"bilingual.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and str(node.module).startswith("bilingual."):
            yield from ((str(node.module), alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            assert not any(alias.name.startswith("bilingual.") for alias in node.names)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            yield modules[node.value.id], node.attr


def test_what_the_page_calls_public_exists() -> None:
    for module, names in _public().items():
        assert names <= {*dir(importlib.import_module(module)), "__version__"}, module
        assert names


@pytest.mark.parametrize("path", sorted((ROOT / "benchmarks").glob("*.py")), ids=lambda path: path.stem)
def test_benchmarks_use_what_is_public_alone(path: Path) -> None:
    public = _public()
    assert [(module, name) for module, name in _used(path) if name not in public.get(module, ())] == []
