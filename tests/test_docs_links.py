"""What the documents point at is there: pages, pictures, headings, and files of the project that anything mentions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.docs import PAGES, anchors, page
from tests.support.places import ROOT

_LINK = re.compile(r"\]\((?!https?://)(?P<path>[^)#]*)(?:#(?P<anchor>[^)]*))?\)")
# A file of ours, named from the root of the project.
_FILE = re.compile(
    r"(?<![\w/.-])(?:bilingual|tests|benchmarks|tools|docs|seeds)/[\w./-]*\.(?:py|md|tsv|json|gz|js|css|j2)\b"
)
# Files whose comments name others.
_SPEAKING = frozenset({".py", ".js", ".css", ".j2"})
SOURCES = [
    path.relative_to(ROOT).as_posix()
    for path in (
        *(ROOT / name for name in (*PAGES, "Makefile", "pyproject.toml", ".ci/run", ".pre-commit-config.yaml")),
        ROOT / "hatch_build.py",
        *(
            file
            for folder in ("bilingual", "benchmarks", "tools", "tests")
            for file in sorted((ROOT / folder).rglob("*"))
            if file.suffix in _SPEAKING and "node_modules" not in file.parts
        ),
    )
]


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    for link in _LINK.finditer(page(name)):
        target = (ROOT / name).parent / link["path"] if link["path"] else ROOT / name
        assert target.exists(), f"{link[0]}: no such file"
        if link["anchor"]:
            assert link["anchor"] in anchors(target.resolve().relative_to(ROOT).as_posix()), (
                f"{link[0]}: no such heading"
            )


@pytest.mark.parametrize("name", [name for name in PAGES if Path(name).parent == Path("docs")])
def test_every_page_is_one_click_away(name: str) -> None:
    assert f"]({name})" in page("README.md")


def test_files_that_are_mentioned_exist() -> None:
    mentions = ((name, path) for name in SOURCES for path in _FILE.findall(page(name)))
    assert [f"{name}: {path}" for name, path in mentions if not (ROOT / path).is_file()] == []
