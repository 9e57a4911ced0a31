"""Cases as data: what a case says of itself besides what goes in and what is to come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping


def expected_failure(case: Mapping[str, object]) -> list[pytest.MarkDecorator]:
    """Return the marks of a case that fails, none for others; should it pass one day, the data must say so.

    ``limit`` gives the reason where rules of this kind cannot tell, ``xfail`` where they are still to be mended. The
    former are marked ``limit`` as well: ``-m limit`` runs them alone.
    """
    assert not {"limit", "xfail"} <= case.keys()
    if "limit" in case:
        return [pytest.mark.limit, pytest.mark.xfail(reason=f"a limit: {case['limit']}", strict=True)]
    return [pytest.mark.xfail(reason=f"to be mended: {case['xfail']}", strict=True)] if "xfail" in case else []
