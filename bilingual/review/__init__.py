"""The local web app in which a person corrects translations: what is done is on disk before a page says so.

``desk.py`` has what is on the table: the corpus with all that people decided laid over it, and one writer, for which
``deciding.py`` says what is recorded of an act. ``app.py`` answers a browser that ``guard.py`` lets in, with pages of
``pages.py``; ``serving.py`` runs it.
"""
