"""Whole builds of other pairs of languages: every output speaks of the languages that it is in."""

from __future__ import annotations

import json
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from bilingual.corpus.corrections import take
from bilingual.corpus.verify import verify
from bilingual.engines import loading
from bilingual.engines.fake import FakeEngine
from bilingual.errors import InputError
from bilingual.formats.corpus import Corpus
from bilingual.memory import Memory
from bilingual.options import Options
from bilingual.pipeline import build
from bilingual.readers import text
from tests.support import packages

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.engines import Engine

FORMATS = ("jsonl", "html", "tmx", "xliff", "xliff2", "csv", "tsv", "moses", "parquet", "epub")
CHINESE = "俄罗斯支持马里\n\n俄罗斯支持马里。为什么是现在？\n\n第二段没有问题。\n"


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "packages"
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder))
    packages.install(folder, "zh", "en")
    packages.install(folder, "en", "ar", tokenizer="bpe")
    return folder


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(CHINESE, encoding="utf-8")
    return path


def _engine(pair: tuple[str, str]) -> Engine:
    return loading.load(Options(source=pair[0], target=pair[1], threads=1))


@pytest.fixture
def corpus(source: Path, tmp_path: Path) -> Path:
    build([str(source)], Options(out=tmp_path / "out", formats=FORMATS), _engine(("zh", "ar")))
    return tmp_path / "out"


