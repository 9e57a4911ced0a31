"""What the server gives to whom, and what it refuses: attacks on a program that listens on this machine."""

from __future__ import annotations

import html
import json
import re
import socket
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bilingual.corpus.corrections import Heard, Note, take
from bilingual.data import Entry, Kind, Translation
from bilingual.errors import OutputError
from bilingual.io.output import OutputFolder
from bilingual.memory import Memory
from bilingual.memory.decisions import Decision
from bilingual.review.app import CORPUS, MAX_BYTES
from tests.support.hostile import hostile_corpus
from tests.support.pages import make
from tests.support.reviewed import QUEUE, Browser, as_corpus, reviewed, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from werkzeug.test import TestResponse

    from bilingual.review.desk import Desk
    from bilingual.review.serving import Running

EDIT = {"what": "edit", "text": "There were 10,000 visitors."}
ABOUT = ("market:1:2", "Il y avait 10 000 visiteurs.", "There were 1,000 visitors.")
ACT = {"id": ABOUT[0], "fr": ABOUT[1], "expected": ABOUT[2], "acts": [EDIT]}

OTHER_FILES = (
    "/../articles.jsonl",
    "/..%2f..%2fetc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "//etc/passwd",
    "/.bilingual/memory.sqlite",
    "/search/../../articles.jsonl",
    "/search/..%5c..%5carticles.jsonl",
    "/index.html/../market.html",
    "/index%00.html",
    "/bitext.jsonl",
    "/articles.jsonl",
    "/html/market.html",
    "/market.html/",
    "/MARKET.HTML",
    "/review/",
    "/review/nope",
    "/" + "a" * 5000 + ".html",
)
NONSENSE = (
    b"",
    b"{",
    b"[]",
    b"null",
    b"NaN",
    b"[" * 100_000,
    b"\xff\xfe",
    *(
        f'{{"id": "market:1:2", "acts": {acts}}}'.encode()
        for acts in (
            *("1", "[]", "[1]", '[{"what": "edit"}]', '[{"what": "edit", "text": "  "}]', '[{"what": "burn"}]'),
            *('[{"what": ["edit"], "text": "x"}]', '[{"what": "edit", "text": "\\ud800"}]', '[{"what": "dismiss"}]'),
        )
    ),
    b'{"id": 1, "acts": [{"what": "accept"}]}',
    json.dumps({"acts": [EDIT] * 51}).encode(),
)


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Running]]:
    with running(reviewed(tmp_path_factory.mktemp("corpus"))) as both:
        yield both


def said(answer: TestResponse) -> dict[str, Any]:
    found = answer.json
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    "path",
    [
        QUEUE,
        "/index.html",
        "/market.html",
        "/review/changes?since=0",
        "/review/sample.html?n=2&seed=1",
        "/search/program.js",
    ],
)
def test_nobody_sees_anything_without_the_token(review: tuple[Desk, Running], path: str) -> None:
    _, server = review
    answer = Browser(server, enter=False).get(path)
    assert answer.status_code == 403
    assert "visiteurs" not in answer.text
    assert Browser(server).get(path.replace("program", "texts-1")).status_code in {200, 404}


def test_the_page_that_takes_the_token_holds_nothing_and_no_page_holds_the_token(review: tuple[Desk, Running]) -> None:
    _, server = review
    browser = Browser(server)
    for path in ("/", QUEUE, "/market.html", "/index.html"):
        answer = browser.get(path)
        assert answer.status_code == 200
        assert server.guard.token not in answer.text
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"
    assert "visiteurs" not in browser.get("/").text


def test_the_cookie_is_of_this_host_and_site_alone_and_is_not_the_token(review: tuple[Desk, Running]) -> None:
    _, server = review
    said = Browser(server, enter=False).post("/review/enter", {"token": server.guard.token}).headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(said.split("; "))
    assert "Domain" not in said
    assert server.guard.token not in said


def test_a_ticket_is_good_for_once(review: tuple[Desk, Running]) -> None:
    _, server = review
    ticket = server.guard.once().partition("#")[2]
    codes = [Browser(server, enter=False).post("/review/enter", {"token": ticket}).status_code for _ in range(2)]
    assert codes == [200, 403]


