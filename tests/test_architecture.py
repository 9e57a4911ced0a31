"""The house: which folder may import which. The picture in docs/architecture.md is made of the same table."""

from __future__ import annotations

import ast
from functools import cache
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

import pytest

import bilingual
from tests.support.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PACKAGE = ROOT / "bilingual"
FACE = PACKAGE / "__init__.py"
# The floors, the top one first. A room imports what stands on a lower floor, never its own or a higher one.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("__main__", "offline"),
    ("cli",),
    ("review",),
    ("corpus", "cluster"),
    ("pipeline", "doctor"),
    ("formats", "engines"),
    ("readers",),
    ("checks", "glossary"),
    ("models", "memory"),
    ("alignment",),
    ("segmentation",),
    ("lexicon",),
    ("records",),
    ("options",),
    ("io",),
    ("data", "languages"),
    ("errors",),
    ("wording",),
    # The version, and the library's face, which imports nothing before it is asked.
    ("__init__",),
)
# What a module names of a higher floor, and never imports: a process of its own does (``io.child``).
CHILDREN = {
    ("models.probe", "engines.tryout"): "a package that crashes or hangs must not take the command with it",
    ("doctor.probe", "offline"): "a whole build has to run where Python's sockets are blocked, which lasts",
}
FLOOR_OF = {room: len(FLOORS) - number for number, floor in enumerate(FLOORS) for room in floor}


def module_of(path: Path) -> str:
    """Return the name of a module within the package: ``checks.numbers`` for its folder's ``__init__``."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


@cache
def imports() -> Mapping[str, frozenset[str]]:
    """Return, by module, the modules of ours that it imports anywhere: within a function, or by name in a string."""
    paths = {module_of(path): path for path in PACKAGE.rglob("*.py")}
    return {
        name: frozenset({*_imported(path, paths), *_named(path, paths)} - _children_of(name) - {name})
        for name, path in paths.items()
    }


def _named(path: Path, known: Mapping[str, Path]) -> Iterator[str]:
    """Yield the modules whose whole names stand in strings: who has the name can import it.

    The folder that a module stands in is left out: it has that imported, and finds its data by the name.
    """
    here = f"{module_of(path)}."
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            _, ours, name = node.value.partition("bilingual.")
            if node.value == ours + name and name in known and not here.startswith(f"{name}."):
                yield name


def _children_of(module: str) -> set[str]:
    return {child for parent, child in CHILDREN if parent == module}


def _imported(path: Path, known: Mapping[str, Path]) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if path == FACE:
        # It tells type checkers what it gives, and imports that when it is asked for it.
        tree.body = [node for node in tree.body if not isinstance(node, ast.If)]
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: an import that counts dots cannot be read as a table"
            base = f"{node.module}."
            if base.startswith("bilingual."):
                inner = base.removeprefix("bilingual.")
                for alias in node.names:
                    found = inner + alias.name if inner + alias.name in known else inner.rstrip(".")
                    yield found or "__init__"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "bilingual":
                    yield alias.name.removeprefix("bilingual").lstrip(".") or "__init__"


def room_of(module: str) -> str:
    """Return the room of a module: its folder, or itself where it stands in the root."""
    return module.partition(".")[0]


def test_every_module_has_a_room_and_the_root_holds_no_others() -> None:
    rooms = {room_of(module) for module in imports()}
    assert rooms == FLOOR_OF.keys()


@pytest.mark.parametrize("module", sorted(imports()))
def test_a_module_imports_from_lower_floors_alone(module: str) -> None:
    room = room_of(module)
    wrong = {
        other for other in imports()[module] if room_of(other) != room and FLOOR_OF[room_of(other)] >= FLOOR_OF[room]
    }
    assert not wrong


def test_what_a_process_of_its_own_runs_is_named_there_and_is_higher() -> None:
    paths = {module_of(path): path for path in PACKAGE.rglob("*.py")}
    for parent, child in CHILDREN:
        assert child in set(_named(paths[parent], paths))
        assert "io.child" in imports()[parent]
        assert FLOOR_OF[room_of(child)] > FLOOR_OF[room_of(parent)]


def test_modules_take_nothing_but_the_version_from_the_face() -> None:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "bilingual":
                modules = {child.stem for child in PACKAGE.iterdir()}
                assert {alias.name for alias in node.names} <= modules | {"__version__"}, path
            elif isinstance(node, ast.Import):
                assert "bilingual" not in {alias.name for alias in node.names}, path


def test_no_circles_of_modules() -> None:
    try:
        list(TopologicalSorter(imports()).static_order())
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_the_table_of_imports() -> None:
    """Print which room imports which (pytest -s shows it); no room but those that are run is asked for by nobody."""
    table: dict[str, set[str]] = {room: set() for floor in FLOORS for room in floor}
    for module, others in imports().items():
        table[room_of(module)] |= {room_of(other) for other in others} - {room_of(module)}
    print()  # noqa: T201 - the table is for whoever runs this test
    for floor in FLOORS:
        for room in floor:
            below = sorted(table[room] - {"__init__"}, key=lambda name: (-FLOOR_OF[name], name))
            print(f"{FLOOR_OF[room]:2} {room:13} → {', '.join(below) or '–'}")  # noqa: T201
    given = {room_of(place.partition(":")[0]) for place in bilingual._PLACES.values()}  # noqa: SLF001 - the face's own table
    assert table.keys() - given.union(*table.values()) == set(FLOORS[0])