def test_records_are_keyed_by_the_languages(corpus: Path) -> None:
    rows = [json.loads(line) for line in (corpus / "bitext.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["translation"]["zh"] for row in rows] == (
        ["俄罗斯支持马里", "俄罗斯支持马里。", "为什么是现在？", "第二段没有问题。"]
    )
    assert all(set(row["translation"]) == {"zh", "ar"} for row in rows)
    [article] = [json.loads(line) for line in (corpus / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (article["language"], article["title"]) == ("zh", "俄罗斯支持马里")
    assert [row["kind"] for row in rows] == ["headline", "body", "body", "body"]


def test_provenance_names_name_version_and_digest_of_both_steps(corpus: Path) -> None:
    [line] = (corpus / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    provenance = json.loads(line)["provenance"]
    assert [(step["model"], step["model_version"]) for step in provenance["steps"]] == [
        ("translate-zh_en-1_0", "1.0"),
        ("translate-en_ar-1_0", "1.0"),
    ]
    assert all(re.fullmatch("[0-9a-f]{64}", step["model_sha256"]) for step in provenance["steps"])
    assert Corpus(corpus).provenance.steps[1].target_language == "ar"
    report = json.loads((corpus / "report.json").read_text(encoding="utf-8"))
    assert report["segmentation"] == "with plain rules, without facts of Chinese"
    assert report["provenance"] == provenance


def test_pages_say_which_language_runs_which_way(corpus: Path) -> None:
    page = (corpus / "html" / "a.html").read_text(encoding="utf-8")
    assert page.count('<span class="target" lang="ar" dir="rtl"') == page.count('<span class="source" lang="zh"') == 4
    assert all(word in page for word in ("中文", "العربية", "translate-zh_en-1_0", "then", "translate-en_ar-1_0"))
    assert page.count("<dt><span data-t>Model</span><span>, SHA-256</span></dt>") == 2
    index = (corpus / "html" / "index.html").read_text(encoding="utf-8")
    assert '<h1><span lang="zh">中文</span> – <span lang="ar">العربية</span></h1>' in index
    assert 'lang="fr"' not in re.sub(r"<script>.*?</script>", "", page + index, flags=re.DOTALL)
    assert "Français" not in page + index


def test_exports_name_the_languages(corpus: Path) -> None:
    units = etree.parse(corpus / "corpus.tmx")
    assert units.find("header").get("srclang") == "zh"
    assert set(units.xpath("//tuv/@xml:lang")) == {"zh", "ar"}
    assert "translate-en_ar-1_0 1.0" in units.findtext("header/prop")
    assert etree.parse(corpus / "corpus.xlf").xpath("//@target-language") == ["ar"]
    assert etree.parse(corpus / "corpus.2.xlf").getroot().get("trgLang") == "ar"
    assert (corpus / "corpus.tsv").read_text(encoding="utf-8").startswith("id\tzh\tar\t")
    assert (corpus / "corpus.zh").is_file()
    with zipfile.ZipFile(corpus / "corpus.epub") as book:
        chapter = etree.fromstring(book.read("EPUB/chapter-1.xhtml"))
    paragraphs = chapter.xpath("//*[starts-with(@class, 'target')]")
    assert {(paragraph.get("lang"), paragraph.get("dir")) for paragraph in paragraphs} == {("ar", "rtl")}
    assert "俄罗斯支持马里。为什么是现在？" in chapter.xpath("string()")


def test_such_a_corpus_is_verified_and_corrected_like_any(corpus: Path, source: Path, tmp_path: Path) -> None:
    problems: list[str] = []
    done = verify(corpus, problems.append)
    assert problems == []
    assert set(done.exports.values()) == {4}
    table = (corpus / "corpus.tsv").read_text(encoding="utf-8").splitlines()
    fields = table[2].split("\t")
    edited = tmp_path / "edited.tsv"
    edited.write_text(
        "\n".join([table[0], "\t".join([fields[0], fields[1], "تدعم روسيا مالي.", *fields[3:]])]), "utf-8"
    )
    assert take(edited, corpus, None, lambda _: None, dry=False).changed == 1
    build([str(source)], Options(out=corpus, formats=FORMATS), _engine(("zh", "ar")))
    assert [pair.origin for _, pairs in Corpus(corpus) for pair in pairs] == ["mt", "human", "mt", "mt"]


def test_one_memory_keeps_pairs_and_ways_apart(source: Path, installed: Path, tmp_path: Path) -> None:
    memory = tmp_path / "memory.sqlite"
    report = build([str(source)], Options(out=tmp_path / "1", memory=memory), _engine(("zh", "ar")))
    assert report.translated == 4
    packages.install(installed, "en", "de")
    assert build([str(source)], Options(out=tmp_path / "2", memory=memory), _engine(("zh", "de"))).translated == 4
    packages.install(installed, "zh", "ar")
    assert build([str(source)], Options(out=tmp_path / "3", memory=memory), _engine(("zh", "ar"))).translated == 4
    (installed / "translate-zh_ar-1_0" / "metadata.json").unlink()
    assert build([str(source)], Options(out=tmp_path / "1", memory=memory), _engine(("zh", "ar"))).reused == 4
    with Memory(memory) as opened:
        assert [(one.source_language, one.target_language) for one in opened.statistics()] == [
            ("zh", "ar"),
            ("zh", "de"),
            ("zh", "ar"),
        ]


def test_what_french_pages_say_of_themselves_is_prose_in_another_language() -> None:
    raw = "Titel der Seite\n\nPublié le 2 août 2023\n\nSatz eins. Satz zwei.\n".encode()
    french, german = (text.parse(raw, id="a", source="a.txt", language=language) for language in ("fr", "de"))
    assert french.metadata.date == "2023-08-02"
    assert german.metadata.date is None
    assert len(german.paragraphs) == 3


@pytest.mark.parametrize(
    ("language", "raw", "said"),
    [
        ("de", "Größe über Maß: ÄÖÜ".encode("cp1252"), None),
        ("es", "El niño está aquí, ¿no?".encode("cp1252"), None),
        ("ru", "Россия".encode("cp1251"), "not UTF-8"),
        ("de", "Größe ¢¥¦ ¨¬¯ °±´ µ¸¹ ¼½¾".encode("cp1252"), "German"),
    ],
)
def test_windows_1252_is_read_in_the_languages_that_it_was_made_for(
    language: str, raw: bytes, said: str | None
) -> None:
    if said is None:
        assert text.parse(raw, id="a", source="a", language=language).encoding == "windows-1252"
    else:
        with pytest.raises(InputError, match=said):
            text.parse(raw, id="a", source="a", language=language)


def test_codes_of_argos_are_language_tags_in_exports_and_come_back(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([str(source)], Options(out=out, formats=FORMATS), FakeEngine(languages=("zt", "pb")))
    assert set(etree.parse(out / "corpus.tmx").xpath("//tuv/@xml:lang")) == {"zh-Hant", "pt-BR"}
    assert etree.parse(out / "corpus.xlf").xpath("//@source-language") == ["zh-Hant"]
    assert '<span class="source" lang="zh-Hant">' in (out / "html" / "a.html").read_text(encoding="utf-8")
    problems: list[str] = []
    assert set(verify(out, problems.append).exports.values()) == {4}
    assert problems == []
    edited = tmp_path / "edited.tmx"
    edited.write_text(
        (out / "corpus.tmx").read_text(encoding="utf-8").replace("⟨第二段", "⟨O 第二段"), encoding="utf-8"
    )
    assert take(edited, out, None, lambda _: None, dry=True).changed == 1


def test_an_article_that_says_it_is_in_another_language_is_skipped(tmp_path: Path) -> None:
    lines = [{"text": "Ein Satz.", "language": "de"}, {"text": "Une phrase.", "language": "fr-CA"}, {"text": "Oui."}]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    report = build([str(path)], Options(out=tmp_path / "out"), FakeEngine())
    assert report.articles == 2
    assert [error.message.partition(": ")[2] for error in report.skipped] == (
        ["line 1 is no article (it is in 'de', not in 'fr')"]
    )
