"""The job that looks at a table: read, judged, compared, kept."""

from __future__ import annotations

import json
from base64 import b64decode
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from django.db import OperationalError

from perenou.casework.case_file.errors import CaseFileError
from perenou.population.extract.column_map import MapError
from perenou.population.judge import NoDecisionsError
from perenou.population.kernels import code_directory
from perenou.population.practice.audit import Made, audited
from perenou.population.practice.gather import gathered, veiled
from perenou.population.practice.sources import table_of
from perenou.rules.compile.errors import MissingColumnsError, NotCompiledError
from perenou.workbench.jobs.work import Plain, Progress, Stopped, Work
from perenou.workbench.practice.actions import keep, refuse
from perenou.workbench.practice.models import Audit, State
from perenou.workbench.privacy.crypto import pseudonym_key

Found = tuple[Made, dict[str, str]]


def audit(work: Work) -> Plain:
    """Look at a table."""
    held = Audit.objects.get(pk=int(work.arguments["audit"]))
    if held.state == State.DONE:
        return _result(held)
    try:
        made, officials = _looked_at(work, held)
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
    except (Stopped, OperationalError):
        raise  # it is begun again
    except Exception:
        refuse(held, "broken")
        raise
    else:
        keep(held, made, officials)
    held.refresh_from_db()
    return _result(held)


def found_in(folder: Path, name: str, audit: Audit, reached: Progress) -> Found:
    """What comes of a file, and by pseudonym the officials.

    Raises:
        CaseFileError, FileNotFoundError, MapError, MissingColumnsError, NoDecisionsError,
        NotCompiledError: it cannot be looked at.
    """
    columns: dict[str, str] | None = json.loads(audit.columns) if audit.columns else None
    scratch = folder / "made"
    table = table_of(
        [folder / name], scratch, columns, is_resident=audit.is_resident,
        progress=lambda done, every: reached(done // 1024, max(every // 512, 1)),
    )  # fmt: skip
    seen, officials = veiled(
        gathered(table, code_directory(), lambda done, every: reached(every + done, 2 * every)),
        pseudonym_key(),
    )
    return audited(seen, seed=audit.seed), officials


def _looked_at(work: Work, held: Audit) -> Found:
    """Look at the table that an audit holds.

    Raises:
        Stopped: the job is to stop.
    """
    with TemporaryDirectory(prefix="perenou-") as folder, work.alive() as reached:
        name = f"table{PurePath(held.file_name).suffix.lower()}"
        (Path(folder) / name).write_bytes(b64decode(held.content))
        return found_in(Path(folder), name, held, reached)


def _told(error: MapError | CaseFileError) -> str:
    """A refusal as it is kept: its key, and what stands in it as JSON."""
    if isinstance(error, MapError):
        return f"{error.key}:{json.dumps(error.slots, ensure_ascii=False)}"
    return "nothing_usable"


def _result(held: Audit) -> Plain:
    return {"audit": held.pk, "state": str(held.state), "decisions": held.decisions}
