"""How the processes that answer are started, as gunicorn reads it."""

from __future__ import annotations

preload_app = True
"""The program is read once, and each process begins as a copy of the one that has read it."""


def post_fork(server: object, worker: object) -> None:
    """Begin in each process what is read beside: a copy has none of its parent's threads."""
    del server, worker
    from perenou.workbench.desk.law_index import build_beside
    from perenou.workbench.questions.published import build_beside as read_beside

    build_beside()
    read_beside()
