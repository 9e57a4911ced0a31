"""``bilingual verify``: a corpus held against itself."""

from __future__ import annotations

from bilingual.cli.errors import ExitCode
from bilingual.cli.flags import CorpusArgument
from bilingual.cli.output import write_line
from bilingual.cli.settings import merged
from bilingual.errors import InputError
from bilingual.wording import count


def verify(output: CorpusArgument = None) -> int:
    """Check that the files of a corpus are whole and agree."""
    from bilingual.corpus.verify import verify

    folder = merged(out=output).out
    done = verify(folder, write_line)
    segments = count(done.segments, "segment")
    write_line(f"{count(done.articles, 'article')}, {segments}, {count(done.problems, 'problem')}")
    for name, exported in done.exports.items():
        write_line(f"{name}: {exported:,} of {segments}")
    if done.stale:
        write_line(f"older than the corpus, or changed: {', '.join(done.stale)}; bilingual export '{folder}' --again")
    if done.damaged:
        return InputError.exit_code
    return ExitCode.NOT_ALL if done.problems else ExitCode.DONE
