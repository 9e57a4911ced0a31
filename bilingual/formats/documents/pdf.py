"""``pdf/``: the page of an article, as the print style of the pages has it, a file an article."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bilingual.errors import OutputError
from bilingual.formats.documents.chromium import Chromium
from bilingual.formats.documents.writing import FolderWriter
from bilingual.formats.html import HtmlWriter
from bilingual.formats.html.environment import content_security_policies
from bilingual.io.output import OutputFolder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.data import Article, Pair, Provenance

# A page's script only signs sheets of paper with the address of the page and the day, and has to do with screens.
_SCRIPT = re.compile(r"<script\b[^>]*>.*?</script>", re.DOTALL)
# Where the address would stand.
_UNSIGNED = re.compile(r'<p class="imprint">.*?</p>\n?', re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_POLICY = re.compile(r"(?<=<meta http-equiv=\"Content-Security-Policy\" content=\")[^\"]*")
_PAPER = "@media print { @page { size: A4; } }\n"


class PdfWriter(FolderWriter):
    """Prints the pages of articles. Raises OutputError where no browser is there to do it."""

    NAME = "pdf"

    def __init__(self, output: OutputFolder, provenance: Provenance) -> None:
        super().__init__(output, provenance)
        self._browser = Chromium()
        self._version = self._browser.version()

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:
        """Print the article's page, unless it is there as this browser prints it."""
        if not pairs:
            return
        name = self._place(article)
        page = page_of(article, pairs, article.provenance or self._provenance, self._browser.folder)
        key = hashlib.sha256(f"{self._version}\0{page}".encode()).hexdigest()
        if self._output.keep(name, self._format, key):
            return
        file = self._browser.folder / "page.html"
        file.write_text(page, encoding="utf-8", newline="")
        content = self._browser.printed(file)
        with self._output.create_binary(name, self._format, key) as stream:
            stream.write(content)

    def abort(self) -> None:
        """Drop what the browser left."""
        self._browser.close()
        super().abort()


def page_of(article: Article, pairs: Sequence[Pair], provenance: Provenance, scratch: Path) -> str:
    """Return the page of an article as it would be in a corpus of its own, without scripts. Raises OutputError."""
    with TemporaryDirectory(dir=scratch, ignore_cleanup_errors=True) as folder:
        with OutputFolder(Path(folder)) as output:
            with HtmlWriter(output, provenance) as writer:
                writer.add(article, pairs)
                writer.close()
            output.publish()
        pages = [path for path in Path(folder, "html").glob("*.html") if not path.name.startswith("index")]
        if len(pages) != 1:
            raise OutputError(f"'{article.id}' has no page to print", "Leave pdf out")
        page = pages[0].read_text(encoding="utf-8")
    return _on_paper(_UNSIGNED.sub("", _SCRIPT.sub("", page)))


def _on_paper(page: str) -> str:
    """Return a page on A4, with a policy that allows its style and nothing else."""
    if not (found := _STYLE.search(page)):
        return page
    style = f"{found[1]}\n{_PAPER}"
    page = f"{page[: found.start(1)]}{style}{page[found.end(1) :]}"
    (policy,) = content_security_policies("article", style, "", shared=False)
    return _POLICY.sub(lambda _: policy, page, count=1)
