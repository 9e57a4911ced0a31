"""Python's sockets, blocked: whatever asks for the network fails, and what was tried is kept."""

from __future__ import annotations

import sys
from typing import Final

# Python's own audit events (https://docs.python.org/3/library/audit_events.html) of what reaches beyond the process.
# Not socket.bind: urllib3, when it is imported, looks so whether the machine has IPv6, and asks nobody.
EVENTS: Final = frozenset({
    "socket.connect", "socket.getaddrinfo", "socket.gethostbyaddr", "socket.gethostbyname",
    "socket.getnameinfo", "socket.sendmsg", "socket.sendto",
})  # fmt: skip
MARK: Final = "network:"


def block() -> list[str]:
    """Make every use of the network fail from now on; return the list that will hold what was tried.

    There is no way back: an audit hook lasts as long as the process.
    """
    tried: list[str] = []

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in EVENTS:
            tried.append(f"{event} {' '.join(str(argument) for argument in arguments if not _is_socket(argument))}")
            raise OSError(f"{MARK} {tried[-1]} was tried, and is blocked")

    sys.addaudithook(hook)
    return tried


def _is_socket(argument: object) -> bool:
    return type(argument).__name__.lower() == "socket"
