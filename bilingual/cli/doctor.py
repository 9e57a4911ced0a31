"""``bilingual doctor``: would a build work here, with what, and how long would it take?"""

from __future__ import annotations

import shutil
import sys
import textwrap
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.errors import ExitCode
from bilingual.cli.flags import (
    DateFieldOption,
    DeviceOption,
    FromOption,
    JsonOption,
    MemoryOption,
    ModelOption,
    OutOption,
    ReadAsOption,
    TextFieldOption,
    ThreadsOption,
    TitleFieldOption,
    ToOption,
)
from bilingual.cli.output import write_json, write_line
from bilingual.cli.settings import load_engine, merged, of_a_run
from bilingual.wording import count, for_terminal

if TYPE_CHECKING:
    from bilingual.doctor import Examined

_WIDTH = 10


def doctor(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE", help="Articles to estimate the time for: files and folders, as build takes them."
        ),
    ] = None,
    *,
    out: OutOption = None,
    source: FromOption = None,
    target: ToOption = None,
    model: ModelOption = None,
    threads: ThreadsOption = None,
    device: DeviceOption = None,
    memory: MemoryOption = None,
    read_as: ReadAsOption = None,
    text_field: TextFieldOption = None,
    title_field: TitleFieldOption = None,
    date_field: DateFieldOption = None,
    as_json: JsonOption = False,
) -> int:
    """Say whether a build would work here, with what, and how fast. Measures for three seconds."""
    flags = of_a_run(locals())
    from bilingual import doctor
    from bilingual.errors import UsageError

    if "-" in (sources or ()):
        raise UsageError("standard input can be read only once", "Name files or folders")
    options = merged(**flags)
    findings = []
    for finding in doctor.examine(sources or [], options, lambda: load_engine(options)):
        findings.append(finding)
        if not as_json:
            _print(finding)
    problems = [finding.problem for finding in findings if finding.problem]
    if as_json:
        _print_json(findings)
    else:
        told = count(len(problems), "problem")
        write_line(f"{told}: a build would not work" if problems else "no problem: a build would work")
    return problems[0].exit_code if problems else ExitCode.DONE


def _print(finding: Examined) -> None:
    _print_line(finding.name, for_terminal(finding.text))
    if finding.problem:
        _print_line("  PROBLEM", str(finding.problem))
    sys.stdout.flush()


def _print_line(name: str, text: str) -> None:
    """Print a line; in a terminal as a column beside the name, for other programs whole."""
    line = f"{name:{_WIDTH}} {text}"
    if sys.stdout is not None and sys.stdout.isatty():
        width = shutil.get_terminal_size().columns
        line = textwrap.fill(line, width, subsequent_indent=" " * (_WIDTH + 1), break_on_hyphens=False)
    write_line(line)


def _print_json(findings: list[Examined]) -> None:
    record: dict[str, object] = {finding.name: {"text": finding.text} | finding.data for finding in findings}
    record["problems"] = [
        {
            "finding": one.name,
            "message": one.problem.message,
            "remedy": one.problem.remedy,
            "exit_code": one.problem.exit_code,
        }
        for one in findings
        if one.problem
    ]
    write_json(record)
