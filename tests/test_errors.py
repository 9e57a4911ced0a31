"""Everything that is raised on purpose says what is wrong and what to do, on one line."""

from __future__ import annotations

import pytest

from bilingual import errors
from bilingual.errors import BilingualError

TREE = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, BilingualError)]


@pytest.mark.parametrize("kind", TREE)
def test_an_error_says_what_to_do(kind: type[BilingualError]) -> None:
    error = kind("no such file 'a\n\x1b[2J'", "Check\tthe path")
    assert str(error) == "no such file 'a �[2J'. Check the path."
    assert (error.message, error.remedy) == ("no such file 'a\n\x1b[2J'", "Check\tthe path")


def test_exit_codes_are_those_of_the_table() -> None:
    table = {
        words[0]: int(words[1])
        for line in str(errors.__doc__).splitlines()
        if (words := line.replace("├──", "").replace("└──", "").split()) and words[0].endswith("Error")
    }
    assert {kind.__name__: kind.exit_code for kind in TREE} == table
