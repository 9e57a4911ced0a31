from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from bilingual.errors import InputError
from bilingual.glossary import Glossary, evidence, signature
from bilingual.glossary.entries import Entry
from tests.support.places import DATA

if TYPE_CHECKING:
    from pathlib import Path

CASES = json.loads((DATA / "glossary" / "terms.json").read_text(encoding="utf-8"))


def _glossary(terms: list[list[str]]) -> Glossary:
    return Glossary(Entry(source, (target,)) for source, target in terms)


@pytest.mark.parametrize("case", CASES["matching"], ids=lambda case: case["label"])
def test_terms_are_found(case: dict[str, Any]) -> None:
    glossary = _glossary(case["terms"])
    found = glossary.terms(case["sentence"])
    assert [f"{term.text} > {glossary.wanted(term)}" for term in found] == case["found"]


@pytest.mark.parametrize("case", CASES["keeping"], ids=lambda case: case["label"])
def test_terms_are_kept(case: dict[str, Any]) -> None:
    glossary = _glossary(case["terms"])
    [entry] = glossary.entries
    terms = glossary.terms(entry.source.upper() if entry.source.islower() else entry.source)
    assert len(terms) == 1
    assert (not glossary.missing(terms, case["translation"])) == case["kept"]


def test_positions_are_those_of_the_sentence() -> None:
    sentence = "Et l’armée malienne du Mali ?"
    for term in _glossary([["armée malienne", "Malian army"], ["Mali", "Mali"]]).terms(sentence):
        assert sentence[term.start : term.end] == term.text


def test_of_a_term_that_stands_twice_one_is_enough() -> None:
    glossary = _glossary([["Mali", "Mali"], ["Niger", "Niger"]])
    terms = glossary.terms("Le Mali, le Niger, le Mali et le Niger.")
    assert len(terms) == 4
    assert evidence(glossary.missing(terms, "Mali and its neighbour.")) == ("Niger → Niger",)


def test_alternatives_stay_in_order() -> None:
    glossary = _glossary([["ONU", "UN"], ["Mali", "Mali"], ["ONU", "United Nations"], ["ONU", "UN"]])
    assert [(entry.source, entry.targets) for entry in glossary.entries] == [
        ("ONU", ("UN", "United Nations")),
        ("Mali", ("Mali",)),
    ]


def test_other_languages_are_taken_as_given() -> None:
    glossary = Glossary([Entry("Heer", ("ejército",))], ("de", "es"))
    assert [term.text for term in glossary.terms("Das Heer, die Heere, die Heers")] == ["Heer"]
    assert glossary.missing(glossary.terms("Das Heer"), "los ejércitos")
    assert not glossary.missing(glossary.terms("Das Heer"), "el ejército")


def test_a_signature_changes_with_what_is_asked_and_with_nothing_else() -> None:
    small = _glossary([["ONU", "UN"]])
    large = Glossary([Entry("Mali", ("Mali",)), Entry("ONU", ("UN",), "a note")])
    other = _glossary([["ONU", "United Nations"]])
    sentence = "L'ONU part."
    assert signature(small.terms(sentence)) == signature(large.terms(sentence)) != signature(other.terms(sentence))
    assert not signature(small.terms("Rien."))


@pytest.mark.parametrize(
    "sentence",
    ["armée malienne " * 50_000, "armée " * 100_000, "é'" * 200_000, "-" * 1_000_000, "A" * 1_000_000, "l'" * 200_000],
)
def test_hostile_sentences_are_no_trouble(sentence: str) -> None:
    glossary = _glossary([["armée malienne", "Malian army"], ["l'armée", "the army"], ["malienne armée x", "y"]])
    glossary.missing(glossary.terms(sentence), sentence)


def test_many_terms_of_one_beginning_are_no_trouble() -> None:
    glossary = Glossary(Entry(f"terme numéro{number}", (f"term {number}",)) for number in range(5_000))
    assert [term.entry.targets for term in glossary.terms("terme " * 5_000 + "terme numéro77")] == [("term 77",)]


def _write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def _entries(path: Path, languages: tuple[str, str] = ("fr", "en")) -> list[tuple[str, tuple[str, ...], str]]:
    return [(entry.source, entry.targets, entry.note) for entry in Glossary.load(path, languages).entries]


def test_text_is_read(tmp_path: Path) -> None:
    text = (
        "\ufeffsource\ttarget\tnote\r\n# People\r\n\r\nGoïta\tGoita\tpresident\r\n  ONU \t UN\r\n"
        '#MeToo\t#MeToo\r\n"Le ""Monde"", journal"\tLe Monde\tx\ty\r\n#\tnothing\r\nONU\tUnited Nations'
    )
    assert _entries(_write(tmp_path / "g.tsv", text)) == [
        ("Goïta", ("Goita",), "president"),
        ("ONU", ("UN", "United Nations"), ""),
        ("#MeToo", ("#MeToo",), ""),
        ('Le "Monde", journal', ("Le Monde",), "x"),
    ]


