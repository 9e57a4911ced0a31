"""A small corpus under review, and who asks the server as a browser would."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from werkzeug.test import Client

from bilingual.data import Kind, Translation
from bilingual.formats.jsonl import JsonlWriter
from bilingual.io.output import OutputFolder
from bilingual.review.app import CORPUS
from bilingual.review.desk import Desk
from bilingual.review.serving import listening
from tests.support.pages import FULL, PROVENANCE, make, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from werkzeug.test import TestResponse

    from bilingual.data import Article, Pair, Provenance
    from bilingual.review.serving import Running

Texts = list[tuple[str, Translation]]
QUEUE = "/review/queue.html"
VISITORS = Translation("There were 1,000 visitors.", -0.3, ("numbers", "quotes"))


def reviewed(folder: Path, articles: dict[str, Texts] | None = None) -> Path:
    """Write a corpus with pages: of three sentences to check, one stands in both articles."""
    texts = articles or {
        "market": [
            ("« Enfin ! » dit-elle.", Translation("“At last!” she says.", -0.3)),
            ("Il y avait 10 000 visiteurs.", VISITORS),
            ("Elle rit.", Translation("She weeps.", -0.2, ("names",))),
        ],
        "other": [("Oui.", Translation("Yes.", -0.3)), ("Elle rit.", Translation("She weeps.", -0.2, ("names",)))],
    }
    made = [
        make(name, [(Kind.BODY, sentences)], replace(FULL, title=name.title(), publisher=f"Le {name.title()}"))
        for name, sentences in texts.items()
    ]
    return as_corpus(folder, made)


def as_corpus(folder: Path, made: list[tuple[Article, list[Pair]]], provenance: Provenance = PROVENANCE) -> Path:
    """Write articles with their pairs as a corpus with pages."""
    write(folder, made, provenance)
    output = OutputFolder(folder)
    with output, JsonlWriter(output, provenance) as writer:
        for article, pairs in made:
            writer.add(replace(article, provenance=provenance), pairs)
        writer.close()
        output.publish()
    return folder


@contextmanager
def running(folder: Path, *, port: int = 0, **more: Any) -> Iterator[tuple[Desk, Running]]:  # noqa: ANN401 - as ``Desk`` takes it
    """Give a review of a corpus, whose server answers at a port that is free."""
    with Desk(folder, **more) as desk, listening(desk, port=port) as server:
        thread = threading.Thread(target=server.server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield desk, server
        finally:
            server.server.shutdown()
            thread.join()


class Browser:
    """Asks the app as a browser does that was given the token."""

    def __init__(self, server: Running, *, enter: bool = True) -> None:
        self.client = Client(server.app)
        self.origin = server.guard.origin
        self.corpus = {CORPUS: server.app._desk.identity}  # noqa: SLF001
        if enter:
            assert self.post("/review/enter", {"token": server.guard.token}).status_code == 200

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(path, base_url=self.origin, headers=self.corpus | headers)

    def post(self, path: str, body: Any, **headers: str) -> TestResponse:  # noqa: ANN401 - whatever JSON can hold
        return self.client.post(
            path, base_url=self.origin, headers={"Origin": self.origin, **self.corpus, **headers}, json=body
        )

    def act(self, identity: str, source: str, expected: str, *acts: dict[str, str]) -> TestResponse:
        return self.post("/review/acts", {"id": identity, "fr": source, "expected": expected, "acts": list(acts)})
