"""Everything that bilingual raises on purpose.

The library raises; the command line catches once, prints ``error: …`` on one line, and exits with ``exit_code``.

    BilingualError                1
     ├── ClusterError             6   machines of a cluster that cannot be reached, or on which no work can be done
     ├── DownloadError            5   a file or an index that cannot be had from the network
     ├── InputError               2   a source that cannot be read as an article
     ├── ModelError               3   a translation package that is missing, damaged or for other languages
     ├── OutputError              4   an output that cannot be written
     └── UsageError               2   options that contradict each other or name what does not exist
"""

from __future__ import annotations

from bilingual.wording import for_terminal


class BilingualError(Exception):
    """The root of the tree. ``message`` says what is wrong, ``remedy`` what to do about it."""

    exit_code = 1

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        """Return message and remedy on one line, whatever they quote from strangers' files.

        >>> str(BilingualError("no article in 'seeds'", "Name a folder with .txt files"))
        "no article in 'seeds'. Name a folder with .txt files."
        """
        return for_terminal(f"{self.message}. {self.remedy}.")


class InputError(BilingualError):
    """A source is missing, empty, or not an article."""

    exit_code = 2


class UsageError(BilingualError):
    """Options contradict each other or name something that does not exist."""

    exit_code = 2


class ClusterError(BilingualError):
    """The machines of a cluster cannot be reached, or no work can be done on them."""

    exit_code = 6


class DownloadError(BilingualError):
    """A file or an index cannot be had from the network."""

    exit_code = 5


class ModelError(BilingualError):
    """A translation package is missing, damaged, or for other languages."""

    exit_code = 3


class OutputError(BilingualError):
    """An output cannot be written."""

    exit_code = 4
