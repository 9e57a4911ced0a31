"""``bilingual read``: the pages of a corpus, in the reader's browser."""

from __future__ import annotations

import os

from bilingual.cli.flags import CorpusArgument
from bilingual.cli.output import note_unsettled, write_bytes
from bilingual.cli.settings import merged
from bilingual.errors import InputError


def read(output: CorpusArgument = None) -> None:
    """Open the pages of a corpus in the browser. Where there is none, print the path of their index."""
    import webbrowser

    from bilingual.formats.corpus import refuse_shards
    from bilingual.io.inside import place, refuse_link

    folder = merged(out=output).out
    # Pages name each other by their places, so that here the reader cannot be given those that are still staged.
    note_unsettled(folder, pages=True)
    index = place(folder, "html/index.html")
    refuse_link(index)
    if not index.is_file():
        refuse_shards(folder)
        raise InputError(f"no pages in '{folder}'", "Name the output folder of a build, or run a build first")
    if not webbrowser.open(index.resolve().as_uri()):
        write_bytes(os.fsencode(index))
