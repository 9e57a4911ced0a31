"""The documents say what the program does: commands, options, formats, fields, flags and bands, all of them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest
import typer.main

from bilingual import errors, options
from bilingual.checks import CHECKS
from bilingual.checks.confidence.bands import BANDS
from bilingual.cli import app
from bilingual.data import Provenance, Step
from bilingual.formats import WRITERS
from bilingual.readers import READERS
from bilingual.records import LATE_FIELDS, LATE_GROUPS
from tests.support import bitexts
from tests.support.docs import code_lines, first_cells, page, section
from tests.support.places import SEEDS
from tests.test_architecture import FLOORS

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
COMMANDS_PAGE = "docs/commands.md"
FORMATS_PAGE = "docs/formats.md"
TRUST_PAGE = "docs/trust.md"
MOST_BYTES_OF_README = 10 * 1024


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_explained(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    assert f"bilingual {name}" in section(COMMANDS_PAGE, f"## bilingual {name}")
    for parameter in command.params:
        if parameter.name != "help":
            assert parameter.help, f"{name} {parameter.name} has no help"


@pytest.mark.parametrize("group", [name for name, command in COMMANDS.items() if hasattr(command, "commands")])
def test_every_command_of_a_group_is_explained(group: str) -> None:
    for name, command in COMMANDS[group].commands.items():
        assert command.help
        assert re.search(rf"`bilingual {group} {name}[ `]", section(COMMANDS_PAGE, f"### bilingual {group} {name}"))
        assert all(parameter.help for parameter in command.params if parameter.name != "help")


def test_every_option_of_build_is_explained() -> None:
    text = section(COMMANDS_PAGE, "## bilingual build")
    for parameter in COMMANDS["build"].params:
        for flag in parameter.opts:
            if flag.startswith("--") and flag != "--help":
                assert re.search(f"`{flag}[ `,]", text), f"{flag} is not explained"
    for name in options.Options.__dataclass_fields__:
        assert f"`BILINGUAL_{options.OUTSIDE.get(name, name).upper()}`" in text


def test_the_help_states_the_defaults_that_hold() -> None:
    for parameter in COMMANDS["build"].params:
        stated = re.search(r"Default: (\S+)\.$", parameter.help)
        default = getattr(options.Options(), parameter.name, None)
        if stated and isinstance(default, (str, tuple)):
            assert stated[1] == (default if isinstance(default, str) else ",".join(default))


def test_every_exit_code_is_explained() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    text = section(COMMANDS_PAGE, "## Exit codes")
    assert [kind for kind in kinds if f"\n| {getattr(kind, 'exit_code', '')} |" not in text] == []


def test_every_format_is_explained() -> None:
    assert sorted(first_cells(section(FORMATS_PAGE, "## Exports"))) == sorted(WRITERS)
    assert [name for name in bitexts.FILES.values() if f"`{name}`" not in section(FORMATS_PAGE, "## Exports")] == []


def test_every_kind_of_source_is_explained() -> None:
    assert {f"*{suffix}" for suffix in READERS} <= set(first_cells(section(FORMATS_PAGE, "## What is read")))


def _written(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a line of bitext.jsonl and one of articles.jsonl."""
    bitexts.write(folder, bitexts.tricky(), "jsonl")
    segment, article = (
        json.loads((folder / name).read_text(encoding="utf-8").split("\n")[0])
        for name in ("bitext.jsonl", "articles.jsonl")
    )
    return segment, article


def test_every_field_of_a_segment_is_explained_and_no_other(tmp_path: Path) -> None:
    # Only some corpora have the last ones.
    wanted = [*_written(tmp_path)[0], *LATE_FIELDS]
    assert sorted(first_cells(section(FORMATS_PAGE, "## The record"))) == sorted(wanted)


def test_every_field_of_an_article_is_explained_and_no_other(tmp_path: Path) -> None:
    explained = first_cells(section(FORMATS_PAGE, "## The articles"))
    article = _written(tmp_path)[1]
    assert sorted(explained) == sorted(
        [*article, *(name for names in LATE_GROUPS for name in names), *(field.name for field in fields(Provenance))]
    )
    assert article["provenance"].keys() < set(explained)
    row = next(line for line in section(FORMATS_PAGE, "## The articles").splitlines() if line.startswith("| `steps`"))
    assert [field.name for field in fields(Step) if f"`{field.name}`" not in row] == []


@pytest.mark.parametrize("name", ["README.md", FORMATS_PAGE])
def test_the_record_that_is_shown_is_one(tmp_path: Path, name: str) -> None:
    lines = list(code_lines(name))
    first = next(number for number, line in enumerate(lines) if line.startswith('{"id"'))
    record = json.loads("".join(lines[first : first + 4]))
    assert list(record) == [*_written(tmp_path)[0], "trust"]  # which the engine of tests does not reckon
    assert record["id"] == f"{record['article']}:{record['paragraph']}:{record['sentence']}"
    text = (SEEDS / f"{record['article']}.txt").read_text(encoding="utf-8")
    assert text[record["start"] : record["end"]] == record["translation"]["fr"]


def test_the_readme_is_short() -> None:
    assert len(page("README.md").encode()) <= MOST_BYTES_OF_README


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, contextlib, io\n"
        "sys.argv = ['bilingual', 'build', '--help']\n"
        "from bilingual.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit): main()\n"
        "heavy = {'ctranslate2', 'sentencepiece', 'nupunkt', 'jinja2', 'argostranslate', 'numpy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_every_flag_is_explained() -> None:
    text = section(TRUST_PAGE, "## Flags")
    assert [code for code in CHECKS if f"`{code}`" not in text] == []
    assert set(first_cells(text)) <= CHECKS.keys()


def test_the_bands_in_the_documents_are_those_of_the_program() -> None:
    text = section(TRUST_PAGE, "## Bands")
    readme = " ".join(section("README.md", "## What to trust").split())
    for band in BANDS:
        row = next(line for line in text.splitlines() if line.startswith(f"| {band.name} |"))
        share = f"{band.bad_share:.0%}".replace("%", " %")
        assert row.endswith(f"| {share} |")
        assert f"{band.from_:.2f}" in row or band is BANDS[-1]
        assert f'"{band.name}" ({share}' in readme


def test_the_picture_of_the_house_is_that_of_the_floors() -> None:
    rooms = re.findall(r"^( *\d+|  ) +(\w+)/? +\S", page("docs/architecture.md"), re.MULTILINE)
    drawn: list[tuple[int, list[str]]] = []
    for number, room in rooms:
        if number.strip():
            drawn.append((int(number), [room]))
        else:
            drawn[-1][1].append(room)
    floors = [(len(FLOORS) - above, list(rooms)) for above, rooms in enumerate(FLOORS)]
    assert drawn == floors, (
        "mend the picture in docs/architecture.md: a line a room, the number on the first of a floor"
    )
