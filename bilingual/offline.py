"""``python -m bilingual.offline COMMAND …`` runs a command of bilingual with all of Python's sockets blocked.

Whatever asks for the network (a connection, an address, a name) fails and is reported on standard error, also where
the asker would have gone on without: then the exit code is 1. So it shows that a command works without the network, and
that nothing in it tries. What is written in C and opens sockets of its own is not seen; a network namespace shows that.
"""

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


def main() -> None:
    """Run the command line without the network."""
    tried = block()
    from bilingual import cli

    code: object = 0
    try:
        cli.main()
    except SystemExit as error:
        code = error.code
    for attempt in tried:
        sys.stderr.write(f"{MARK} {attempt}\n")
    sys.exit(1 if tried else code)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