def test_the_glossary_says_what_it_is(tmp_path: Path) -> None:
    glossary = Glossary.load(_write(tmp_path / "g.tsv", "ONU\tUN\n"))
    assert glossary.sha256 == "b3949ebbc08eb2cbe6a082d567ce3f3c7dd379044bc6a877576cae39fea684fb"


TBX_2008 = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc/></martifHeader><text><body>
  <termEntry id="c1"><note>An organisation</note>
    <langSet xml:lang="fr-FR"><tig><term>ONU</term></tig><tig><term>Nations <hi>unies</hi></term></tig></langSet>
    <langSet xml:lang="en">
      <ntig><termGrp><term>U.N.</term>
        <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig>
      <ntig><termGrp><term>United Nations</term></termGrp></ntig>
      <tig><term>UN</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
    </langSet>
    <langSet xml:lang="de"><tig><term>UNO</term></tig></langSet>
  </termEntry>
  <termEntry id="c2"><langSet xml:lang="fr"><tig><term>junte</term></tig></langSet></termEntry>
</body></text></martif>
"""

TBX_2019 = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min">
<tbxHeader><fileDesc><sourceDesc><p>mine</p></sourceDesc></fileDesc></tbxHeader><text><body>
  <conceptEntry id="1">
    <langSec xml:lang="fr"><termSec><term>armée</term></termSec></langSec>
    <langSec xml:lang="en-GB">
      <termSec><term>military</term></termSec>
      <termSec><term>army</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
    </langSec>
  </conceptEntry>
</body></text></tbx>
"""


def test_tbx_of_both_editions_is_read(tmp_path: Path) -> None:
    assert _entries(_write(tmp_path / "old.tbx", TBX_2008)) == [
        ("ONU", ("UN", "United Nations"), "An organisation"),
        ("Nations unies", ("UN", "United Nations"), "An organisation"),
    ]
    assert _entries(_write(tmp_path / "new.data", TBX_2019)) == [("armée", ("army", "military"), "")]


def test_the_sections_of_argos_languages_are_found_by_their_tags(tmp_path: Path) -> None:
    concept = """<martif><termEntry>
      <langSet xml:lang="pt"><tig><term>comboio</term></tig></langSet>
      <langSet xml:lang="pt-BR"><tig><term>trem</term></tig></langSet>
      <langSet xml:lang="zh-Hant"><tig><term>火車</term></tig></langSet>
    </termEntry></martif>"""
    path = _write(tmp_path / "g.tbx", concept)
    assert _entries(path, ("pt", "pb")) == [("comboio", ("trem",), "")]
    assert _entries(path, ("zt", "pb")) == [("火車", ("trem",), "")]
    assert _entries(path, ("pt", "zt")) == [("comboio", ("火車",), ""), ("trem", ("火車",), "")]


@pytest.mark.parametrize("header", ["de\tfr", "German\tFrench", "Deutsch\tFrançais", "source\ttarget"])
def test_a_line_may_name_the_columns_in_any_pair(tmp_path: Path, header: str) -> None:
    path = _write(tmp_path / "g.tsv", f"{header}\nHeer\tarmée\n")
    assert _entries(path, ("de", "fr")) == [("Heer", ("armée",), "")]


def test_joiners_within_words_are_text(tmp_path: Path) -> None:
    glossary = Glossary.load(_write(tmp_path / "g.tsv", "می\u200cشود\tbecomes\n"), ("fa", "en"))
    assert [term.text for term in glossary.terms("این می\u200cشود.")] == ["می\u200cشود"]


def test_terms_are_found_where_no_spaces_part_words() -> None:
    chinese = Glossary([Entry("联合国", ("United Nations", "UN")), Entry("联合国军", ("UN force",))], ("zh", "en"))
    assert [term.text for term in chinese.terms("他说联合国和联合国军。")] == ["联合国", "联合国军"]
    thai = Glossary([Entry("UN", ("สหประชาชาติ",))], ("en", "th"))
    terms = thai.terms("The UN says")
    assert thai.missing(terms, "เลขาธิการสหประชาชาติกล่าวว่า") == ()
    assert thai.missing(terms, "เลขาธิการกล่าวว่า") == terms


