"""Documents of word processors, books, pages of print, Markdown and subtitles: a reader a file.

What a document marks up keeps its kind (headings, captions, notes, items of lists and tables), what it does not is told
as of plain text (``laid_out.py``). The text that offsets index is what was extracted, a paragraph a line.
"""
