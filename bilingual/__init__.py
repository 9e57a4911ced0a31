"""Turn French articles into an aligned French-English corpus, offline, with Argos Translate."""

__version__ = "0.1.0"
