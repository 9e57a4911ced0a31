"""What comes out of documents, held against the texts that they were made of.

    python benchmarks/documents.py TEXTS DOCUMENTS… [--show N]

TEXTS is a folder of texts (.txt), DOCUMENTS are folders in which other programs made documents of them, each called as
its text is: `soffice --headless --convert-to docx`, `pandoc -o a.epub`, and so on. For each kind of document it prints
how many of the texts' sentences come out as from the text itself, in order, and how many come out that are none of the
text's. A book's chapters count as one text. With --show it prints the first that do not.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

from bilingual import BilingualError, Corpus, FakeEngine, Options, build


def sentences(path: Path) -> tuple[list[str], list[str]]:
    """Return the sentences that a build finds in a file, and what it says of what it cannot read."""
    with TemporaryDirectory() as out:
        try:
            report = build([path], Options(out=out, formats="jsonl"), FakeEngine())
        except BilingualError as error:
            return [], [str(error)]
        found = [pair.segment.text for _, pairs in Corpus(out) for pair in pairs]
    return found, list(map(str, report.skipped))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path)
    parser.add_argument("documents", type=Path, nargs="+")
    parser.add_argument("--show", type=int, default=0)
    given = parser.parse_args()
    wanted = {path.stem: sentences(path)[0] for path in sorted(given.texts.glob("*.txt"))}
    for folder in given.documents:
        totals: defaultdict[str, list[float]] = defaultdict(lambda: [0, 0, 0, 0, 0])
        shown = 0
        for path in sorted(folder.iterdir()):
            if path.stem not in wanted:
                continue
            start = time.process_time()
            found, wrong = sentences(path)
            seconds = time.process_time() - start
            text = wanted[path.stem]
            same = sum(block.size for block in SequenceMatcher(None, text, found, autojunk=False).get_matching_blocks())
            total = totals[path.suffix]
            for number, value in enumerate((1.0, len(text), same, len(found) - same, seconds)):
                total[number] += value
            if wrong and shown < given.show:
                print(f"  {path.name}: {wrong[0]}")
            if same < len(text) and shown < given.show:
                shown += 1
                print(f"  {path.name}: {len(text) - same} of {len(text)}")
                matcher = SequenceMatcher(None, text, found, autojunk=False)
                for kind, a, b, c, d in matcher.get_opcodes():
                    if kind != "equal":
                        print(f"    - {text[a:b]}\n    + {found[c:d]}")
        for suffix, (files, whole, kept, more, used) in sorted(totals.items()):
            share = kept / whole if whole else 0
            print(
                f"{folder.name:12} {suffix:6} {files:4.0f} documents {whole:6.0f} sentences "
                f"{share:8.2%} as from the text {more:5.0f} others {used * 1000 / files:7.1f} CPU ms each"
            )


if __name__ == "__main__":
    main()
