"""What every page is made with: templates, the style and scripts inlined in them, and the policy that allows these."""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import quote

from bilingual import languages
from bilingual.checks.attention import attention
from bilingual.checks.confidence.bands import bands_of, calibration_of
from bilingual.formats.html import display, pictures, trust
from bilingual.formats.html.built import built, source
from bilingual.formats.html.citing import cited
from bilingual.formats.html.entries import share
from bilingual.formats.html.interface import dictionary, t, t_attribute
from bilingual.wording import count

if TYPE_CHECKING:
    from jinja2 import Environment, Template

# A page has one script: these files in this order, which `tools/assets.py` makes one program of. It stands in the head,
# so that no page shows in a theme or view other than the reader's own.
# A server of pages may keep elsewhere what is done on them, with another file in the place of "store.js": a kind of
# page more here and in STYLES, of which that tool makes a program more.
_EDITING = ("diff.js", "store.js", "edits.js", "edit.js")
_PAGE = ("language.js", "common.js", "keeper.js", "results.js", "settings.js", "article.js", "marks.js", "find.js")
# What a reader does besides.
_READING = ("status.js", "notes.js", "cite.js", "listen.js", "learn.js")
# An article with word links is a kind of its own: others need not carry the script of words.
LINKED = "linked"
SCRIPTS = {
    "article": (*_PAGE, *_EDITING, *_READING),
    LINKED: (*_PAGE, "words.js", *_EDITING, *_READING),
    "index": (
        *(
            "language.js",
            "common.js",
            "keeper.js",
            "elements.js",
            "status.js",
            "progress.js",
            "state.js",
            "dates.js",
            "data.js",
        ),
        "index.js",
    ),
    "stats": ("language.js", "common.js"),
}
# Pages that a server gives, where a person corrects: "served" are articles, "queue" sentences of several.
_SERVED = ("diff.js", "store.js", "served.js", "edits.js", "edit.js", *_READING)
SERVED_SCRIPTS = {
    "served": (*_PAGE, "words.js", *_SERVED),
    "queue": (*_PAGE, "words.js", *_SERVED, "queue.js"),
    "enter": ("language.js", "enter.js"),
}
# What searches stands beside what is searched: the index runs it with the first data.
PROGRAM = ("query.js", "tokens.js", "search.js", "hits.js", "rows.js", "lines.js", "counts.js")
# Where pages find style and scripts that they share, as seen from ``html/``.
SHARED = "assets"
_PARTS = ("assets", "assets/built", "templates")
# Files beside a page: on a disk, which is no origin, and on a server.
_BESIDE = "'self' file:"
STYLES = {
    "article": ("reader.css", "views.css", "edit.css", "print.css"),
    LINKED: ("reader.css", "views.css", "words.css", "edit.css", "print.css"),
    "index": ("reader.css", "index.css", "print.css"),
    "stats": ("reader.css", "index.css", "stats.css", "print.css"),
}
SERVED_STYLES = {
    "served": (*STYLES[LINKED], "queue.css"),
    "queue": (*STYLES[LINKED], "queue.css"),
    "enter": ("reader.css",),
}


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
        "cited": cited,
        "count": count,
        "date_words": display.date_words,
        "direction": languages.direction,
        "attention": attention,
        "name_of_mark": trust.name_of_mark,
        "note": trust.note,
        "href": href,
        "language_name": languages.own_name,
        "links": display.links,
        "marks": trust.marks,
        "severe": trust.severe,
        "short_digest": display.short_digest,
        "tag": languages.tag,
        "typeset": display.typeset,
        "underlined": display.underlined,
    }
    result.tests |= {"date": display.is_date}
    styles, scripts = ({kind: made(kind) for kind in SCRIPTS} for made in (style, script))
    result.globals |= {
        "drawing": pictures,
        # All of these are our own files, or made of their hashes.
        "policies": {
            page: [
                [Markup(line) for line in content_security_policies(page, styles[page], scripts[page], shared=shared)]  # noqa: S704
                for shared in (False, True)
            ]
            for page in SCRIPTS
        },
        "scripts": {page: Markup(script) for page, script in scripts.items()},  # noqa: S704
        "styles": {page: Markup(style) for page, style in styles.items()},  # noqa: S704
        "t": t,
        "t_attribute": t_attribute,
        "share": share,
        "shared_assets": SHARED,
    }
    return result