@pytest.mark.parametrize("token", ["", "x" * 43, "é", "\udcff", None, 1, ["a"]])
def test_other_tokens_are_none(review: tuple[Desk, Running], token: object) -> None:
    _, server = review
    assert Browser(server, enter=False).post("/review/enter", {"token": token}).status_code in {400, 403}


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:{port}.evil.example", ""]
)
def test_a_name_that_was_made_to_point_here_is_refused(review: tuple[Desk, Running], host: str) -> None:
    _, server = review
    browser, name = Browser(server), host.format(port=server.guard.port)
    assert browser.get("/market.html", Host=name).status_code == 403
    assert browser.get("/", Host=name).status_code == 403
    assert browser.post("/review/acts", ACT, Host=name).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Origin": "file://"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_what_another_site_sends_changes_nothing(review: tuple[Desk, Running], headers: dict[str, str]) -> None:
    desk, server = review
    sent = {name: value.format(port=server.guard.port) for name, value in headers.items()}
    before = desk.number
    answer = Browser(server).post("/review/acts", ACT, **sent)
    # A browser that says where it is from names its origin, too.
    assert answer.status_code == 403 or "Origin" not in headers
    if "Origin" in headers:
        assert desk.number == before
    assert Browser(server).get("/market.html", **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert Browser(server).get("/market.html", **{"Sec-Fetch-Site": "same-site"}).status_code == 403


def test_a_form_of_another_site_cannot_send_json(review: tuple[Desk, Running]) -> None:
    desk, server = review
    browser, before = Browser(server), desk.number
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""):
        answer = browser.client.post(
            "/review/acts",
            base_url=browser.origin,
            headers={"Origin": browser.origin, **browser.corpus},
            data=json.dumps(ACT),
            content_type=kind,
        )
        assert answer.status_code == 403
    answer = browser.client.post("/review/acts", base_url=browser.origin, headers=browser.corpus, json=ACT)
    assert answer.status_code == 403, "no origin at all"
    assert desk.number == before


@pytest.mark.parametrize("corpus", ["", "0" * 16, None])
def test_a_page_of_another_corpus_that_was_reviewed_here_changes_nothing(
    review: tuple[Desk, Running], corpus: str | None
) -> None:
    desk, server = review
    browser, before = Browser(server), desk.number
    browser.corpus = {} if corpus is None else {CORPUS: corpus}
    assert browser.post("/review/acts", ACT).status_code == 403
    assert browser.post("/review/states", {"ids": []}).status_code == 403
    assert browser.get("/review/changes?since=0").status_code == 403
    assert browser.get("/review/estimate?n=2&seed=1").status_code == 403
    assert desk.number == before


@pytest.mark.parametrize("path", OTHER_FILES)
def test_no_path_leads_to_other_files(review: tuple[Desk, Running], path: str) -> None:
    _, server = review
    answer = Browser(server).get(path)
    assert answer.status_code == 404
    assert "visiteurs" not in answer.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "POST"])
@pytest.mark.parametrize("path", ["/market.html", QUEUE, "/review/acts", "/"])
def test_other_methods_are_refused(review: tuple[Desk, Running], method: str, path: str) -> None:
    desk, server = review
    browser, before = Browser(server), desk.number
    if (method, path) == ("POST", "/review/acts"):
        assert browser.get(path).status_code == 405
        return
    headers = {"Origin": browser.origin, **browser.corpus}
    answer = browser.client.open(path, base_url=browser.origin, method=method, headers=headers, json={})
    assert answer.status_code in {403, 405}
    assert desk.number == before


@pytest.mark.parametrize("body", NONSENSE)
@pytest.mark.parametrize("path", ["/review/acts", "/review/states", "/review/marks"])
def test_what_is_no_request_of_ours_is_refused_on_a_line(review: tuple[Desk, Running], path: str, body: bytes) -> None:
    desk, server = review
    browser, before = Browser(server), desk.number
    headers = {"Origin": browser.origin, **browser.corpus}
    answer = browser.client.post(
        path, base_url=browser.origin, headers=headers, data=body, content_type="application/json"
    )
    assert answer.status_code == 400
    assert re.fullmatch(r"[^\n]+\.", said(answer)["error"])
    assert desk.number == before


def test_more_than_any_sentence_is_not_read(review: tuple[Desk, Running]) -> None:
    _, server = review
    act = {**ACT, "acts": [{"what": "edit", "text": "x" * MAX_BYTES}]}
    assert Browser(server).post("/review/acts", act).status_code == 413


