"""Proposals for the tests of the workbench."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from secrets import token_hex

from perenou.proposals.compute import Asked, compute
from perenou.proposals.computed import Computed
from perenou.proposals.proposal import Kind
from perenou.proposals.proposal import Proposal as Content
from perenou.rules.rule import day_of
from perenou.workbench.accounts.models import User
from perenou.workbench.proposals import actions
from perenou.workbench.proposals.invented import REFORM
from perenou.workbench.proposals.models import Proposal

EXAMPLE = Path(__file__).parents[2] / "examples" / "reforms" / "child_allowance_100.yaml"
AS_OF = day_of("2026-11-27")


def token() -> str:
    """Of a form that is sent once."""
    return token_hex(12)


def quiet(done: int, steps: int) -> None:
    """Nobody watches."""
    del done, steps


@lru_cache(maxsize=4)
def found(families: int = 6, seed: int = 20261127) -> Computed:
    """What the engine finds of the sample reform, of a few families and without machine code."""
    asked = Asked(AS_OF, families=families, seed=seed, seconds=0)
    return compute(EXAMPLE, asked, None, quiet)


def begun(author: User, title: str = "Lapsetoetus 100 eurot", reform: str = REFORM) -> Proposal:
    """A proposal that somebody begins."""
    content = Content(title, Kind.LAW, problem="Määr on vana.")
    return actions.begin(author, content, reform=reform, token=token())


def computed(author: User) -> Proposal:
    """A proposal of which something was computed."""
    proposal = Proposal.objects.filter(runs__isnull=False).first()
    if proposal is None:
        proposal = begun(author)
        actions.keep(author, proposal, 1, found())
    return proposal
