"""Formats of corpus tools: a text in each language, cut into sentences, and which sentences say the same."""