def test_a_body_without_end_and_one_that_never_comes_hold_nobody_up(review: tuple[Desk, Running]) -> None:
    desk, server = review
    head = f"POST /review/acts HTTP/1.1\r\nHost: 127.0.0.1:{server.guard.port}\r\nOrigin: {server.guard.origin}\r\n"
    cookie = f"Cookie: {server.guard.name}={server.guard.cookie()['value']}\r\nContent-Type: application/json\r\n"
    cookie += f"{CORPUS}: {desk.identity}\r\n"
    with socket.create_connection(("127.0.0.1", server.guard.port), timeout=10) as waiting:
        waiting.sendall(f"{head}{cookie}Content-Length: 100\r\n\r\n{{".encode())
        with socket.create_connection(("127.0.0.1", server.guard.port), timeout=10) as other:
            other.sendall(f"{head}{cookie}Content-Length: {2**40}\r\n\r\n".encode())
            answer = other.recv(100)
        assert answer.startswith(b"HTTP/1.1 413")
        assert b"Python" not in answer


@pytest.mark.parametrize("seed", ["-1", "x", "1" * 30, "", "１"])
def test_numbers_are_numbers(review: tuple[Desk, Running], seed: str) -> None:
    _, server = review
    assert Browser(server).get(f"/review/sample.html?n=2&seed={seed}").status_code == 400
    assert Browser(server).get(f"/review/changes?since={seed}").status_code == 400


