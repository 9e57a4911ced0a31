"""What a page knows of its article to cite it by: the script makes notes, BibTeX and RIS of it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilingual.data import Article, Provenance

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def cited(article: Article, provenance: Provenance, page: str = "") -> str:
    """Return the facts as JSON, without those that are absent.

    An address is one of the web; ``model`` names what translated, where people did not; ``page`` is the address of the
    article's page, as seen from one that is another.
    """
    facts = article.metadata
    address = facts.url or ""
    made = [f"{step.model} {step.model_version}".strip() for step in provenance.models]
    known = {
        "title": facts.title,
        "authors": list(facts.authors),
        "publisher": facts.publisher or facts.site,
        "date": facts.date,
        "url": address if _ADDRESS.fullmatch(address) else None,
        "model": None if provenance.by_people else " + ".join(made) or f"{provenance.model} {provenance.model_version}",
        "page": page,
    }
    return json.dumps({name: value for name, value in known.items() if value}, ensure_ascii=False)