@pytest.mark.parametrize(
    "content",
    [
        "ONU;UN\nnappe phréatique;groundwater table\n",
        "ONU,UN,a note\nnappe phréatique,groundwater table\n",
        "sep=;\r\nsource;target\r\nONU;UN\r\nnappe phréatique;groundwater table\r\n",
        '"fr-FR";"en-GB"\n"ONU";"UN"\n"nappe phréatique";"groundwater table"\n',
        "\ufeffFrench,English\n# People\nONU, UN\nnappe phréatique, groundwater table\n",
        "ONU;UN\nnappe phréatique;groundwater table\n".encode("cp1252"),
        "ONU\tUN\nnappe phréatique\tgroundwater table\n".encode("utf-16"),
        "ONU;UN\nnappe phréatique;groundwater table\n".encode("utf-16-le"),
        "ONU\tUN\nnappe phréatique\tgroundwater table\n".encode("cp1252"),
    ],
)
def test_tables_as_spreadsheets_save_them(tmp_path: Path, content: str | bytes) -> None:
    found = [entry[:2] for entry in _entries(_write(tmp_path / "g.csv", content))]
    assert found == [("ONU", ("UN",)), ("nappe phréatique", ("groundwater table",))]


def test_commas_and_quotes_within_terms_stay(tmp_path: Path) -> None:
    text = 'Paris, France;Paris, France\n"le ""Monde""; journal";"Le Monde; paper"\n'
    assert [entry[:2] for entry in _entries(_write(tmp_path / "g.csv", text))] == [
        ("Paris, France", ("Paris, France",)),
        ('le "Monde"; journal', ("Le Monde; paper",)),
    ]


ENTITIES = '<!DOCTYPE martif [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><martif><termEntry>&b;</termEntry></martif>'


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("g.tsv", "Mali Mali\n", "line 1 has no tab"),
        ("g.tsv", "Mali\tMali\nBamako\t\n", "line 2 has no target term"),
        ("g.tsv", "\tMali\n", "line 1 has no source term"),
        ("g.tsv", "…\t…\n", "line 1: the source '…' holds no word"),
        ("g.tsv", f"Mali\t{'x' * 501}\n", "line 1: the target has more than 500 characters"),
        ("g.tsv", "Mali\tMa\0li\n", "line 1: the target holds characters that no text has"),
        ("g.tsv", "Mali\tMali\rNiger\tNiger\n", "line 1 holds carriage returns"),
        ("g.tsv", "# nothing\n\n", "it has no term with a translation from 'fr' to 'en'"),
        ("g.tsv", b"", "it has no term"),
        ("g.tsv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "line 1 is not UTF-8"),
        ("g.tsv", b"Mali\tMal\xc3\xad\nNiger\tNig\xe9r\n", "line 2 is not UTF-8"),
        ("g.csv", "Mali;Mali\nBamako\n", "line 2 has no semicolon"),
        ("g.csv", 'Mali,""\n', "line 1 has no target term"),
        ("g.tbx", ENTITIES, "it declares entities"),
        ("g.tbx", TBX_2008.replace("ONU", "l'&Eacute;tat"), "line 4: nothing in it says what '&Eacute;' stands for"),
        ("g.tbx", "<martif><termEntry>", "it is no sound XML"),
        ("g.tbx", "<tmx/>", "it is <tmx>, not <martif> or <tbx>"),
        ("g.tbx", "<martif/>", "it has no term"),
        ("g.tbx", b"", "it is no sound XML"),
        ("g.tbx", f"<martif>{'<termEntry>' * 300}", "it is no sound XML"),
        ("g.tbx", TBX_2008.replace("ONU", ""), "the entry in line 4 has no source term"),
        ("g.tbx", f"<martif><!--{'x' * 40_000_000}--></martif>", "something in it is too long"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "bytes",
)
def test_a_bad_glossary_is_one_clear_error(tmp_path: Path, name: str, content: str | bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        Glossary.load(_write(tmp_path / name, content))
    assert caught.value.message.startswith(f"'{tmp_path / name}': {message}")
    assert "\n" not in str(caught.value)


def test_what_cannot_be_opened_is_an_error_too(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.tsv", tmp_path / ("x" * 300)):
        with pytest.raises(InputError):
            Glossary.load(path)


def test_a_glossary_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bilingual.glossary import reading

    path = _write(tmp_path / "g.tsv", "".join(f"terme{number}\tterm\n" for number in range(5)))
    monkeypatch.setattr(reading, "_MAX_ENTRIES", 4)
    with pytest.raises(InputError, match="more than 4 terms"):
        Glossary.load(path)
    monkeypatch.setattr(reading, "_MAX_BYTES", 20)
    with pytest.raises(InputError, match="which no glossary has"):
        Glossary.load(path)
