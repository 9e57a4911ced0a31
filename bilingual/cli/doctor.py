"""The command that says whether a build would work here, with what, and how long it would take: doctor."""

from __future__ import annotations

import shutil
import sys
import textwrap
from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.common import DeviceOption, FromOption, ToOption, load_engine, merged, write_line
from bilingual.cli.errors import reports_errors
from bilingual.wording import for_terminal

if TYPE_CHECKING:
    from bilingual.doctor import Finding

_WIDTH = 10

app = typer.Typer()


@app.command()
@reports_errors
def doctor(  # noqa: PLR0913 - a flag each
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="Articles to reckon the time for: files and folders, as build takes them."),
    ] = None,
    *,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Where the corpus would go. Default: output.")] = None,
    source: FromOption = None,
    target: ToOption = None,
    model: Annotated[Path | None, typer.Option(metavar="PATH", help="Argos package that build would be given.")] = None,
    threads: Annotated[int | None, typer.Option(min=0, help="Worker threads; 0 is one for each core.")] = None,
    device: DeviceOption = None,
    memory: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Translation memory that build would use.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON in place of lines.")] = False,
) -> None:
    """Say whether a build would work here, with what, and how long it would take. Measures for three seconds."""
    from bilingual import doctor
    from bilingual.errors import UsageError

    if "-" in (sources or ()):
        raise UsageError("standard input can be read only once", "Name files or folders")
    options = merged(out=out, source=source, target=target, model=model, threads=threads, device=device, memory=memory)
    findings = []
    for finding in doctor.examine(sources or [], options, lambda: load_engine(options)):
        findings.append(finding)
        if not as_json:
            _print(finding)
    problems = [finding.problem for finding in findings if finding.problem]
    if as_json:
        _print_json(findings)
    else:
        count = f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"
        write_line(f"{count}: a build would not work" if problems else "no problem: a build would work")
    if problems:
        raise typer.Exit(problems[0].exit_code)


def _print(finding: Finding) -> None:
    _print_line(finding.name, for_terminal(finding.text))
    if finding.problem:
        _print_line("  PROBLEM", str(finding.problem))
    sys.stdout.flush()


def _print_line(name: str, text: str) -> None:
    """Print a line; in a terminal as a column beside the name, for other programs whole."""
    line = f"{name:{_WIDTH}} {text}"
    if sys.stdout.isatty():
        width = shutil.get_terminal_size().columns
        line = textwrap.fill(line, width, subsequent_indent=" " * (_WIDTH + 1), break_on_hyphens=False)
    write_line(line)


def _print_json(findings: list[Finding]) -> None:
    import json

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
    write_line(json.dumps(record, ensure_ascii=False, indent=2))
