"""Computing a proposal's reform in the background."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.utils.timezone import localdate

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.reforms import law_with
from perenou.population.kernels import code_directory
from perenou.proposals.compute import Asked, compute
from perenou.rules.parameters import plain_file
from perenou.rules.reform import Reform, ReformError, read_reform
from perenou.rules.rule import LawError
from perenou.workbench.jobs.work import Plain, Work
from perenou.workbench.proposals import actions
from perenou.workbench.proposals.models import Proposal

FILE: Final = "reform.yaml"
"""What a reform is called in messages about it."""


class NormsError(Exception):
    """A reform that brings code along: code of others is not run here."""


def read(text: str) -> Reform:
    """The reform that somebody wrote, of figures alone.

    Raises:
        ReformError: it cannot be read or does not fit the law. NormsError: it has norms as code.
    """
    with _file(text) as path:
        reform = read_reform(path, LAWBOOK)
        law_with(reform)
        return reform


@contextmanager
def _file(text: str) -> Iterator[Path]:
    with TemporaryDirectory(prefix="perenou-") as folder:
        path = Path(folder) / FILE
        path.write_text(text, encoding="utf-8")
        try:
            told = plain_file(path, is_ours=False)
        except (LawError, OSError, ValueError):
            told = None  # the reader of reforms says what is wrong
        if isinstance(told, dict) and told.get("rules"):
            raise NormsError
        try:
            yield path
        except ReformError as error:
            error.slots["path"] = FILE
            raise


def run(work: Work) -> Plain:
    """Compute the reform of a version and keep what was found.

    Returns:
        The proposal's number, and how many figures there are; or the key of why it could not be.
    """
    number = str(work.arguments["proposal"])
    proposal = Proposal.objects.get(number=number)
    version = proposal.versions.get(number=work.arguments["version"])
    asked = Asked(localdate().toordinal())
    try:
        with _file(version.reform) as path, work.alive() as reached:
            computed = compute(path, asked, code_directory(), reached)
    except NormsError:
        return {"proposal": number, "refused": "norms"}
    except ReformError as error:
        return {"proposal": number, "refused": "reform", "key": error.key, "slots": {**error.slots}}
    except ModuleNotFoundError:
        return {"proposal": number, "refused": "extras"}
    actions.keep(work.owner, proposal, version.number, computed)
    return {"proposal": number, "figures": len(computed.figures)}
