"""Who may ask: the browser that was given the token, from pages of ours alone.

The address that a person opens has the token in its fragment, which no browser sends; a page hands it over once, and
the browser has a cookie from then on, of this host alone and strictly of the same site. Every request has to name our
own host, or a name that somebody made to point here could be asked for (DNS rebinding), and what changes something
has to come from a page of ours.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from werkzeug.wrappers import Request

HOST = "127.0.0.1"
# On every answer. The policies of pages stand beside these.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
# What a browser says of a request that a page of another site made, or another program on this machine served.
_OURS = {None, "same-origin", "none"}


@dataclass(frozen=True, slots=True)
class Guard:
    """Lets requests in, or does not. ``port`` is that of the server."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    # What a browser's program is started with, where others on this machine may read it: each is good for once.
    _tickets: set[str] = field(default_factory=set, repr=False)
    # What the cookie holds: not the token, which stands in the terminal and may stand in a history.
    _cookie: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    @property
    def origin(self) -> str:
        """What our own pages have for their origin."""
        return f"http://{HOST}:{self.port}"

    @property
    def address(self) -> str:
        """What a person opens."""
        return f"{self.origin}/#{self.token}"

    def once(self) -> str:
        """Return an address that can be opened once."""
        ticket = secrets.token_urlsafe(32)
        self._tickets.add(ticket)
        return f"{self.origin}/#{ticket}"

    @property
    def name(self) -> str:
        """The name of the cookie: ports of one host share their cookies."""
        return f"bilingual-review-{self.port}"

    def why_not(self, request: Request) -> str | None:
        """Return why a request is refused whoever makes it, None where it is not."""
        if request.headers.getlist("Host") != [f"{HOST}:{self.port}"]:
            return "another host"
        if request.method not in {"GET", "HEAD"}:
            if request.headers.getlist("Origin") != [self.origin]:
                return "another origin"
            if request.mimetype != "application/json":
                return "no JSON"
        elif request.headers.get("Origin") not in {None, self.origin}:
            return "another origin"
        if request.path != "/" and request.headers.get("Sec-Fetch-Site") not in _OURS:
            return "another site"
        return None

    def knows(self, request: Request) -> bool:
        """Whether the browser was given the token."""
        return hmac.compare_digest(request.cookies.get(self.name, "").encode(), self._cookie.encode())

    def fits(self, token: str) -> bool:
        """Whether this is the token, or a ticket that nobody used yet."""
        if token in self._tickets:
            self._tickets.discard(token)
            return True
        return hmac.compare_digest(token.encode("utf-8", "replace"), self.token.encode())

    def cookie(self) -> dict[str, object]:
        """Return what sets the cookie, as werkzeug takes it."""
        return {"key": self.name, "value": self._cookie, "httponly": True, "samesite": "Strict", "path": "/"}
