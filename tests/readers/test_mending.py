"""What is put right before a text is read, and what is left as it stands."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.data import Article
from bilingual.errors import InputError
from bilingual.io.source import Source
from bilingual.readers import jsonl, text
from bilingual.readers.mending import Mended, mend

if TYPE_CHECKING:
    from pathlib import Path

MOJIBAKE = "Les élus de la côte ont voté hier, à l’unanimité : « Où va-t-on ? » Le cœur, 5 €, n° 3, ÉTÉ, Noël, août."


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
@pytest.mark.parametrize("times", [1, 2])
def test_mojibake_is_mended_and_said(wrong: str, times: int) -> None:
    garbled = MOJIBAKE.replace("à ", "a ").replace("É", "E")  # bytes that Windows-1252 does not have
    expected = garbled
    for _ in range(times):
        garbled = garbled.encode().decode(wrong)
    mended = mend(garbled)
    assert (mended.text, mended.mojibake) == (expected, True)
    assert mended.encoding("utf-8") == "utf-8 (mojibake mended by ftfy)"
    assert len(mended.notes) == 1


@pytest.mark.parametrize(
    "sound",
    [
        MOJIBAKE,
        "Âgé de 40 ans, CHÂTEAU, GRÂCE À L'ÎLE, PÂTÉ, Åland et Ñandú.",
        "Il écrit « Ã© » au lieu de « é ».",
        "R&D, AT&T ; &co; &inconnue; 5 < 6 & 7 > 6",
        "São Paulo, NÃO, Ærø, Łódź",
        "Привет, 中文, ελληνικά √2",
        "<p>L&eacute;g&egrave;re</p>",
    ],
)
def test_what_is_right_stays_as_it_stands(sound: str) -> None:
    assert mend(sound).text == sound
    assert mend(sound).notes == ()


def test_one_line_may_be_mojibake_among_others() -> None:
    assert mend("L'été.\nPÃ¢ques Ã  NoÃ«l.\nÂgé.").text == "L'été.\nPâques à Noël.\nÂgé."


@pytest.mark.parametrize(
    ("escaped", "meant"),
    [
        ("L&#39;&eacute;t&eacute; est l&agrave;.", "L'été est là."),
        ("l&#8217;&OElig;uvre&nbsp;: 5&euro;", "l’Œuvre\u00a0: 5€"),
        ("l&amp;#8217;&amp;eacute;t&amp;eacute;", "l’été"),
        ("l&#x2019;ann&#233;e, R&amp;D", "l’année, R&D"),
        ("&#146;tat", "’tat"),
    ],
)
def test_entities_are_decoded_and_said(escaped: str, meant: str) -> None:
    mended = mend(escaped)
    assert mended.text == meant
    assert "of HTML, which" in mended.notes[0]


def test_a_zero_is_left_out_and_said() -> None:
    assert mend("Le mai\0re.") == Mended("Le maire.", ("has 1 byte of value 0, which was left out",))


@given(st.text())
def test_no_zero_is_left_and_what_is_mended_says_so(given_text: str) -> None:
    mended = mend(given_text)
    assert "\0" not in mended.text
    assert (mended.text == given_text) == (not mended.notes) or "&" in given_text


@pytest.mark.parametrize("text_of_json", ["PÃ¢ques Ã  NoÃ«l.", "l\x92été", "Pâques\0."])
def test_json_spells_a_text_out_and_is_left_as_it_is(tmp_path: Path, text_of_json: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": text_of_json}), encoding="utf-8")
    [article] = jsonl.read(Source.of(path))
    assert isinstance(article, Article)
    assert (article.text, article.encoding) == (text_of_json, "utf-8")
    assert [note.startswith("looks like UTF-8") for note in article.notes] == [True] * ("\0" not in text_of_json)


def test_plain_text_needs_no_ftfy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ftfy", None)
    assert mend(MOJIBAKE).text == MOJIBAKE


def test_an_article_says_what_was_done_to_it() -> None:
    raw = "Le ministÃ¨re a publiÃ© une &eacute;tude.\0\n".encode()
    article = text.parse(raw, id="a", source="a.txt")
    assert article.text == "Le ministère a publié une étude.\n"
    assert article.encoding == "utf-8 (mojibake mended by ftfy)"
    assert len(article.notes) == 3
    assert [article.text[one.start : one.end] for one in article.paragraphs] == ["Le ministère a publié une étude."]


def test_many_zeros_are_no_text() -> None:
    with pytest.raises(InputError, match="this is a binary file"):
        text.parse(b"a\0b\0c\0d \0 e", id="a", source="a.txt")
