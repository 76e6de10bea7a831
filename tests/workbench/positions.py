"""Positions for the tests of the workbench: begun, sent, approved."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from perenou.rules.citation import Citation
from perenou.workbench.accounts.models import User
from perenou.workbench.positions import actions
from perenou.workbench.positions.content import Content
from perenou.workbench.positions.models import Position

_SENT = count()

CONTENT = Content(
    question="Millest päevast jookseb kuue kuu tähtaeg?",
    answer="Tähtaeg jookseb järgmisest päevast.",
    reasons="PHS § 28 lg 2 ja TsÜS § 135 lg 1.",
    sources="",
    other="",
    citations=(Citation.parse("PHS § 28 lg 2"),),
    theme="family_allowances",
)


def token() -> str:
    """What no form was sent with before."""
    return f"tests-{next(_SENT)}"


def saying(cited: str = "PHS § 28 lg 2", **told: object) -> Content:
    """A content that cites some provisions and says something else than the others."""
    citations = tuple(Citation.parse(each) for each in cited.split("; "))
    return replace(CONTENT, citations=citations, **told)  # type: ignore[arg-type]


def begun(author: User, content: Content = CONTENT, supersedes: Position | None = None) -> Position:
    """A draft."""
    return actions.begin(author, content, token=token(), supersedes=supersedes)


def waiting(
    author: User, content: Content = CONTENT, supersedes: Position | None = None
) -> Position:
    """A position that waits for approval."""
    position = begun(author, content, supersedes)
    actions.send(author, position, based_on=1, token=token())
    position.refresh_from_db()
    return position


def approved(
    author: User, by: User, content: Content = CONTENT, supersedes: Position | None = None
) -> Position:
    """A position that holds."""
    position = waiting(author, content, supersedes)
    actions.approve(by, position, competence="teenuse juhtimine", based_on=1, token=token())
    position.refresh_from_db()
    return position
