"""Crawls: pages are articles, what else is in them is counted."""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from bilingual.data import Article
from bilingual.options import Options
from bilingual.readers import warc
from bilingual.readers.sources import articles_of

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("warcio")
pytest.importorskip("trafilatura")

_PAGE = """<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>Le maire de la ville a présenté hier
le budget de la commune devant les élus du conseil municipal, qui l'ont approuvé à une large majorité.</p></article></body>
</html>"""  # noqa: E501


def _crawl(path: Path) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=path.suffix == ".gz")

        def add(body: bytes, kind: str = "text/html", status: str = "200 OK") -> None:
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            payload = io.BytesIO(body)
            record = writer.create_warc_record("https://ex.fr/1", "response", payload=payload, http_headers=headers)
            writer.write_record(record)

        page = _PAGE.format(title="Un été à la mairie")
        add(page.encode(), "text/html; charset=utf-8")
        add(page.encode(), "text/html; charset=utf-8")
        add(page.replace("Un", "Cet").encode("latin-1"), "text/html; charset=ISO-8859-1")
        add(b"<html>non</html>", status="404 Not Found")
        add(b"\x89PNG", "image/png")
        add(b"<html><body></body></html>")
    return path.read_bytes()


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_are_articles_and_the_rest_is_counted(tmp_path: Path, name: str) -> None:
    _crawl(tmp_path / name)
    unread = Counter[str]()
    items = [item for item, _ in articles_of([str(tmp_path / name)], "fr", Options(), unread)]
    found = [item for item in items if isinstance(item, Article)]
    assert [(one.id, one.metadata.title) for one in found] == [
        ("a-1", "Un été à la mairie"),
        ("a-3", "Cet été à la mairie"),
    ]
    assert found[0].metadata.url == "https://ex.fr/1"
    assert unread == Counter({warc.DUPLICATES: 1, warc.ERRORS: 1, warc.OTHERS: 1, warc.WITHOUT: 1})


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_crawl_that_is_cut_short_says_so(tmp_path: Path, name: str) -> None:
    content = _crawl(tmp_path / name)
    (tmp_path / name).write_bytes(content[: len(content) // 2])
    items = [item for item, _ in articles_of([str(tmp_path / name)], "fr", Options(), Counter())]
    [error] = [str(item) for item in items if not isinstance(item, Article)]
    assert "damaged" in error or "cut short" in error


def test_headers_without_end_are_given_up(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"WARC/1.0\r\nWARC-Type: response\r\nX: " + b"a" * (3 << 20))
    [(error, _)] = articles_of([str(tmp_path / "a.warc")], "fr", Options(), Counter())
    assert "damaged" in str(error)
