"""What a reader of the index does: search, sort, filter, look at the corpus."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from bilingual.formats.html import siblings
from bilingual.formats.html.search import fold_for_search
from tests.browser.corpora import small_corpus
from tests.support.pages import write

if TYPE_CHECKING:
    from pathlib import Path

    from playwright._impl._api_structures import Clip
    from playwright.sync_api import Page

    from tests.browser.conftest import Open


def titles(page: Page) -> list[str]:
    return [text.split("\n")[0].strip() for text in page.locator("tbody tr:visible th a").all_text_contents()]


def found(page: Page) -> str:
    """Return how many articles are found, once it is known."""
    expect(page.locator("main:not([aria-busy])")).to_be_visible()
    text: str = page.inner_text("#found")
    return text


MARKET, GOITA, PLAIN = "Le marché couvert rouvre", "Bamako reçoit", "Il pleut."
BARE, DOUBTS, ZEBU = "Oui.", "Non", "Zébu"
ALL = [MARKET, GOITA, PLAIN, BARE, DOUBTS, ZEBU]


@pytest.mark.parametrize(
    ("query", "expected", "lines"),
    [
        ("goita", [GOITA], 42),
        ("GOÏT", [GOITA], 42),
        ("coeur unisson", [GOITA], 30),
        ("pleut", [PLAIN], 1),
        ("rains", [PLAIN], 1),
        ("marche batiment", [], 0),
        ("covered market", [MARKET, ZEBU], 2),
        ("l'unisson", [GOITA], 30),
        ("l’unisson", [GOITA], 30),
        ('"marché couvert"', [MARKET, ZEBU], 2),
        ('"couvert marché"', [], 0),
        ('"marché couv"', [], 0),
        ('"marché couv', [MARKET, ZEBU], 2),
        ('"march"', [], 0),
        ("« Phrase 3 »", [GOITA], 1),
        ("fr:rains", [], 0),
        ("en:rains", [PLAIN], 1),
        ("en: rains", [PLAIN], 1),
        # More is to come.
        ("en:", ALL, 0),
        ("rains fr:-", [PLAIN], 1),
        ("fr:oui", [BARE, DOUBTS], 2),
        ("oui -dit", [BARE], 1),
        ("oui -“dit il”", [BARE], 1),
        # Lacking in one language, it is lacking in a sentence.
        ("fr:goita en:-sentence", [GOITA], 12),
        ("fr:goita -en:sentence", [GOITA], 12),
        # Alone, the article has it nowhere; the sentences are still there to be read.
        ("goita -unisson", [], 42),
        # In different sentences.
        ("toit visiteurs", [MARKET, ZEBU], 0),
        ("diallo", [MARKET, GOITA, DOUBTS, ZEBU], 0),
        ("diallo marché", [MARKET, ZEBU], 2),
        ("ville", [MARKET, GOITA, DOUBTS, ZEBU], 0),
        ("essor", [GOITA], 0),
        ("zébu", [ZEBU], 0),
        ('"awa diallo"', [MARKET, GOITA, DOUBTS, ZEBU], 0),
        ('"diallo jean"', [], 0),
        ("http://pleut", [], 0),
        ("-pleut", [MARKET, GOITA, BARE, DOUBTS, ZEBU], 0),
        ("?!", ALL, 0),
        ("- -", ALL, 0),
        ('"', ALL, 0),
        ("", ALL, 0),
    ],
)
def test_search_in_all_text_of_both_languages(
    visit: Open, html: Path, query: str, expected: list[str], lines: int
) -> None:
    page = visit(html / "index.html")
    page.keyboard.press("/")
    page.keyboard.type(query)
    assert found(page) == f"{len(expected)} of 6 articles"
    assert titles(page) == expected
    assert page.locator("#lines li").count() == min(lines, 30)
    assert page.is_visible("#tally") == bool(lines or query == "toit visiteurs")
    if lines:
        assert page.inner_text("#tally").startswith(f"{lines} line")
    # Silence is never an answer.
    assert page.is_visible("#nothing") == (not expected and not lines)


def test_the_page_folds_words_as_the_index_does(visit: Open, html: Path) -> None:
    page = visit(html / "index.html")
    letters = [chr(code) for code in range(0x20, 0x3000) if unicodedata.category(chr(code)) not in {"Cn", "Cc"}]
    assert page.evaluate("(texts) => texts.map(fold)", letters) == [fold_for_search(letter) for letter in letters]


def test_many_files_answer_as_one_does(visit: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("SIZE", 60), ("ROWS", 2), ("BLOCK_SENTENCES", 20)):
        monkeypatch.setattr(siblings, name, value)
    monkeypatch.setattr("bilingual.formats.html.ARTICLES_PER_INDEX", 2)
    write(tmp_path, small_corpus())
    page = visit(tmp_path / "html" / "index-2.html")
    assert titles(page) == [PLAIN, BARE]
    for query, expected, sentences in (
        ("goita", [GOITA], 31),
        ("marché", [MARKET, ZEBU], 2),
        ('"covered market"', [MARKET, ZEBU], 2),
        ("fr:o", [], 0),
        ("fr:où", [GOITA, DOUBTS], 31),
    ):
        page.fill("#query", query)
        assert found(page) == f"{len(expected)} of 6 articles", query
        assert titles(page) == expected
        expect(page.locator("#lines li")).to_have_count(min(sentences, 30))
    page.fill("#query", "")
    assert found(page) == "6 of 6 articles"
    assert titles(page) == [PLAIN, BARE]
    assert page.is_visible("a[rel=next]")
    page.fill("#from", "June 2023")
    assert titles(page) == [MARKET, GOITA, DOUBTS, ZEBU]
    assert not page.is_visible("a[rel=next]")


def test_why_nothing_is_found_is_said(visit: Open, html: Path) -> None:
    page = visit(html / "index.html")
    for query, why in (
        ("xyzzy", "Nothing in the corpus has all of these words"),
        ("pleut -il", "Nothing has these words without those that are excluded"),
        ("-pleut -diallo -oui", "Every article has what is excluded"),
    ):
        page.fill("#query", query)
        expect(page.locator("#nothing")).to_have_text(why)


def test_what_is_not_covered_is_said(visit: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(siblings, "MOST_TEXTS", 2)
    monkeypatch.setattr(siblings, "MOST_ARTICLES", 4)
    write(tmp_path, small_corpus())
    page = visit(tmp_path / "html" / "index.html")
    assert page.inner_text("#covered") == (
        "Search and filters cover the first 4 articles. The search covers all text of the first 2 articles, and of the "
        "others titles, authors and sections."
    )
    page.fill("#query", "pleut")
    assert found(page) == "0 of 6 articles"


def test_a_file_that_is_gone_is_named(visit: Open, tmp_path: Path) -> None:
    write(tmp_path, small_corpus())
    (tmp_path / "html" / "search" / "text-1.js").unlink()
    page = visit(tmp_path / "html" / "index.html", watch=False)
    page.fill("#query", "pleut")
    expect(page.locator("#nothing")).to_contain_text("search/text-1.js")


def test_key_words_in_context(visit: Open, html: Path) -> None:
    page = visit(html / "index.html")
    page.fill("#query", "marché")
    line = page.locator("#lines li").first
    # What is not in sight yet is not laid out, and has no inner text.
    assert [line.locator(part).text_content() for part in (".left", "mark", ".right")] == [
        "Le ",
        "marché",
        " couvert rouvre",
    ]
    expect(line.locator(".other")).to_have_text("The covered market reopens")
    expect(line.locator(".where")).to_contain_text("Le Courrier · 2 August 2023 · 1.1")
    # Asked for in both, the counterpart is lit, too.
    page.fill("#query", "fr:marché en:market")
    expect(page.locator("#lines li").first.locator(".other mark")).to_have_text("market")
    page.fill("#query", "goita")
    page.click("#more-lines")
    assert page.locator("#lines li").count() == 42
    assert not page.is_visible("#more-lines")


def test_word_links_light_the_counterpart(visit: Open, linked: Path) -> None:
    page = visit(linked / "index.html")
    page.fill("#query", "chat")
    line = page.locator("#lines li").first
    expect(line.locator(".kwic mark")).to_have_text("chat")
    expect(line.locator(".other mark")).to_have_text(["cat"])
    page.fill("#query", "cat")
    line = page.locator("#lines li").first
    expect(line.locator(".kwic mark")).to_have_text("cat")
    expect(line.locator(".other mark")).to_have_text(["chat"])


def test_lines_are_sorted(visit: Open, html: Path) -> None:
    page = visit(html / "index.html")

    def sides(part: str) -> list[str]:
        return [text.strip() for text in page.locator(f"#lines .kwic {part}").all_text_contents()]

    page.fill("#query", '"phrase"')
    page.select_option("#by", "right")
    assert sides(".right")[:3] == ["1 de Goïta.", "10 de Goïta.", "11 de Goïta."]
    page.fill("#query", "goita")
    page.select_option("#by", "left")
    assert all(left.endswith("Assimi") for left in sides(".left")[:12])
    assert sides(".left")[12:14] == ["Phrase 1 de", "Phrase 10 de"]
    page.fill("#query", "fr:où")
    page.select_option("#by", "score")
    assert page.locator("#lines .asks").count() == 2
    assert page.locator("#lines li").first.locator(".asks").count() == 1
    page.select_option("#by", "date")
    expect(page.locator("#lines .where").first).to_contain_text("15 June 2023")
    page.wait_for_url("**/index.html#q=fr%3Ao%C3%B9&by=date")


def test_counts_filter(visit: Open, html: Path) -> None:
    page = visit(html / "index.html")
    page.fill("#query", "pleut")
    assert page.locator("#counts li").count() == 0
    page.fill("#query", "en:market")
    years = page.locator("#counts ul").nth(0)
    assert [" ".join(text.split()) for text in years.locator("li").all_inner_texts()] == ["2023 1", "2024 1"]
    years.locator("a").nth(1).click()
    assert titles(page) == [ZEBU]
    assert page.input_value("#from") == "2024"


def test_lines_are_copied_and_saved(visit: Open, html: Path) -> None:
    page = visit(html / "index.html", permissions=["clipboard-read", "clipboard-write"])
    page.fill("#query", "en:market")
    with page.expect_download() as download:
        page.click("#save")
    assert download.value.suggested_filename == "en-market.tsv"
    saved = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert saved[0].split("\t") == [
        "id", "language", "left", "node", "right", "counterpart", "aligned", "title", "publisher", "date", "trust"
    ]  # fmt: skip
    assert saved[1].split("\t") == [
        *("a:1:1", "en", "The covered", "market", "reopens", "", "Le marché couvert rouvre"),
        *("Le marché couvert rouvre", "Le Courrier", "2023-08-02", "0.81"),
    ]
    assert len(saved) == 3
    page.click("#copy")
    expect(page.locator("#status")).to_have_text("2 lines copied")
    assert page.evaluate("navigator.clipboard.readText()").splitlines() == saved


def test_what_is_asked_for_lives_in_the_address(visit: Open, html: Path) -> None:
    page = visit(html / "index.html")
    page.fill("#query", "marché")
    page.select_option("#publisher", "Le Courrier")
    page.click("thead th:has-text('Date') button")
    page.wait_for_url("**/index.html#q=march%C3%A9&publisher=Le+Courrier&sort=-date")
    assert titles(page) == [ZEBU, MARKET]
    page.reload()
    assert (page.input_value("#query"), page.input_value("#publisher")) == ("marché", "Le Courrier")
    assert found(page) == "2 of 6 articles"
    assert titles(page) == [ZEBU, MARKET]
    page.click("tbody a >> nth=0")
    page.wait_for_url("**/z.html*")
    page.go_back()
    page.wait_for_url("**/index.html*")
    assert found(page) == "2 of 6 articles"
    assert titles(page) == [ZEBU, MARKET]
    page.keyboard.press("Escape")
    page.locator("#query").press("Escape")
    page.wait_for_url("**/index.html")
    assert titles(page) == ALL


@pytest.mark.parametrize(
    "fragment", ["#q=%E0%A4%A&x=1", "#q=<img src=x onerror=alert(1)>", "#from=x&sort=y&least=-1", "#go=99&q=a", "#="]
)
def test_any_address_is_only_a_question(visit: Open, html: Path, fragment: str) -> None:
    page = visit(f"{(html / 'index.html').as_uri()}{fragment}")
    assert found(page).endswith("of 6 articles")
    assert page.locator("img").count() == 0


def test_an_article_knows_the_other_results(visit: Open, html: Path) -> None:
    page = visit(html / "index.html")
    page.fill("#query", "diallo")
    page.click(f"tbody a:has-text('{GOITA}')")
    page.wait_for_url("**/goita.html*")
    results = page.locator("#results")
    expect(results).to_contain_text("2 of 4")
    # The address is one to be cited.
    assert "in=" not in page.url
    page.keyboard.press("n")
    page.wait_for_url("**/doubts.html*")
    expect(results).to_contain_text("3 of 4")
    page.reload()
    expect(results).to_contain_text("3 of 4")
    page.keyboard.press("n")
    page.wait_for_url("**/z.html*")
    expect(results).to_contain_text("4 of 4")
    page.keyboard.press("n")
    page.keyboard.press("p")
    page.wait_for_url("**/doubts.html*")
    page.keyboard.press("i")
    page.wait_for_url("**/index.html#q=diallo")
    assert page.input_value("#query") == "diallo"


def test_sentences_that_were_found_follow_each_other_in_an_article(visit: Open, html: Path) -> None:
    page = visit(html / "index.html")
    page.fill("#query", '"phrase"')
    page.click("#lines a >> nth=1")
    page.wait_for_url("**/goita.html#p4s1")
    expect(page.locator("#results")).to_contain_text("2 of 30")
    page.keyboard.press("n")
    page.wait_for_url("**/goita.html#p5s1")
    expect(page.locator("#results")).to_contain_text("3 of 30")
    expect(page.locator("#p5s1[aria-current]")).to_be_visible()
    page.go_back()
    expect(page.locator("#results")).to_contain_text("2 of 30")


def test_results_beyond_those_that_came_along_are_found_by_the_index(visit: Open, html: Path) -> None:
    page = visit(f"{(html / 'index.html').as_uri()}#q=diallo&go=2&list=articles")
    page.wait_for_url("**/doubts.html*")
    expect(page.locator("#results")).to_contain_text("3 of 4")


@pytest.mark.parametrize(
    "way",
    [
        "{}",
        "[]",
        "x",
        '{"state":"","list":"articles","at":0,"of":2,"first":0,"pages":["javascript:alert(1)","a.html"]}',
        '{"state":"","list":"articles","at":0,"of":2,"first":0,"pages":["a.html","https://x.example/a.html"]}',
        '{"state":"","list":"articles","at":0,"of":2,"first":0,"pages":["a.html","//x.example/a.html"]}',
        '{"state":"","list":"articles","at":0,"of":2,"first":0,"pages":["a.html","../../a.html"]}',
    ],
)
def test_a_way_from_elsewhere_leads_nowhere(visit: Open, html: Path, way: str) -> None:
    page = visit(f"{(html / 'a.html').as_uri()}#p1s1&in={way}")
    expect(page.locator("#view")).to_be_visible()
    assert page.locator("#results").count() == 0
    assert page.url.endswith("a.html#p1s1")


def test_a_result_opens_where_the_word_is(visit: Open, html: Path) -> None:
    page = visit(html / "index.html")
    page.fill("#query", "le cœur")
    page.click("tbody a:has-text('Bamako reçoit')")
    page.wait_for_url("**/goita.html*")
    assert page.input_value("#query") == "cœur"
    assert page.inner_text("#found") == "1 of 30 sentences"
    assert page.evaluate("document.querySelector('.pair[aria-current]').id") == "p3s3"
    page.go_back()
    expect(page.locator("#found")).to_contain_text("articles")
    page.fill("#query", "")
    assert page.evaluate("document.querySelector('tbody a').hash") == ""


def test_sort_by_any_column(visit: Open, html: Path) -> None:
    page = visit(html / "index.html")
    for column, first, expected in (
        ("Article", "ascending", [GOITA, PLAIN, MARKET, DOUBTS, BARE, ZEBU]),
        ("Publisher", "ascending", [GOITA, MARKET, DOUBTS, ZEBU, PLAIN, BARE]),
        ("Date", "descending", [ZEBU, MARKET, DOUBTS, GOITA, PLAIN, BARE]),
        ("Sentences", "descending", [GOITA, MARKET, ZEBU, DOUBTS, PLAIN, BARE]),
        ("To check", "descending", [DOUBTS, MARKET, ZEBU, GOITA, PLAIN, BARE]),
    ):
        page.click(f"thead th:has-text('{column}') button")
        assert titles(page) == expected, column
        assert page.locator("thead th[aria-sort]").count() == 1
        assert page.locator(f"thead th[aria-sort={first}]").inner_text().startswith(column)
        page.click(f"thead th:has-text('{column}') button")
        assert titles(page) != expected


def test_filters(visit: Open, html: Path) -> None:
    page = visit(html / "index.html")
    page.select_option("#publisher", "L’Essor")
    assert titles(page) == [GOITA]
    page.click("button[type=reset]")
    expect(page.locator("#found")).to_have_text("6 of 6 articles")
    page.fill("#from", "2022-08-20")
    assert titles(page) == [MARKET, GOITA, PLAIN, DOUBTS, ZEBU]
    page.fill("#to", "31 July 2023")
    assert titles(page) == [GOITA, PLAIN, DOUBTS]
    page.locator("#to").blur()
    assert page.input_value("#from") == "20 August 2022"
    page.fill("#from", "")
    page.fill("#to", "")
    page.fill("#least", "9")
    assert titles(page) == [MARKET, GOITA, ZEBU]
    page.fill("#most", "9")
    assert titles(page) == [MARKET, ZEBU]
    page.fill("#least", "")
    page.fill("#most", "")
    page.check("#check")
    assert titles(page) == [MARKET, GOITA, DOUBTS, ZEBU]
    page.fill("#query", "pleut")
    assert "loosen" in page.inner_text("#nothing")
    page.locator("#query").press("Escape")
    expect(page.locator("#found")).to_have_text("6 of 6 articles")


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2023", "2023"),
        ("2023-08", "2023-08"),
        ("2 August 2023", "2023-08-02"),
        ("August 2, 2023", "2023-08-02"),
        ("aug 2023", "2023-08"),
        ("2 août 2023", "2023-08-02"),
        ("1er janvier 2024", "2024-01-01"),
        ("02/08/2023", "2023-08-02"),
        ("8/25/2023", "2023-08-25"),
        ("31 February 2023", ""),
        ("13/2023", ""),
        ("ju 2023", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_dates_are_read_as_people_write_them(visit: Open, html: Path, written: str, iso: str) -> None:
    page = visit(html / "index.html")
    assert page.evaluate("dateOf", written) == iso


def test_a_date_that_is_none_is_said(visit: Open, html: Path) -> None:
    page = visit(html / "index.html")
    page.fill("#from", "yesterday")
    page.locator("#from").blur()
    expect(page.locator("#status")).to_contain_text("no date")
    assert page.input_value("#from") == "yesterday"
    assert page.get_attribute("#from", "aria-invalid") == "true"


def test_keys(visit: Open, html: Path) -> None:
    page = visit(html / "index.html")
    for key in ("j", "j", "k", "j"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    page.wait_for_url("**/goita.html")
    page.goto((html / "index.html").as_uri())
    page.keyboard.press("?")
    assert page.is_visible("#help")


def test_pictures_filter(visit: Open, html: Path) -> None:
    page = visit(html / "index.html")
    months, lengths = page.locator(".picture").all()
    assert months.locator("a").count() == 4
    assert lengths.locator("title").first.text_content() == "1–10: 5"
    months.locator("a").nth(0).click(force=True)
    assert titles(page) == [PLAIN]
    assert page.input_value("#from") == "August 2022"
    lengths.locator("a").nth(1).click(force=True)
    assert titles(page) == []
    months.locator("a").nth(0).click(force=True)
    assert titles(page) == [GOITA]
    lengths.locator("a").nth(1).click(force=True)
    assert titles(page) == ALL


@pytest.mark.parametrize("width", [320, 390, 640, 900, 1600])
@pytest.mark.parametrize("query", ["", "goita"])
def test_nothing_goes_sideways(visit: Open, html: Path, width: int, query: str) -> None:
    page = visit(html / "index.html", width=width)
    page.fill("#query", query)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_a_long_address_in_a_title_breaks(visit: Open, long_title: Path) -> None:
    for name in ("index.html", "a.html"):
        page = visit(long_title / name, width=390)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_what_is_pressed_on_a_phone_is_large_enough(visit: Open, html: Path) -> None:
    page = visit(html / "index.html", width=390, has_touch=True, is_mobile=True)
    page.fill("#query", "oui")
    page.click("#more-filters summary")
    small = page.evaluate(
        """[...document.querySelectorAll("main :is(button, select, input, tbody a, #lines a)")]
            .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 24).map((one) => one.id)"""
    )
    assert small == []


def test_the_list_is_there_without_the_script(visit: Open, html: Path) -> None:
    page = visit(html / "index.html", java_script_enabled=False)
    assert titles(page) == ALL
    assert not page.is_visible("#filters")


def test_the_index_speaks_french(visit: Open, html: Path) -> None:
    page = visit(html / "index.html", locale="fr-FR")
    page.fill("#query", "marché")
    assert page.inner_text("#found") == "2 articles sur 6"
    expect(page.locator("#lines .where").first).to_contain_text("2 août 2023")
    page.fill("#from", "2 janvier 2024")
    assert titles(page) == [ZEBU]


def test_shared_assets_look_and_work_alike(visit: Open, shared: Path) -> None:
    page = visit(shared / "index.html")
    page.fill("#query", "goita")
    assert found(page) == "1 of 6 articles"
    # The first twelve lines are of one sentence.
    page.click("#lines a >> nth=12")
    page.wait_for_url("**/goita.html#p3s1")
    expect(page.locator("#results")).to_contain_text("13 of 42")
    page.keyboard.press("j")
    expect(page.locator(".pair[aria-current]")).to_have_attribute("id", "p3s2")
    page.goto((shared / "z.html").as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('.bar')).position") == "sticky"


def test_the_ring_around_a_link_is_whole(visit: Open, html: Path) -> None:
    page = visit(f"{(html / 'index.html').as_uri()}#q=marché")
    for links in ("#lines a", "tbody a"):
        link = page.locator(links).first
        link.scroll_into_view_if_needed()
        box = link.bounding_box()
        assert box
        # Where the ring is, left of the link.
        edge: Clip = {"x": box["x"] - 5, "y": box["y"] + 2, "width": 4, "height": box["height"] - 4}
        before = page.screenshot(clip=edge)
        page.keyboard.press("Shift")  # a ring is for those who use keys
        link.focus()
        assert page.screenshot(clip=edge) != before, links


def test_keys_go_through_all_rows_and_say_where_these_end(visit: Open, large: Path) -> None:
    page = visit(f"{large.as_uri()}#publisher=Journal 3")
    links = page.locator("tbody th a")
    expect(links).to_have_count(100)
    page.keyboard.press("k")
    expect(page.locator("#status")).to_have_text("Nothing comes before this.")
    links.nth(99).focus()
    page.keyboard.press("j")
    expect(links).to_have_count(200)
    expect(links.nth(100)).to_be_focused()
    page.keyboard.press("k")
    expect(links.nth(99)).to_be_focused()
    # At the very end there is a word for it, and the focus stays.
    page.fill("#query", "xyzzy")
    page.locator("#query").blur()
    expect(page.locator("#nothing")).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator("#status")).to_have_text("Nothing comes after this.")