def test_what_filters_say_is_escaped(review: tuple[Desk, Running]) -> None:
    _, server = review
    answer = Browser(server).get(QUEUE).text
    assert answer
    hostile = Browser(server).get(f"{QUEUE}?flag=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in hostile.text
    assert "There is nothing to check." in hostile.text


def test_what_people_noted_is_escaped(tmp_path: Path) -> None:
    payload = '"><script>alert(1)</script>\u2028'
    with running(reviewed(tmp_path), by=payload) as (_, server):
        browser = Browser(server)
        notes = ({"what": "note", "text": payload}, {"what": "dismiss", "flag": "quotes", "reason": payload})
        assert browser.act(*ABOUT, *notes).status_code == 200
        assert browser.act(*ABOUT, {"what": "note", "text": "x" * 2_001}).status_code == 400
        for path in (QUEUE, "/market.html", "/review/sample.html?n=5&seed=1"):
            page = browser.get(path).text
            assert "data-note=" in page
            assert "<script>alert(1)" not in page


def test_the_notes_are_a_file_that_import_takes(tmp_path: Path) -> None:
    corpus, other = reviewed(tmp_path / "corpus"), reviewed(tmp_path / "other")
    everywhere = Decision(languages=("fr", "en"), source="Oui.", action="note", reason="everywhere")
    gone = replace(everywhere, article="gone", text_sha256="0", occurrence=1, reason="left behind")
    with Memory(OutputFolder(corpus).memory) as memory:
        memory.record([everywhere, gone])
    with running(corpus, by="Anne") as (_, server):
        browser = Browser(server)
        assert browser.act(*ABOUT, {"what": "note", "text": "=ask\\ him"}).status_code == 200
        browser.act("other:1:2", "Elle rit.", "She weeps.", {"what": "note", "text": '"why"'})
        assert 'href="notes.tsv"' in browser.get(QUEUE).text
        answer = browser.get("/review/notes.tsv")
        assert answer.content_type == "text/tab-separated-values; charset=utf-8"
        assert answer.text.splitlines()[0] == "id\tfr\ten\tnote"
        (tmp_path / "notes.tsv").write_bytes(answer.data)
        assert Browser(server, enter=False).get("/review/notes.tsv").status_code == 403
    heard: list[Heard] = []
    summary = take(tmp_path / "notes.tsv", other, None, heard.append)
    told = [(one.id, one.text) for one in heard if isinstance(one, Note)]
    assert told[:2] == [("market:1:2", "=ask\\ him"), ("other:1:2", '"why"')]
    assert (summary.sentences, summary.changed, summary.conflicts) == (0, 0, 0)


def test_the_queue_shows_what_its_article_renders_otherwise_and_how_each_is_cited(tmp_path: Path) -> None:
    texts = [("Il vit à Kidal.", "He lives in Kidal.")] * 3 + [("Elle part de Kidal.", "She leaves Gao.")]
    pairs = [(french, Translation(english, -0.3, ())) for french, english in texts]
    pairs[-1] = (pairs[-1][0], Translation("She leaves Gao.", -0.3, ("names", "inconsistent")))
    with running(reviewed(tmp_path, {"a": pairs})) as (_, server):
        page = Browser(server).get(QUEUE).text
    assert "here “Gao”" in page or "elsewhere in the article" in page
    assert "/a.html" in page[page.index("data-cite") :]


def test_nothing_in_a_strangers_corpus_runs(tmp_path: Path) -> None:
    payload = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
    articles, provenance = hostile_corpus(payload)
    # A page of the folder itself, changed by whoever gave it, is not what is served.
    corpus = as_corpus(tmp_path, articles, provenance)
    for path in (corpus / "html").rglob("*.html"):
        path.write_text("<script>alert(3)</script>", encoding="utf-8")
    (corpus / "html" / "search" / "more.js").write_text("alert(4)", encoding="utf-8")
    with running(corpus) as (desk, server):
        browser = Browser(server)
        pages = [*desk.shelf.pages, "review/queue.html", "review/sample.html?n=5&seed=1", "index.html"]
        for page in pages:
            answer = browser.get(f"/{page}")
            assert answer.status_code == 200
            assert not re.search(r"<script>alert|<img|onerror=alert\(2\)>(?!\\)", without_scripts(answer.text))
        assert browser.get("/search/more.js").status_code == 404


def without_scripts(page: str) -> str:
    """Return a page without our own script, which is allowed by its hash."""
    return re.sub(r"<script>(?!alert).*?</script>", "", page, flags=re.DOTALL)


def test_an_act_is_answered_with_what_stands_and_a_conflict_with_what_came_between(tmp_path: Path) -> None:
    with running(reviewed(tmp_path)) as (desk, server):
        one, two, begun = Browser(server), Browser(server), desk.number
        done = one.act(*ABOUT, EDIT)
        assert done.status_code == 200
        assert said(done)["state"]["text"] == EDIT["text"]
        assert said(done)["total"] - said(done)["done"] == 2
        late = two.act(*ABOUT, {"what": "edit", "text": "Other."})
        assert late.status_code == 409
        assert said(late)["state"]["text"] == EDIT["text"]
        # Who says the same says nothing against it.
        assert two.act(*ABOUT, EDIT).status_code == 200
        assert one.act("market:1:99", *ABOUT[1:], EDIT).status_code == 409
        assert one.act(ABOUT[0], "Une autre phrase.", ABOUT[2], EDIT).status_code == 409
        changes = said(two.get(f"/review/changes?since={begun}"))
        assert [change["id"] for change in changes["changes"]] == ["market:1:2"]
        # As the page has it, whose spaces are others.
        shown = re.search(r"<bdi>(Il y avait.*?)</bdi>", re.sub(r"</?u>|</?mark>", "", one.get("/market.html").text))
        assert shown
        assert changes["changes"][0]["fr"] == html.unescape(re.sub(r"<[^>]+>", "", shown[1]))
        # Numbers of another review are none of this one's.
        for number in (begun - 1, begun + 99):
            assert said(two.get(f"/review/changes?since={number}"))["changes"] is None
        states = said(two.post("/review/states", {"ids": ["market:1:2", "market:9:9", "nobody:1:1", "x"]}))["states"]
        assert [state["text"] for state in states] == [EDIT["text"]]


def test_a_disk_that_is_full_is_said_and_what_is_unforeseen_is_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[str] = []
    with running(reviewed(tmp_path)) as (desk, server):
        server.app._note = noted.append  # noqa: SLF001
        browser = Browser(server)
        for error, status in ((OutputError("full", "Make room"), 507), (ZeroDivisionError("x"), 500)):

            def fail(*_: object, error: Exception = error) -> None:
                raise error

            with monkeypatch.context() as patch:
                patch.setattr(desk.memory, "record", fail)
                answer = browser.act(*ABOUT, EDIT)
            assert answer.status_code == status
            assert "Traceback" not in answer.text
        assert len(noted) == 1
        assert browser.act(*ABOUT, EDIT).status_code == 200


def test_the_queue_tells_what_hangs_on_the_whole_article(tmp_path: Path) -> None:
    said = [
        ("Le maire de Kidal parle.", Translation("The mayor of Kidal speaks.", -0.1)),
        ("La ville de Kidal est calme.", Translation("The town of Kidal is calm.", -0.1)),
        ("Il vit à Kidal.", Translation("He lives in Kidal.", -0.1)),
        ("La junte aime Kidal.", Translation("The council likes Gao.", -0.1, ("glossary", "inconsistent"))),
    ]
    article, pairs = make("a", [(Kind.BODY, said)])
    as_corpus(tmp_path / "corpus", [(replace(article, terms=(Entry("junte", ("junta",)),)), pairs)])
    with running(tmp_path / "corpus") as (_, server):
        page = re.sub("<[^>]+>", "", Browser(server).get(QUEUE).text)
    assert "as the glossary of the build says: junte → junta." in page
    assert "here “Gao”, elsewhere in the article “Kidal” 3 times." in page
