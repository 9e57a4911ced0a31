from __future__ import annotations

import pytest
from hypothesis import given

from bilingual.segmentation import glued_heading, reading_time_prefix
from tests.support.sentences import texts


@given(texts)
def test_prefixes_lie_within_the_line(text: str) -> None:
    heading = glued_heading(text)
    assert heading is None or 0 < heading < len(text)
    reading_time = reading_time_prefix(text)
    assert reading_time is None or (reading_time[0] >= 0 and 0 < reading_time[1] <= len(text))


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("Un accord “juste et durable”Alors que la trêve tient, rien ne change.", 28),
        ('Une "trahison"Après le vote, la majorité se divise.', 14),
        ("La Chine investitLe port de Kribi sera agrandi dès mars.", 17),
        ("La Chine investit dans le port de Kribi. “Enfin”Le maire applaudit.", None),
        ("Il a rejoint YouTube puis TotalEnergies avant de partir.", None),
        ("Le “Monde” a publié un article sur la trêve.", None),
        ("Une “trahison”Oui", None),
        ("", None),
    ],
)
def test_glued_heading(line: str, end: int | None) -> None:
    assert glued_heading(line) == end


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("2 minutesUne coopération renforcée", (2, 9)),
        ("2 min", (2, 5)),
        ("3 mn ", (3, 4)),
        ("Temps de lecture : 4 minutes", (4, 28)),
        ("Temps de lecture estimé : 4 minutes", (4, 35)),
        ("Lecture\u00a0: 3 minLe Sénat vote.", (3, 15)),
        ("12 min de lecture", (12, 17)),
        ("5 min de lecture« Enfin ! »", (5, 16)),
        ("5 minutes plus tard, il revint.", None),
        ("5 minutes Chrono, le film", None),
        ("Lecture du texte en 3 minutes", None),
        ("", None),
    ],
)
def test_reading_time_prefix(line: str, found: tuple[int, int] | None) -> None:
    assert reading_time_prefix(line) == found
