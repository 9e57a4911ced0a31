"""Names of formats in a command's help, from the registries of formats."""

from __future__ import annotations

from typing import Any

from bilingual.cli.coercion import PlainCommand


class FormatsInHelp(PlainCommand):
    """A command in whose options' help ``{writers}``, ``{readers}`` and ``{rows}`` stand for the formats there are.

    The registries import every format. So they are asked when someone looks at this command, not when the command line
    is put together, as it is for every other command too.
    """

    _named: bool
    _params: list[Any]

    @property
    def params(self) -> list[Any]:
        """The command's options and arguments."""
        if not self._named:
            self._named = True
            names = _names()
            for parameter in self._params:
                parameter.help = parameter.help.format_map(names)
        return self._params

    @params.setter
    def params(self, params: list[Any]) -> None:
        self._params, self._named = params, False


def _names() -> dict[str, str]:
    from bilingual.formats import ROWS, WRITERS
    from bilingual.readers import READERS

    return {"writers": ", ".join(WRITERS), "rows": ", ".join(ROWS), "readers": ", ".join(READERS)}
