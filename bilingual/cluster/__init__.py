"""Shards on many machines. ``running`` builds a plan by workers on Ray; nothing else needs Ray.

``pool`` hands shards out to workers that may fail, whatever they run on (``crew`` is what they say to each other);
``actors`` runs them on Ray, ``session`` begins and ends it, and ``worker`` is what each of them does.
"""