@cache
def style(kind: str) -> str:
    """Return the style of a kind of page."""
    return built(f"{kind}.css")


@cache
def script(kind: str) -> str:
    """Return the script of a kind of page: the French that it may say, and its files."""
    return f"{dictionary(sources(kind))}\n{built(f'{kind}.js')}"


@cache
def program() -> str:
    """Return the script that searches, to stand beside the index."""
    return f'{built("search.js")}bilingual.data("program", true);\n'


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


def content_security_policies(page: str, style: str, script: str, *, shared: bool) -> tuple[str, ...]:
    """Return the policies of a kind of page, each of which must let pass what happens.

    The first allows this style and this script, inlined as they stand, and forbids every request. The index loads data
    from beside it: there that script alone may load others (not what stands in the page), and a second policy says from
    where: the disk, or whoever served the page. A page that shares its style and script takes them from there alike.
    A browser that reads a page from a disk knows no hash of a file, nor the path of one: the first needs a fetch that
    files do not answer, and the second is another on every machine.

    Directives and sources are those of https://www.w3.org/TR/CSP3/.
    """
    rest = "base-uri 'none'; form-action 'none'"
    if shared:
        return (f"default-src 'none'; style-src {_BESIDE}; script-src {_BESIDE}; {rest}",)
    styles, scripts = f"style-src '{_hash_source(style)}'", f"script-src '{_hash_source(script)}'"
    if page != "index":
        return (f"default-src 'none'; {styles}; {scripts}; {rest}",)
    return (
        f"default-src 'none'; {styles}; {scripts} 'strict-dynamic'; {rest}",
        f"script-src 'unsafe-inline' {_BESIDE}",
    )


def served(kind: str) -> tuple[str, dict[str, object]]:
    """Return the policy of a kind of page that a server gives, and what its template takes for style and script.

    The page may ask the server that gave it, and send a form there; nobody may frame it. The policy belongs into a
    header of the answer.
    """
    from markupsafe import Markup

    styles, scripts = style(kind), script(kind)
    policy = (
        f"default-src 'none'; style-src '{_hash_source(styles)}'; script-src '{_hash_source(scripts)}'; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    name = "article" if kind != "enter" else kind
    made = {
        "kind": name,
        "shared": False,
        "served": True,
        "linked": False,
        "policies": {name: [[]]},
        "styles": {name: Markup(styles)},  # noqa: S704 - our own files
        "scripts": {name: Markup(scripts)},  # noqa: S704
    }
    return policy, made


def _hash_source(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def sources(kind: str) -> tuple[str, ...]:
    """Return all in which a kind of page may say something: templates, scripts, and what is said of translations."""
    scripts = (SCRIPTS | SERVED_SCRIPTS)[kind]
    return (
        _written(f"{'article' if kind == LINKED else kind}.html.j2")
        + ("" if "words.js" not in scripts else _written("word.html.j2")),
        *(_written(f"{name}.html.j2") for name in ("parts", "base")),
        *map(source, (*scripts, *(PROGRAM if kind == "index" else ()))),
        *(f'"{words}"' for words in trust.words() if kind in {"article", LINKED, "served", "queue", "stats"}),
    )


def _written(name: str) -> str:
    """Return a template with those that it includes, or is made from."""
    text = (resources.files(__package__) / "templates" / name).read_text(encoding="utf-8")
    return text + "".join(map(_written, re.findall(r'\{% (?:include|extends) "([^"]+)" %\}', text)))
