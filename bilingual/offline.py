"""``python -m bilingual.offline COMMAND …`` runs a command of bilingual with all of Python's sockets blocked.

Whatever asks for the network (a connection, an address, a name) fails and is reported on standard error, also where
the asker would have gone on without: then the exit code is 1. So it shows that a command works without the network, and
that nothing in it tries. What is written in C and opens sockets of its own is not seen; a network namespace shows that.
"""

from __future__ import annotations

import sys

from bilingual.io.network import MARK, block


def main() -> None:
    """Run the command line without the network, and exit with its code, or with 1 where the network was tried."""
    tried = block()
    from bilingual import cli

    code = cli.main(program="python -m bilingual.offline")
    for attempt in tried:
        sys.stderr.write(f"{MARK} {attempt}\n")
    sys.exit(1 if tried else code)


if __name__ == "__main__":
    main()
