"""What answers the browser (WSGI): pages, and what a page says that a person did. All else is refused.

| address | what it is |
|---|---|
| ``/`` | takes the token from the address and hands it over to ``/review/enter`` |
| ``/index.html``, ``/search/…`` | the index, and what it searches |
| ``/NAME.html`` | an article |
| ``/review/queue.html`` | what is to check; ``flag``, ``publisher``, ``band`` and ``kind`` filter |
| ``/review/sample.html`` | ``n`` sentences drawn by chance, with ``seed`` |
| ``/review/notes.tsv`` | what people noted, as a file |
| ``/review/acts`` | done by a person: ``{id, fr, expected, acts}`` → what the sentence is now, or 409 with that |
| ``/review/states`` | what sentences are now: ``{ids}`` |
| ``/review/changes`` | what was done ``since`` a number |
| ``/review/estimate`` | what the marks of a sample tell |
| ``/review/marks`` | a mark in a sample: ``{n, seed, id, bad}`` |

What scripts ask for names the corpus of their page in a header: at the address of a review that has ended another may
run, whose corpus has sentences of the same ids.
"""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Request, Response

from bilingual.errors import BilingualError, InputError, OutputError, UsageError
from bilingual.formats.html.display import for_html, typeset
from bilingual.io.inside import is_plain
from bilingual.io.output import PRIVATE
from bilingual.review import notes, pages, sampling
from bilingual.review.acts import done_of, fields, ids_of, text_in
from bilingual.review.desk import ConflictError
from bilingual.review.guard import HEADERS
from bilingual.review.pages import Page
from bilingual.review.queue import FACETS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from wsgiref.types import StartResponse, WSGIEnvironment

    from bilingual.review.desk import Desk
    from bilingual.review.guard import Guard
    from bilingual.review.sampling import Sample

CORPUS = "Bilingual-Corpus"
# What no sentence with its translation reaches, and no list of ids.
MAX_BYTES = 1024**2
_NO_FRAMES = "frame-ancestors 'none'"
_CLOSED = "This page belongs to no review that runs. Open the address that bilingual review printed."
_STATUS = {OutputError: 507, UsageError: 400, InputError: 400}
# A seed that every program can count.
_MOST_SEED = 2**53


