"""The job that looks at a table: read, judged, compared, kept."""

from __future__ import annotations

import json
import threading
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Final

from perenou.casework.case_file.errors import CaseFileError
from perenou.population.extract.column_map import MapError
from perenou.population.judge import NoDecisionsError
from perenou.population.kernels import code_directory
from perenou.population.practice.audit import Made, audited
from perenou.population.practice.gather import gathered, veiled
from perenou.population.practice.sources import table_of
from perenou.rules.compile.errors import MissingColumnsError, NotCompiledError
from perenou.workbench.jobs.work import Plain, Stopped, Work
from perenou.workbench.practice.actions import keep, refuse
from perenou.workbench.practice.models import Audit, State
from perenou.workbench.privacy.crypto import pseudonym_key

PAUSE: Final = 2.0
"""Seconds between two signs of life; making machine code alone may take longer than that."""

Reached = Callable[[int, int], None]
Found = tuple[Made, dict[str, str]]


class _StoppingError(Exception):
    """The job was asked to stop."""


def audit(work: Work) -> Plain:
    """Look at a table."""
    held = Audit.objects.get(pk=int(work.arguments["audit"]))
    if held.state == State.DONE:
        return _result(held)
    try:
        made, officials = _beside(work, held)
    except (MapError, CaseFileError) as error:
        refuse(held, _told(error))
    except NoDecisionsError:
        refuse(held, "no_decisions")
    except MissingColumnsError as error:
        refuse(held, f"missing_columns:{', '.join(error.columns)}")
    except NotCompiledError as error:
        refuse(held, f"not_compiled:{error.name}")
    except FileNotFoundError:
        refuse(held, "nothing_usable")
    else:
        keep(held, made, officials)
    held.refresh_from_db()
    return _result(held)


def found_in(folder: Path, name: str, audit: Audit, reached: Reached) -> Found:
    """What comes of a file, and by pseudonym the officials.

    Raises:
        CaseFileError, FileNotFoundError, MapError, MissingColumnsError, NoDecisionsError,
        NotCompiledError: it cannot be looked at.
    """
    columns: dict[str, str] | None = json.loads(audit.columns) if audit.columns else None
    scratch = folder / "made"
    table = table_of(
        [folder / name], scratch, columns, is_resident=audit.is_resident,
        progress=lambda done, every: reached(done // 1024, every // 512),
    )  # fmt: skip
    seen, officials = veiled(
        gathered(table, code_directory(), lambda done, every: reached(every + done, 2 * every)),
        pseudonym_key(),
    )
    return audited(seen, seed=audit.seed), officials


def _beside(work: Work, held: Audit) -> Found:
    """Look at the table in a thread, and show meanwhile that the job is alive.

    Raises:
        Stopped: the job is to stop.
    """
    stop = threading.Event()
    far = [0, 1]
    outcome: list[Found] = []
    wrong: list[Exception] = []

    def reached(done: int, steps: int) -> None:
        if stop.is_set():
            raise _StoppingError
        far[:] = [done, max(steps, 1)]

    with TemporaryDirectory(prefix="perenou-") as folder:
        name = f"table{PurePath(held.file_name).suffix.lower()}"
        (Path(folder) / name).write_bytes(b64decode(held.content))

        def run() -> None:
            try:
                outcome.append(found_in(Path(folder), name, held, reached))
            except Exception as error:  # told by the thread that waits
                wrong.append(error)

        thread = threading.Thread(target=run)
        thread.start()
        try:
            while thread.is_alive():
                work.reached(far[0], far[1])
                thread.join(PAUSE)
        except Stopped:
            stop.set()
            thread.join()
            raise
    if wrong:
        raise wrong[0]
    work.reached(far[1], far[1])
    return outcome[0]


def _told(error: MapError | CaseFileError) -> str:
    """A refusal as it is kept: its key, and what stands in it as JSON."""
    if isinstance(error, MapError):
        return f"{error.key}:{json.dumps(error.slots, ensure_ascii=False)}"
    return "nothing_usable"


def _result(held: Audit) -> Plain:
    return {"audit": held.pk, "state": str(held.state), "decisions": held.decisions}
