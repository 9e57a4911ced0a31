"""Renew the tables of docs/commands.md from the command line itself; the prose around them is written by hand.

    python tools/commands.py

What is made stands between ``<!-- bilingual NAME -->`` and ``<!-- end -->``, in the section of the command of that
name; the table of all commands stands at ``<!-- bilingual -->``, in the order of the sections.
"""

from __future__ import annotations

import re
from dataclasses import fields
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer.main

from bilingual.cli import app
from bilingual.options import OUTSIDE, Options, variable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
# What is called like an option of a run and is another one.
UNRELATED = {("export", "out"), ("model list", "source"), ("model list", "target")}
# What is an option of a run under another name.
RENAMED = {
    ("check", "output"): "out",
    ("export", "output"): "out",
    ("gather", "output"): "out",
    ("import", "corpus"): "out",
    ("read", "output"): "out",
    ("stats", "output"): "out",
    ("verify", "output"): "out",
    ("memory export", "file"): "memory",
    ("memory stats", "file"): "memory",
    ("memory vacuum", "file"): "memory",
}
_BLOCK = re.compile(r"(?<=<!-- bilingual)(?P<name>[ a-z]*) -->\n.*?(?=<!-- end -->)", re.DOTALL)
_STATED = re.compile(r"(?P<meaning>.*?) ?Default: (?P<default>.*)\.", re.DOTALL)
_BAR = r"\|"  # as a cell of a table has it
_OPTIONS = {field.name: field.default for field in fields(Options)}


def commands() -> dict[str, Any]:
    """Return Typer's commands by what one types behind ``bilingual``: ``build``, ``model list``."""
    return dict(_leaves("", typer.main.get_command(app)))


def _leaves(name: str, command: Any) -> Iterable[tuple[str, Any]]:  # noqa: ANN401 - Typer's own classes, which it hides
    if (inner := getattr(command, "commands", None)) is None:
        yield name, command
        return
    for word, below in inner.items():
        yield from _leaves(f"{name} {word}".strip(), below)


def renew(page: str, known: Mapping[str, Any]) -> str:
    """Return the page with all that is made of ``known`` made anew. Raises ValueError for a section too few or many."""
    sections = [name for found in _BLOCK.finditer(page) if (name := found["name"].strip())]
    if sorted(sections) != sorted(known):
        odd = sorted(set(sections) ^ set(known)) or sections
        raise ValueError(f"one section a command is wanted; look at {', '.join(odd)}")

    def block(found: re.Match[str]) -> str:
        name = found["name"].strip()
        made = explain(name, known[name]) if name else overview({name: known[name] for name in sections})
        return f"{found['name']} -->\n\n{made}\n\n"

    return _BLOCK.sub(block, page)


def overview(known: Mapping[str, Any]) -> str:
    """Return a table of all commands, each with a link to its section and its help."""
    rows = ((f"[`bilingual {name}`](#bilingual-{name.replace(' ', '-')})", known[name].help) for name in known)
    return _table(("command", "what it does"), rows)


def explain(name: str, command: Any) -> str:  # noqa: ANN401
    """Return how one writes a command, its help, and a table of its arguments and options."""
    parameters = [parameter for parameter in command.params if parameter.name != "help" and not parameter.hidden]
    arguments = [_name(parameter) for parameter in parameters if parameter.param_type_name == "argument"]
    options = ["[OPTIONS]"] if len(arguments) < len(parameters) else []
    lines = [f"    bilingual {' '.join([name, *options, *arguments])}", " ".join(command.help.split())]
    rows = [(f"`{_name(one)}`", *_meaning(name, one), _variable(name, one)) for one in parameters]
    if rows:
        lines.append(_table(("argument or option", "meaning", "default", "environment"), rows))
    return "\n\n".join(lines)


def _name(parameter: Any) -> str:  # noqa: ANN401
    """Return how a parameter is written: ``[SOURCES…]``, ``--out, -o DIR``, ``--repair / --no-repair``."""
    if parameter.param_type_name == "argument":
        name = parameter.metavar + ("…" if parameter.nargs == -1 else "")
        return name if parameter.required else f"[{name}]"
    names = ", ".join(parameter.opts) + "".join(f" / {name}" for name in parameter.secondary_opts)
    return names if parameter.is_flag else f"{names} {parameter.metavar}"


def _meaning(command: str, parameter: Any) -> tuple[str, str]:  # noqa: ANN401
    """Return a parameter's help, and its default: as the help states it, else as the code has it."""
    meaning = " ".join(parameter.help.split())
    if parameter.required:
        return meaning, "needed"
    if stated := _STATED.fullmatch(meaning):
        return stated["meaning"], stated["default"]
    option = _option(command, parameter)
    return meaning, _in_words(_OPTIONS[option] if option else parameter.default)


def _in_words(default: object) -> str:
    """Return a default as one would type it; nothing where there is none, or a flag is not set."""
    if isinstance(default, Enum):
        return str(default.value)
    if isinstance(default, (tuple, list)):
        return ",".join(map(str, default))
    return "" if default is None or default is False else "yes" if default is True else str(default)


def _option(command: str, parameter: Any) -> str | None:  # noqa: ANN401
    """Return the option of a run that a parameter sets, if it does."""
    if (command, parameter.name) in UNRELATED:
        return None
    name = RENAMED.get((command, parameter.name), parameter.name)
    return name if name in _OPTIONS else None


def _variable(command: str, parameter: Any) -> str:  # noqa: ANN401
    """Return the environment variable that sets the same, in backticks; nothing where there is none."""
    option = _option(command, parameter)
    return f"`{variable(OUTSIDE.get(option, option))}`" if option else ""


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    lines += (f"| {' | '.join(' '.join(cell.split()).replace('|', _BAR) for cell in row)} |" for row in rows)
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(renew(PAGE.read_text(encoding="utf-8"), commands()), encoding="utf-8")
