"""What a run can be told, merged once: defaults < ``bilingual.toml`` < environment < flags."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from bilingual.errors import UsageError
from bilingual.io.regular import read_regular
from bilingual.languages import parse_code
from bilingual.wording import why

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

CONFIG = "bilingual.toml"
# What no file of options reaches.
_MOST_BYTES = 1 << 20
# Options that name a place. A file of options may have come with a folder from elsewhere, so that it may name only what
# lies in the folder; whoever wants another place says so.
_PLACES = ("out", "memory", "model", "glossary")
_PREFIX = "BILINGUAL_"
_SWITCHES = {"1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False, "off": False}


# What the options are called outside, where that is no name for a field of Python's.
OUTSIDE = {"source": "from", "target": "to", "read_as": "as"}
DEVICES = ("auto", "cpu", "cuda")
# The formats of sources by the names that their files have.
KINDS = (
    *("txt", "html", "jsonl", "json", "csv", "tsv", "parquet"),
    *("docx", "odt", "rtf", "pdf", "epub", "md", "srt", "vtt", "rss", "warc"),
)
# Where pages have their style and script: each its own, or all of them the same.
ASSETS = ("inline", "shared")
LINE_BREAKS = ("auto", "keep", "join")


def _formats(value: object) -> tuple[str, ...]:
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, (list, tuple)) or not all(isinstance(name, str) for name in names):
        raise ValueError("a list of format names is wanted")
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def _path(value: object) -> Path:
    path = os.fspath(value) if isinstance(value, os.PathLike) else value
    if not isinstance(path, str) or not path or "\0" in path:
        raise ValueError("a path is wanted")
    return Path(path)


def _path_or_none(value: object) -> Path | None:
    return None if value is None else _path(value)


def _between(least: int, most: int) -> Callable[[object], int]:
    def parse(value: object) -> int:
        with contextlib.suppress(ValueError):  # of what is no number
            if isinstance(value, (str, int)) and not isinstance(value, bool) and least <= int(value) <= most:
                return int(value)
        raise ValueError(f"a whole number from {least:,} to {most:,} is wanted")

    return parse


def _device(value: object) -> str:
    if value not in DEVICES:
        raise ValueError(f"{', '.join(DEVICES)} are the devices")
    return str(value)


def _kind(value: object) -> str | None:
    kind = value.lower().removeprefix(".") if isinstance(value, str) else value
    if kind is not None and kind not in KINDS:
        raise ValueError(f"{', '.join(KINDS)} are the kinds of sources")
    return None if kind is None else str(kind)


def _name(value: object) -> str | None:
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise ValueError("the name of a field is wanted")
    return None if value is None else str(value).strip()


def _line_breaks(value: object) -> str:
    if value not in LINE_BREAKS:
        raise ValueError(f"{', '.join(LINE_BREAKS)} are what may be done with line breaks")
    return str(value)


def _assets(value: object) -> str | None:
    if value is not None and value not in ASSETS:
        raise ValueError(f"{', '.join(ASSETS)} are where pages have their style and script")
    return None if value is None else str(value)


def _switch(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if not isinstance(value, str) or value.lower() not in _SWITCHES:
        raise ValueError("yes or no is wanted")
    return _SWITCHES[value.lower()]


Given = TypeVar("Given")
Held = TypeVar("Held")
AnyPath = str | os.PathLike[str]


class _Option(Generic[Given, Held]):
    """An option: its default, and what makes a value of what is given for it, or raises ValueError.

    It is a descriptor-typed field (https://docs.python.org/3/library/dataclasses.html#descriptor-typed-fields), so that
    whatever an option is set with, by hand or by ``dataclasses.replace``, is looked at here and nowhere else.
    """

    def __init__(self, default: Held, parse: Callable[[object], Held]) -> None:
        self._default = default
        self._parse = parse

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, options: Options | None, owner: type) -> Held:
        value: Held = self._default if options is None else vars(options)[self._name]
        return value

    def __set__(self, options: Options, value: Given) -> None:
        vars(options)[self._name] = self.parsed(value, self._name)

    def parsed(self, value: object, name: str) -> Held:
        """Return a value for the option that ``name`` names to a person. Raises UsageError."""
        try:
            return self._parse(value)
        except (TypeError, ValueError) as error:
            raise UsageError(f"'{value}' is no value for {name} ({error})", "Correct it") from error


@dataclass(frozen=True)
class Options:
    """What a run can be told; the help of ``bilingual build`` says what each option does.

    ``read_as`` is how to read sources whose name does not say it, such as ``txt``; ``text_field``, ``title_field`` and
    ``date_field`` are what tables and JSON among them call these, None for the names that are known.
    ``assets`` says where pages have style and script: ``inline``, ``shared``, or None for as the folder has it.
    ``source`` and ``target`` are language codes (see ``languages.py``). Paths may be given as strings, ``formats`` also
    as one string with commas. A ``model`` or ``memory`` of None is the one that a build finds by itself. ``beam`` is in
    hypotheses, ``batch_tokens`` in source tokens, and ``threads`` of 0 means all available cores. Frozen: others are
    made by ``dataclasses.replace``.

    Raises UsageError for an impossible value.

    >>> Options(out="corpus", formats="jsonl, tmx").formats
    ('jsonl', 'tmx')
    >>> Options(beam=0)
    Traceback (most recent call last):
    bilingual.errors.UsageError: '0' is no value for beam (a whole number from 1 to 100 is wanted). Correct it.
    """

    source: _Option[str, str] = _Option("fr", parse_code)
    target: _Option[str, str] = _Option("en", parse_code)
    out: _Option[AnyPath, Path] = _Option(Path("output"), _path)
    model: _Option[AnyPath | None, Path | None] = _Option(None, _path_or_none)
    memory: _Option[AnyPath | None, Path | None] = _Option(None, _path_or_none)
    formats: _Option[str | Sequence[str], tuple[str, ...]] = _Option(("jsonl", "html"), _formats)
    beam: _Option[int, int] = _Option(4, _between(1, 100))  # Argos's own
    threads: _Option[int, int] = _Option(0, _between(0, 1_000))
    # benchmarks/throughput.py measures what other sizes bring.
    batch_tokens: _Option[int, int] = _Option(512, _between(1, 1_000_000))
    device: _Option[str, str] = _Option("auto", _device)
    repair: _Option[bool, bool] = _Option(True, _switch)  # noqa: FBT003 - the default of a switch
    glossary: _Option[AnyPath | None, Path | None] = _Option(None, _path_or_none)
    same_arithmetic: _Option[bool, bool] = _Option(False, _switch)  # noqa: FBT003 - the default of a switch
    read_as: _Option[str | None, str | None] = _Option(None, _kind)
    text_field: _Option[str | None, str | None] = _Option(None, _name)
    title_field: _Option[str | None, str | None] = _Option(None, _name)
    date_field: _Option[str | None, str | None] = _Option(None, _name)
    line_breaks: _Option[str, str] = _Option("auto", _line_breaks)
    words: _Option[bool, bool] = _Option(False, _switch)  # noqa: FBT003 - the default of a switch
    attention: _Option[bool, bool] = _Option(False, _switch)  # noqa: FBT003 - the default of a switch
    assets: _Option[str | None, str | None] = _Option(None, _assets)

    @property
    def pair(self) -> tuple[str, str]:
        """The codes of source and target language."""
        return self.source, self.target


def merge(flags: Mapping[str, object], environment: Mapping[str, str], config: Path = Path(CONFIG)) -> Options:
    """Return the options of a run. Raises UsageError for an unknown name or an impossible value.

    ``flags`` maps option names to what the command line gave, None where it gave nothing; ``environment`` is searched
    for BILINGUAL_OUT and so on; ``config`` is a TOML file with the same names in lower case, which need not exist, and
    which may name only places in its folder. Outside, the languages are called ``from`` and ``to``.
    """
    names = {OUTSIDE.get(field.name, field.name): field.name for field in fields(Options)}
    in_file = _read(config, list(names))
    # Each with how a person would name an option there.
    layers: list[tuple[Callable[[str], str], Mapping[str, object]]] = [
        (lambda name: f"{name} in '{config}'", {names[outside]: value for outside, value in in_file.items()}),
        (variable, {name: environment.get(variable(out)) or None for out, name in names.items()}),
        (lambda name: f"--{name.replace('_', '-')}", flags),
    ]
    options = Options()
    by_hand = {name for _, layer in layers[1:] for name, value in layer.items() if value is not None}
    for called, layer in layers:
        for name, value in layer.items():
            if value is not None:
                option: _Option[object, object] = vars(Options)[name]
                parsed = option.parsed(value, called(OUTSIDE.get(name, name)))
                if name in _PLACES and name not in by_hand:
                    _refuse_outside(config, name, parsed)
                options = replace(options, **{name: parsed})  # type: ignore[arg-type]
    return options


def variable(name: str) -> str:
    """Return the environment variable that sets an option, given by the name that it has outside.

    >>> variable("from"), variable("batch_tokens")
    ('BILINGUAL_FROM', 'BILINGUAL_BATCH_TOKENS')
    """
    return _PREFIX + name.upper()


def _refuse_outside(config: Path, name: str, path: object) -> None:
    """Raise UsageError where a file of options names a place that is not in its own folder, or is so by a link."""
    folder = config.parent
    try:
        within = ":/" not in str(path) and (folder / str(path)).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links in a circle
        within = False
    if not within:
        raise UsageError(
            f"'{config}' names for {name} a place outside its folder, '{path}'",
            f"Name it with --{name}, or in the environment as {variable(name)}, if it is what you want",
        )


def _read(config: Path, names: list[str]) -> dict[str, Any]:
    import tomllib  # most commands' help needs none

    try:
        table = tomllib.loads(read_regular(config, _MOST_BYTES).decode())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"'{config}' cannot be read ({why(error)})", "Correct or remove it") from error
    if unknown := sorted(set(table) - set(names)):
        raise UsageError(f"'{config}' names an unknown option '{unknown[0]}'", f"Use {', '.join(names)}")
    return table
