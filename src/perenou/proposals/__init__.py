"""Proposals for better law and better work: as data, computed, and as papers.

``proposal`` is what people write, ``compute`` what the engine finds of a reform, ``moved`` what has
become other since; ``memorandum`` and ``letter`` make papers of the two.
"""
