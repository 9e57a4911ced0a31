"""Feeds: the text of each item, and what it says of itself."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bilingual.data import Article
from bilingual.io.source import Source
from bilingual.options import Options
from bilingual.readers import feeds
from bilingual.readers.sources import articles_of

if TYPE_CHECKING:
    from pathlib import Path

_RSS = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Le Courrier</title><language>fr-FR</language>
<item><title>Le port &amp; la mer</title><link>https://ex.fr/1</link><pubDate>Wed, 02 Aug 2023 10:00:00 GMT</pubDate>
<dc:creator>Awa Diallo</dc:creator><guid>n-1</guid><description>Court.</description>
<content:encoded><![CDATA[<p>Le port dort. Il r&ecirc;ve.</p>]]></content:encoded></item>
<item><title>Deux</title><description>&lt;p&gt;Une phrase&nbsp;!&lt;/p&gt;</description></item></channel></rss>"""
_ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title><entry><title>La lune</title>
<link rel="alternate" href="https://ex.fr/a"/><updated>2023-08-02T10:00:00Z</updated><source><title>Autre</title></source>
<author><name>Jean Test</name><email>a@b.fr</email></author><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>Une <b>phrase</b> &lt; ici.</p><p>Fin.</p></div></content></entry></feed>"""  # noqa: E501


def _read(path: Path, content: str) -> list[Article]:
    path.write_text(content, encoding="utf-8")
    return [one for one in feeds.read(Source.of(path)) if isinstance(one, Article)]


def test_rss_has_the_fullest_text_of_each_item(tmp_path: Path) -> None:
    one, two = _read(tmp_path / "a.rss", _RSS)
    assert one.text == "Le port & la mer\n\nLe port dort. Il rêve."
    facts = one.metadata
    assert (one.id, facts.date, facts.authors, facts.publisher) == ("n-1", "2023-08-02", ("Awa Diallo",), "Le Courrier")
    assert (two.id, two.text) == ("a-2", "Deux\n\nUne phrase\u00a0!")


def test_atom_may_hold_markup_of_its_own(tmp_path: Path) -> None:
    [one] = _read(tmp_path / "a.xml", _ATOM)
    assert one.text == "La lune\n\nUne phrase < ici.\n\nFin."
    assert (one.metadata.authors, one.metadata.url) == (("Jean Test",), "https://ex.fr/a")


def test_xml_in_a_folder_that_is_no_feed_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Il pleut.", encoding="utf-8")
    (tmp_path / "b.xml").write_text("<tmx/>", encoding="utf-8")
    unread = Counter[str]()
    found = [item for item, _ in articles_of([str(tmp_path)], "fr", Options(), unread)]
    assert (len(found), unread) == (1, Counter({".xml": 1}))
