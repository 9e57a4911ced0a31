"""``python -m bilingual.offline COMMAND …`` runs a command of bilingual with all of Python's sockets blocked.

Whatever asks for the network (a connection, an address, a name) fails and is reported on standard error, also where
the asker would have gone on without: then the exit code is 1. So it shows that a command works without the network, and
that nothing in it tries. What is written in C and opens sockets of its own is not seen; a network namespace shows that.
"""

from __future__ import annotations

import sys

from bilingual.io.network import MARK, block


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
