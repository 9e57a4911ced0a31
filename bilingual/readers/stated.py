"""What a row states of its article besides the text, fact by fact; what cannot be read is left out and noted."""

from __future__ import annotations

import re
import reprlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from bilingual.readers import facts, written_dates
from bilingual.readers.fields import Fields, Row, candidates
from bilingual.wording import printable, shortened

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

# How a file is named in our own articles, where other programs name a publisher or an address.
_FILE = re.compile(
    r"[/\\]|\.(?:txt|jsonl|ndjson|json|html?|csv|tsv|parquet|pdf|docx?|xml)(?:\.gz|\.zst)?(?::\d+)?$", re.IGNORECASE
)


@dataclass(slots=True)
class Stated:
    """What a row says of its article, and notes of what it says in vain."""

    row: Row
    fields: Fields
    notes: list[str] = field(default_factory=list)

    def first(self, fact: str, take: Callable[[Any], T | None]) -> T | None:
        """Return the first value for a fact that can be taken, None where there is none; what cannot be is noted."""
        failed: list[str] = []
        for name, value in candidates(self.row, fact, self.fields):
            try:
                if (taken := take(value)) is not None:
                    return taken
            except (facts.NoNameError, written_dates.NoDateError) as error:
                said = f"{printable(shortened(name))} '{_shown(value)}' {error}"
                failed.append(f"has no {fact} that can be read ({said})")
        self.notes += failed[:1]
        if (
            not failed
            and (named := self.fields.named(fact))
            and next(candidates(self.row, fact, self.fields), None) is None
        ):
            self.notes.append(f"has no field '{named}'")
        return None


def _shown(value: object) -> str:
    # Of what is nested, the beginning.
    return printable(shortened(value if isinstance(value, str) else reprlib.repr(value)))


def title_of(value: Any) -> str | None:  # noqa: ANN401
    """Return a title."""
    return facts.name_of(value)


def publisher_of(value: Any) -> str | None:  # noqa: ANN401
    """Return a publisher's name; addresses and files are none, as ``source`` may be anything."""
    name = facts.name_of(value)
    if name is None or facts.address_of(name) or _FILE.search(name):
        return None
    return name


def site_of(value: Any) -> str | None:  # noqa: ANN401
    """Return a site as it is called, or the host of its address."""
    if (address := facts.address_of(value)) is not None:
        return facts.host_of(address) if facts.is_home(address) else None
    return facts.name_of(value)


def section_of(value: Any) -> str | None:  # noqa: ANN401
    """Return a section's name; a number is that of a section in some program."""
    if next((item for item in (value if isinstance(value, list) else [value]) if isinstance(item, (int, float))), None):
        raise facts.NoNameError("is no name")
    return facts.name_of(value)


def url_of(value: Any) -> str | None:  # noqa: ANN401
    """Return an address, None for that of a home page."""
    address = facts.address_of(value)
    return None if address is None or facts.is_home(address) else address


def license_of(value: Any) -> str | None:  # noqa: ANN401
    """Return a licence by its address, or by its name."""
    return facts.address_of(value) or facts.name_of(value)
