"""Take the pictures of the documentation: pages of the five articles in ``seeds/``, in Chromium.

    python tools/pictures.py [--chromium /usr/bin/chromium]

Writes ``docs/*.png``. Needs playwright (``make test-browser``).
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from bilingual.cli import app

ROOT = Path(__file__).parents[1]
# Until what fades in has done so.
SETTLED_MS = 500
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking")
# A sentence that checks found fault with, rightly.
ARTICLE, SENTENCE = "003_*.html", "#p2s1"
# By the name of a picture: the page, what is clicked there, and the window in CSS pixels. From its top, a page shows
# its headline, which the address of a sentence would scroll away.
PICTURES = {
    "article": (ARTICLE, f"{SENTENCE} .source", (1280, 860)),
    "index": ("index.html", "", (1280, 900)),
    "concordance": ("index.html#q=coopération", "", (1280, 860)),
    "phone": (f"{ARTICLE}{SENTENCE}", "", (390, 800)),
}


def main() -> None:
    """Build the corpus, and take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chromium", default=shutil.which("chromium"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        build = ("build", str(ROOT / "seeds"), "--out", folder, "--words")
        app(build, standalone_mode=False)
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=FLAGS)
        for name, (address, clicked, (width, height)) in PICTURES.items():
            page, hash_, fragment = address.partition("#")
            (path,) = (Path(folder) / "html").glob(page)
            opened = browser.new_page(
                viewport={"width": width, "height": height}, device_scale_factor=1.25, color_scheme="light", locale="en"
            )
            opened.goto(f"{path.as_uri()}{hash_}{fragment}")
            opened.wait_for_function("!document.querySelector('main').hasAttribute('aria-busy')")
            if clicked:
                opened.click(clicked)
                opened.mouse.move(0, 0)
            opened.wait_for_timeout(SETTLED_MS)
            opened.screenshot(path=ROOT / "docs" / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
