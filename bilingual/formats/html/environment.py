"""What every page is made with: templates, the style and scripts inlined in them, and the policy that allows these."""

from __future__ import annotations

import base64
import hashlib
import posixpath
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import quote

from bilingual import languages
from bilingual.checks.confidence.bands import bands_of, calibration_of
from bilingual.formats.html import display, pictures, trust
from bilingual.formats.html.entries import mean_trust, token_probability
from bilingual.wording import count

if TYPE_CHECKING:
    from jinja2 import Environment, Template

# A page has one script: these files in this order. It stands in the head, so that no page shows in a theme or view
# other than the reader's own.
SCRIPTS = {
    "article": ("common.js", "article.js", "find.js"),
    "index": ("common.js", "index.js"),
    "stats": ("common.js",),
}
_PARTS = ("assets", "templates")
_STYLES = ("reader.css", "views.css", "index.css", "print.css")
_STATS_STYLES = ("reader.css", "views.css", "index.css", "stats.css", "print.css")


def template(name: str) -> Template:
    """Return a template, to be rendered with all that its page tells, also the ``provenance`` of the translations."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    """Return the templates' environment, one a process: to compile them takes longer than many a corpus."""
    # Late: only a run that writes pages pays for jinja2.
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    result = Environment(
        loader=PackageLoader("bilingual.formats.html"),
        autoescape=True,
        undefined=StrictUndefined,
        # Whatever strangers' files hold, it passes through here before it is escaped.
        finalize=lambda value: display.for_html(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    result.filters |= {
        "bands": bands_of,
        "calibration": calibration_of,
        "count": count,
        "date_words": display.date_words,
        "direction": languages.direction,
        "explain": trust.explain,
        "href": href,
        "language_name": languages.own_name,
        "marks": trust.marks,
        "short_digest": display.short_digest,
        "tag": languages.tag,
        "typeset": display.typeset,
    }
    result.tests |= {"date": display.is_date, "doubtful": trust.is_doubtful}
    style = "\n".join(map(_asset, _STYLES))
    scripts = {page: "\n".join(map(_asset, names)) for page, names in SCRIPTS.items()}
    result.globals |= {
        "drawing": pictures,
        # All of these are our own files, or made of their hashes.
        "policies": {
            page: Markup(content_security_policy(stats_style() if page == "stats" else style, script))  # noqa: S704
            for page, script in scripts.items()
        },
        "scripts": {page: Markup(script) for page, script in scripts.items()},  # noqa: S704
        "style": Markup(style),  # noqa: S704
        "mean_trust": mean_trust,
        "token_probability": token_probability,
    }
    return result


def stats_style() -> str:
    """Return the style of the page of figures, which that is rendered with as ``style``."""
    return "\n".join(map(_asset, _STATS_STYLES))


def design() -> str:
    """Return a digest of all that makes a page besides its article: our code, templates, style and scripts."""
    digest = hashlib.sha256((resources.files("bilingual") / "languages.py").read_bytes())
    for folder in (resources.files(__package__), *(resources.files(__package__) / name for name in _PARTS)):
        for file in sorted((file for file in folder.iterdir() if file.is_file()), key=lambda file: file.name):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def href(page: str, folder: str) -> str:
    """Return the address of a page as seen from a folder; no character in it can pass for a scheme.

    >>> href("2/a:b.html", ""), href("a.html", "2")
    ('2/a%3Ab.html', '../a.html')
    """
    return quote(posixpath.relpath(page, folder or "."), safe="/")


def content_security_policy(style: str, script: str) -> str:
    """Return the policy that allows this style and this script, inlined as they stand, and forbids every request.

    Directives and hash sources are those of https://www.w3.org/TR/CSP3/.
    """
    return (
        f"default-src 'none'; style-src '{_hash_source(style)}'; script-src '{_hash_source(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash_source(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _asset(name: str) -> str:
    return (resources.files(__package__) / "assets" / name).read_text(encoding="utf-8")
