"""Which column of a table tells what: guessed from its head, corrected by people, remembered."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final, cast

from perenou.process.errors import RefusedLogError

MEANINGS: Final = ("case", "activity", "time", "began", "lifecycle", "resource", "unit")
NEEDED: Final = ("case", "activity", "time")

_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "case": ("case", "case id", "caseid", "case:concept:name", "kaasus", "menetlus", "toimik",
             "juhtum", "menetluse number", "дело"),
    "activity": ("activity", "event", "step", "task", "concept:name", "tegevus", "samm", "toiming",
                 "sündmus", "шаг", "действие"),
    "began": ("start", "start time", "start timestamp", "start date", "started", "started at",
              "begin", "began", "algus", "algusaeg", "alguse aeg", "algas", "alguskuupäev",
              "alustatud", "начало", "время начала", "дата начала", "начато"),
    "time": ("time", "timestamp", "time:timestamp", "date", "aeg", "kuupäev", "ajatempel", "время",
             "дата"),
    "lifecycle": ("lifecycle", "lifecycle:transition", "transition", "olek", "seis",
                  "algus või lõpp", "состояние"),
    "resource": ("resource", "org:resource", "user", "official", "ametnik", "menetleja", "kasutaja",
                 "täitja", "сотрудник"),
    "unit": ("unit", "group", "org:group", "department", "role", "org:role", "üksus", "osakond",
             "talitus", "отдел"),
}  # fmt: skip

_ENDS: Final = (
    "end", "end time", "end timestamp", "end date", "ended", "ended at", "finish", "finished",
    "completed", "complete time", "complete timestamp", "lõpp", "lõpuaeg", "lõpu aeg", "lõppes",
    "lõppkuupäev", "lõpetatud", "конец", "окончание", "завершение", "время окончания",
    "дата окончания", "завершено",
)  # fmt: skip
"""What says when a step ended. Beside a beginning it comes before any other time."""

REMEMBERED: Final = "process_columns.json"


@dataclass(frozen=True, slots=True)
class Columns:
    """By meaning, the name of the column that tells it; empty: no column does.

    Attributes:
        began: when a step began whose row tells its end as ``time``.
    """

    case: str
    activity: str
    time: str
    began: str = ""
    lifecycle: str = ""
    resource: str = ""
    unit: str = ""

    def named(self, meaning: str) -> str:
        """The column of a meaning."""
        return str(getattr(self, meaning))

    def missing_in(self, head: Sequence[str]) -> tuple[str, ...]:
        """Columns that are named here and do not stand in a head."""
        named = (self.named(meaning) for meaning in MEANINGS)
        return tuple(name for name in named if name and name not in head)


def guessed(head: Sequence[str]) -> dict[str, str]:
    """By meaning, the column that a head most likely means; what nothing tells is left out."""
    plain = {" ".join(name.casefold().replace("_", " ").split()): name for name in reversed(head)}
    found: dict[str, str] = {}
    for meaning, plain_names in _NAMES.items():
        names = plain_names
        if meaning == "time":
            names = (*_ENDS, *names) if "began" in found else (*names, *_ENDS)
        column = next((plain[name] for name in names if name in plain), None)
        if column is not None and column not in found.values():
            found[meaning] = column
    return found


def columns_of(head: Sequence[str], told: Mapping[str, str]) -> Columns:
    """The columns of a table, as told and otherwise as guessed.

    Raises:
        RefusedLogError: a needed meaning has no column, or a column that was told does not exist.
    """
    both = {**guessed(head), **{meaning: name for meaning, name in told.items() if name}}
    for meaning in told:
        if not told[meaning]:
            both.pop(meaning, None)
    for meaning in NEEDED:
        if meaning not in both:
            raise RefusedLogError("no_column", meaning=meaning, option=meaning, head=list(head))
    columns = Columns(**{meaning: both.get(meaning, "") for meaning in MEANINGS})
    if missing := columns.missing_in(head):
        raise RefusedLogError("unknown_column", name=missing[0], head=list(head))
    return columns


def fingerprint(head: Sequence[str]) -> str:
    """What tells tables of one head from others."""
    return sha256(json.dumps(list(head), ensure_ascii=False).encode()).hexdigest()[:16]


def remembered(folder: Path, head: Sequence[str]) -> dict[str, str]:
    """How the columns of such a head were told last time; empty when they never were."""
    found = _kept(folder).get(fingerprint(head), {})
    return {meaning: name for meaning, name in found.items() if meaning in MEANINGS}


def remember(folder: Path, head: Sequence[str], columns: Columns) -> None:
    """Keep how the columns of a head were told; nothing of what they hold."""
    kept = _kept(folder)
    kept[fingerprint(head)] = {meaning: columns.named(meaning) for meaning in MEANINGS}
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / REMEMBERED).write_text(text, encoding="utf-8")


def _kept(folder: Path) -> dict[str, dict[str, str]]:
    try:
        found: object = json.loads((folder / REMEMBERED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return cast("dict[str, dict[str, str]]", found) if isinstance(found, dict) else {}
