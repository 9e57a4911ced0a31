"""Rules that others check: axe for accessibility, the W3C's Nu validator for HTML and CSS, and what print gives."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import Open

MODULES = Path(__file__).parent / "node_modules"
AXE = (MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
VALIDATOR = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["a.html", "goita.html", "bare.html", "index.html"])
@pytest.mark.parametrize("keys", [(), ("?",), ("2", "j", "j"), ("5", "j", "/"), ("4", "f", "l"), ("6", "m", "f")])
def test_axe_finds_nothing(visit: Open, html: Path, theme: str, name: str, keys: tuple[str, ...]) -> None:
    page = visit(html / name, color_scheme=theme)
    for key in keys:
        page.keyboard.press(key)
    page.evaluate(AXE)
    found = page.evaluate("axe.run().then(({ violations }) => violations)")
    assert [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en-GB", "fr-FR"])
def test_axe_finds_nothing_where_the_text_is_set(visit: Open, html: Path, theme: str, locale: str) -> None:
    page = visit(html / "doubts.html", color_scheme=theme, locale=locale)
    page.keyboard.press("f")
    page.click("#settings-open")
    page.evaluate(AXE)
    found = page.evaluate("axe.run().then(({ violations }) => violations)")
    assert [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1200])
@pytest.mark.parametrize("query", ["marché", "oui -dit", "xyzzy"])
def test_axe_finds_nothing_in_results(visit: Open, html: Path, theme: str, width: int, query: str) -> None:
    page = visit(html / "index.html", color_scheme=theme, width=width)
    page.fill("#query", query)
    if width > 1000 and query == "xyzzy":
        page.fill("#from", "no date")
    page.evaluate(AXE)
    found = page.evaluate("axe.run().then(({ violations }) => violations)")
    assert [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found] == []


def test_the_nu_validator_finds_nothing(html: Path, hostile: Path, large: Path, long_page: Path) -> None:
    files = [*html.glob("*.html"), *hostile.glob("*.html"), large, long_page]
    done = subprocess.run(
        ["java", "-Xss4m", "-jar", str(VALIDATOR), "--format", "json", *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )
    messages = json.loads(done.stderr)["messages"]
    # The validator knows no newer CSS; the browser tests show that it works.
    wrong = [message for message in messages if message["type"] == "error" and "CSS:" not in message["message"]]
    assert wrong == []


def test_print_has_two_columns_and_no_furniture(visit: Open, html: Path) -> None:
    page = visit(html / "goita.html", width=700)
    for key in ("2", "j"):
        page.keyboard.press(key)
    page.emulate_media(media="print")
    source, target = (page.locator(f"#p3s1 > .{side}").bounding_box() for side in ("source", "target"))
    assert source
    assert target
    assert source["y"] == pytest.approx(target["y"], abs=1)
    assert source["x"] + source["width"] < target["x"]
    for gone in (".bar", ".tools", ".neighbours", ".skip", "#help", "#status"):
        assert not page.locator(gone).first.is_visible()
    assert page.text_content(".imprint") == f"14 June 2023 · {(html / 'goita.html').as_uri()}"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_the_printed_pages_carry_address_and_date(visit: Open, html: Path, tmp_path: Path) -> None:
    page = visit(html / "goita.html", color_scheme="dark")
    page.pdf(path=tmp_path / "page.pdf", format="A4", prefer_css_page_size=True)
    done = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "page.pdf"), "-"], capture_output=True, text=True, check=True
    )
    first = done.stdout.split("\f")[0]
    assert f"14 June 2023 · {(html / 'goita.html').as_uri()}"[:40] in first
    assert re.search(r"1 ?/ ?\d", first)
    assert "Phrase 1 de Goïta. " in first
    assert "Sentence 1 of Goïta." in first