class App:
    """The web app over a desk. ``start`` is the page that a person comes to first; ``note`` hears what went wrong."""

    def __init__(self, desk: Desk, guard: Guard, start: str, note: Callable[[str], None]) -> None:
        self._desk = desk
        self._guard = guard
        self._start = start
        self._note = note
        self._index = pages.IndexPages()
        self._samples: dict[tuple[int, int], Sample] = {}
        self._lock = threading.Lock()
        self._posts: Mapping[str, Callable[[bytes], tuple[Any, int]]] = {
            "/review/acts": self._act,
            "/review/states": self._states,
            "/review/marks": self._mark,
        }
        self._asked: Mapping[str, Callable[[Request], Mapping[str, Any]]] = {
            "review/changes": self._changes,
            "review/estimate": self._estimate,
        }

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        request = Request(environ, populate_request=False)
        request.max_content_length = MAX_BYTES
        response = self._answer(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response(environ, start_response)

    def close(self) -> None:
        """Take away what was made for a while."""
        self._index.close()

    def sample(self, size: int, seed: int) -> Sample:
        """Return a sample, begun here or before. Raises what ``bilingual.review.sampling.sample`` raises."""
        with self._lock:
            if (size, seed) not in self._samples:
                private = self._desk.folder / PRIVATE
                self._samples[size, seed] = sampling.sample(private, self._desk.shelf, size, seed)
            return self._samples[size, seed]

    def _answer(self, request: Request) -> Response:
        """Answer a request, whatever goes wrong."""
        try:
            if self._guard.why_not(request):
                return _refused(403)
            return self._let(request)
        except RequestEntityTooLarge:
            return _json({"error": f"it has more than {MAX_BYTES:,} bytes"}, 413)
        except HTTPException as error:
            return _refused(error.code or 400)
        except BilingualError as error:
            return _json({"error": str(error)}, _STATUS.get(type(error), 500))
        except Exception as error:  # noqa: BLE001 - a person at work must not lose the server
            self._note(f"something unforeseen happened ({type(error).__name__}: {error}); nothing was lost by it")
            return _json({"error": "something unforeseen happened; see the terminal"}, 500)

    def _let(self, request: Request) -> Response:
        """Answer who may ask: whoever has no cookie yet gets the page that takes the token, and may hand that over."""
        reads = request.method in {"GET", "HEAD"}
        if request.path == "/" and reads:
            return _page(pages.enter(self._start, self._desk))
        if request.path == "/review/enter" and request.method == "POST":
            return self._let_in(request)
        post = self._posts.get(request.path)
        if not self._guard.knows(request) or not self._is_of_this_corpus(request):
            return _refused(403)
        if post is None and reads:
            return self._given(request)
        if post is None or request.method != "POST":
            return _refused(405)
        return _json(*post(request.get_data(cache=False)))

    def _is_of_this_corpus(self, request: Request) -> bool:
        """Whether what a script asks for is of this corpus; whoever opens a page need not know it."""
        by_script = request.path in self._posts or request.path.removeprefix("/") in self._asked
        return not by_script or request.headers.get(CORPUS) == self._desk.identity

    def _let_in(self, request: Request) -> Response:
        if not self._guard.fits(text_in(fields(request.get_data(cache=False)), "token")):
            return _refused(403)
        response = _json({}, 200)
        response.set_cookie(**self._guard.cookie())  # type: ignore[arg-type]
        return response

    def _given(self, request: Request) -> Response:
        """Return a page, or what a page asks for from time to time."""
        name = request.path.removeprefix("/")
        if ask := self._asked.get(name):
            return _json(ask(request), 200)
        page = self._page(name, request)
        return _page(page) if page else _refused(404)

    def _page(self, name: str, request: Request) -> Page | None:
        """Return a page by its path, None where there is none."""
        desk = self._desk
        if name == "review/queue.html":
            return pages.queue(desk, {facet: request.args.get(facet, "") for facet in FACETS})
        if name == "review/sample.html":
            return pages.sample(desk, self._sample_of(request))
        if name == "review/notes.tsv":
            return Page(notes.table(desk), type="text/tab-separated-values")
        if not is_plain(name):
            return None
        if (number := desk.shelf.pages.get(name)) is not None:
            return pages.article(desk, number)
        return self._index.page(desk, name) if name.startswith(("index", "search/")) else None

    def _sample_of(self, request: Request) -> Sample:
        size, seed = (_number(request.args.get(key, "")) for key in ("n", "seed"))
        return self.sample(size, seed)

    def _estimate(self, request: Request) -> Mapping[str, float]:
        return told(self._sample_of(request))

    def _act(self, body: bytes) -> tuple[Any, int]:
        try:
            state = self._desk.act(done_of(body))
        except ConflictError as error:
            return {"state": error.state}, 409
        return {"state": state, **self._progress()}, 200

    def _states(self, body: bytes) -> tuple[Any, int]:
        return {"states": self._desk.states(ids_of(body))}, 200

    def _mark(self, body: bytes) -> tuple[Any, int]:
        said = fields(body)
        size, seed, bad = said.get("n"), said.get("seed"), said.get("bad")
        if not all(isinstance(one, int) and not isinstance(one, bool) for one in (size, seed)):
            raise UsageError("it names no sample", "Load the page again")
        if not (bad is None or isinstance(bad, bool)):
            raise UsageError("it is neither good nor bad", "Load the page again")
        drawn = self.sample(_number(str(size)), _number(str(seed)))
        drawn.mark(text_in(said, "id"), bad=bad, by=self._desk.by)
        return told(drawn), 200

    def _changes(self, request: Request) -> Mapping[str, Any]:
        changes = self._desk.since(_number(request.args.get("since", "")))
        language = self._desk.shelf.languages[0]
        # As pages set it, which look for the sentence wherever else it stands.
        told = [{"id": one.id, "fr": for_html(typeset(one.source, language))} for one in changes or ()]
        listed = None if changes is None else told
        return {"number": self._desk.number, "changes": listed, **self._progress()}

    def _progress(self) -> Mapping[str, int]:
        queue = self._desk.queue
        return {"done": len(queue.done), "total": len(queue.done) + len(queue.left)}


def told(drawn: Sample) -> Mapping[str, float]:
    """Return what the marks of a sample tell, for its page."""
    found = drawn.estimate
    return {
        "marked": found.marked, "bad": found.bad, "all": len(drawn.drawn),
        "low": round(100 * found.low), "high": round(100 * found.high),
        "share": round(100 * found.bad / found.marked) if found.marked else 0,
    }  # fmt: skip


def _number(text: str) -> int:
    """Return a whole number. Raises UsageError."""
    if not text.isascii() or not text.isdecimal() or len(text) > len(str(_MOST_SEED)):
        raise UsageError("that is no whole number", "Load the page again")
    return int(text)


def _page(page: Page) -> Response:
    response = Response(page.text, content_type=f"{page.type}; charset=utf-8")
    response.headers["Content-Security-Policy"] = page.policy or _NO_FRAMES
    return response


def _json(answer: object, status: int) -> Response:
    text = json.dumps(answer, ensure_ascii=True)
    response = Response(text, status, content_type="application/json")
    response.headers["Content-Security-Policy"] = f"default-src 'none'; {_NO_FRAMES}"
    return response


def _refused(status: int) -> Response:
    words = {403: _CLOSED, 404: "There is no such page.", 405: "That cannot be done here."}
    response = Response(words.get(status, "That was not understood."), status, content_type="text/plain; charset=utf-8")
    response.headers["Content-Security-Policy"] = f"default-src 'none'; {_NO_FRAMES}"
    return response
