"""What commands print that find many of a thing: a table for people, or rows for programs."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from bilingual.cli.output import json_lines, write_line
from bilingual.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Found = TypeVar("Found")


class Shape(StrEnum):
    """What is printed."""

    TABLE = "table"
    TSV = "tsv"
    JSONL = "jsonl"
    GLOSSARY = "glossary"


# What every command prints that has rows.
SHAPES = (Shape.TABLE, Shape.TSV, Shape.JSONL)


def shape(*allowed: Shape) -> Callable[[str], Shape]:
    """Return what makes one of these shapes of a flag's value. It raises typer.BadParameter for any other.

    >>> shape(*SHAPES)("tsv")
    <Shape.TSV: 'tsv'>
    """

    def parse(value: str) -> Shape:
        if value not in allowed:
            raise typer.BadParameter(f"'{shortened(value)}' is not one of {', '.join(allowed)}")
        return Shape(value)

    return parse


def print_rows(
    to: Shape,
    found: Iterable[Found],
    header: Sequence[str],
    cells: Callable[[Found], Iterable[str]],
    record: Callable[[Found], dict[str, Any]],
) -> None:
    """Print what was found: the record of each as a line of JSON, or a header and the cells of each, tabs between."""
    if to is Shape.JSONL:
        writer = json_lines()
        for one in found:
            writer.write(record(one))
        return
    from bilingual.formats.tsv import escape

    write_line("\t".join(header))
    for one in found:
        write_line("\t".join(map(escape, cells(one))))
