"""Documents for people: a file an article, in both languages or in one (see ``laid_out.py``)."""
