"""What Typer takes long for, done in less: the types of commands' parameters, and what becomes of plain arguments.

Typer has pydantic validate every argument, also a string that is to be one, and importing pydantic takes as long as a
sixth of a small build. Here strings, paths, lists of strings and values that are right already are taken as they stand;
for all else, and for whatever is wrong, Typer is asked.
"""

from __future__ import annotations

import inspect
import os
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from typer import Typer

# What Typer can be told of a path that ours are not: then it has more to do than to make one.
_OF_PATHS = ("exists", "writable", "resolve_path", "allow_dash", "path_type", "parser")


def evaluate_annotations(app: Typer) -> None:
    """Make types of the annotations of all commands, which are text until then: Typer does so four times for each."""
    for command in app.registered_commands:
        if command.callback is not None:
            command.callback.__annotations__ = inspect.get_annotations(command.callback, eval_str=True)
    for group in app.registered_groups:
        if group.typer_instance is not None:
            evaluate_annotations(group.typer_instance)


class PlainCommand(TyperCommand):
    """A command whose plain arguments cost nothing to take."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - Typer's own click has no public name
        """Take the arguments as Typer does, but for plain ones."""
        _take_plainly(self.get_params(ctx))
        return super().parse_args(ctx, args)


class PlainGroup(TyperGroup):
    """A group of commands whose own plain arguments cost nothing to take."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """Take the arguments as Typer does, but for plain ones."""
        _take_plainly(self.get_params(ctx))
        return super().parse_args(ctx, args)


def _take_plainly(parameters: Iterable[Any]) -> None:
    for parameter in parameters:
        # What asks pydantic; versions of Typer that do not, have none.
        if (asked := getattr(parameter, "get_runtime_param", None)) is not None:
            parameter.get_runtime_param = partial(_Plain, parameter, asked)


class _Plain:
    """Stands where Typer has what turns a value into that of a parameter; ``ask`` gives Typer's own."""

    def __init__(self, parameter: Any, ask: Callable[[], Any]) -> None:  # noqa: ANN401
        self._parameter = parameter
        self._ask = ask

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401 - the signature that Typer calls
        """Return the value for the parameter. Raises what Typer raises."""
        descriptor = self._parameter.type_descriptor
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        if is_plain(value, descriptor.annotation, descriptor.parameter_info):
            return Path(value) if descriptor.annotation is Path else value
        return self._ask().coerce(value, param=param, ctx=ctx)


def is_plain(value: object, annotation: object, told: object) -> bool:
    """Whether nothing can be wrong with a value for a parameter of this type, of which Typer was ``told`` more.

    >>> is_plain("a", str, None), is_plain(["a", "b"], list[str], None), is_plain("1", int, None)
    (True, True, False)
    >>> is_plain("no/such/file", Path, None), is_plain(True, bool, None), is_plain("yes", bool, None)
    (True, True, False)
    """
    if getattr(told, "parser", None) is not None:
        return False
    if annotation is Path and isinstance(value, str):
        more = any(getattr(told, name, None) for name in _OF_PATHS)
        # What no path can be is for whoever opens it to tell, in words.
        return not more and ("\0" in value or not os.path.lexists(value) or os.access(value, os.R_OK))
    if annotation == list[str]:
        return isinstance(value, (list, tuple)) and all(type(part) is str for part in value)
    return type(value) is annotation and (annotation in {str, bool} or isinstance(value, Enum))
