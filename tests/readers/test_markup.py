from __future__ import annotations

import pytest

from bilingual.readers.markup import plain


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Il pleut.\n\n5 < 6 & 7 > 2", "Il pleut.\n\n5 < 6 & 7 > 2"),
        ("La balise <b> rend gras.", "La balise <b> rend gras."),
        ("<p>Un.</p><p>Deux.<br>Trois.</p>", "Un.\n\nDeux.\nTrois."),
        ("<p>Un.<br><br>Deux.</p>", "Un.\n\nDeux."),
        ("<div>Un <b>deux</b>\n  trois.</div>", "Un deux trois."),
        ("<ul><li>Un</li><li>Deux</li></ul>", "Un\n\nDeux"),
        ("<table><tr><td>Un</td><td>Deux</td></tr></table>", "Un Deux"),
        (
            "<p>Au XIX<sup>e</sup>, 10 000 habitants<sup><a>1</a></sup> et 5 m<sup>2</sup>.</p>",
            "Au XIXe, 10 000 habitants¹ et 5 m².",
        ),
        ("<p>Il a dit <q>oui</q>.</p>", "Il a dit «\u00a0oui\u00a0»."),
        ("<figure><img src='x'><figcaption>Le port.</figcaption></figure><p>Un.</p>", "Le port.\n\nUn."),
        ("<script>if (a < b) x()</script><style>p {}</style><p>Un.<!-- Deux. --></p>", "Un."),
        ("<html><head><title>T</title></head><body><nav>Menu</nav><p>Un.</p></body></html>", "Un."),
        ("<pre>Un\n  deux</pre>", "Un\ndeux"),
        ("L&#39;&eacute;t&eacute;", "L'été"),
        ("&lt;p&gt;L&amp;#39;&eacute;t&eacute;&lt;/p&gt;", "L'été"),
        ("AT&T; R&D", "AT&T; R&D"),
        ('<?xml version="1.0" encoding="latin-1"?><p>Été</p>', "Été"),
        ("<p>Un\0deux</p>", "Un\ufffddeux"),
        ("<p></p>", ""),
    ],
)
def test_what_a_reader_of_the_markup_would_see(markup: str, text: str) -> None:
    assert plain(markup) == text


def test_no_text_is_lost_however_deep_it_stands() -> None:
    assert plain("<div>" * 5_000 + "Un." + "</div>" * 5_000) == "Un."
    many = "".join(f"<p>Phrase {number}.</p>" for number in range(2_000))
    assert len(plain(many).split("\n\n")) == 2_000
