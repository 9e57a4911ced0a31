from __future__ import annotations

from bilingual.formats.html.pictures import HEIGHT, WIDTH, article_lengths, over_time


def test_pictures_stay_in_their_frame_and_lose_nothing() -> None:
    months, lengths = over_time({"1950-01": 2, "2023-12": 7}), article_lengths({1: 3, 11: 1, 400: 2})
    assert months
    assert lengths
    for bar in (*months.bars, *lengths.bars):
        assert bar.x >= 0
        assert bar.x + bar.width <= WIDTH + 0.2
        assert abs(bar.y + bar.height - HEIGHT) < 0.2
    assert (lengths.bars[-1].label, lengths.bars[-1].asks, lengths.bars[-1].count) == (
        "> 120",
        "least=121",
        2,
    )
    assert (months.total, lengths.total) == (9, 6)


def test_many_months_become_years_and_many_years_decades() -> None:
    years = over_time({"1990-05": 1, "1990-06": 1, "2023-12": 7})
    assert years
    assert years.bars[0].asks == "from=1990&to=1990"
    assert (years.unit, years.bars[0].label, years.bars[0].count, len(years.bars)) == ("year", "1990", 2, 34)
    decades = over_time({"1850-05": 1, "2023-12": 7})
    assert decades
    assert (decades.unit, decades.bars[0].label, decades.bars[-1].label) == ("decade", "1850–1859", "2020–2029")
    assert decades.bars[0].asks == "from=1850&to=1859"
    assert over_time({}) is None
    assert over_time({"2023-01": 4}) is None
