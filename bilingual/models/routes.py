"""Which packages lead from one language to another: one, or two by way of a third, English rather than others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual import models
from bilingual.errors import ModelError, UsageError
from bilingual.languages import english_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bilingual.models import Model

# What the starter translates.
STARTER = ("fr", "en")
_FIRST = "en"


def find(
    explicit: Path | None,
    pair: tuple[str, str],
    note: Callable[[str], None] = lambda _: None,
    *,
    accept_changed: bool = False,
) -> tuple[Model, ...]:
    """Return the packages to use for ``pair``, one or two, in the order of use; ``note`` hears of those passed over.

    A package that translates the pair directly wins over two. ``accept_changed`` is as for ``models.find``. Raises
    ModelError, which names what to install, and UsageError where both languages are the same.
    """
    if pair[0] == pair[1]:
        raise UsageError(f"both languages are '{pair[0]}'", "Name two with --from and --to")
    if explicit is not None:
        return (models.find(explicit, pair, note, accept_changed=accept_changed),)
    known = {candidate.pair for candidate in models.installed() if all(candidate.pair)}
    if pair in known or pair == STARTER:
        return (models.find(None, pair, note, accept_changed=accept_changed),)
    source, target = pair
    for via in between_languages(pair, known | {STARTER})[:1]:
        first, second = (
            models.find(None, step, note, accept_changed=accept_changed) for step in ((source, via), (via, target))
        )
        return first, second
    raise _missing(pair, known | {STARTER})


def between_languages(pair: tuple[str, str], known: set[tuple[str, str]]) -> list[str]:
    """Return the languages that lead from one to the other in two steps, English first, then by code.

    >>> between_languages(("fr", "de"), {("fr", "en"), ("en", "de"), ("fr", "ar"), ("ar", "de"), ("fr", "it")})
    ['en', 'ar']
    """
    source, target = pair
    return sorted(
        {via for start, via in known if start == source and (via, target) in known},
        key=lambda code: (code != _FIRST, code),
    )


def _missing(pair: tuple[str, str], known: set[tuple[str, str]]) -> ModelError:
    source, target = pair
    steps = [] if _FIRST in pair else [step for step in ((source, _FIRST), (_FIRST, target)) if step not in known]
    directly = f"Install one with: bilingual model install {source} {target}"
    around = " and ".join(f"bilingual model install {start} {end}" for start, end in steps)
    there = ", ".join(f"{start} to {end}" for start, end in sorted(known))
    return ModelError(
        f"no translation package leads from {english_name(source)} ({source}) to {english_name(target)} ({target}); "
        f"there {'is' if len(known) == 1 else 'are'} {there}",
        f"{directly}; or go by way of English with: {around}" if around else directly,
    )
