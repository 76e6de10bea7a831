"""The map of a flat file of decisions, made of which column holds what."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from perenou.population.extract.column_map import Column, ColumnMap, MapError, Source
from perenou.population.extract.flat import CALLED, FIELDS, FLAT, NEEDED
from perenou.population.extract.sources import titles_of

YES_OR_NO: Final[Mapping[str, str]] = {
    **dict.fromkeys(("jah", "Jah", "JAH", "yes", "Yes", "да", "Да", "true", "1", "x", "X"), "yes"),
    **dict.fromkeys(("ei", "Ei", "EI", "no", "No", "нет", "Нет", "false", "0", "-"), "no"),
}
_SEVERAL: Final = ";"


def flat_map(
    path: Path, columns: Mapping[str, str], *, is_resident: bool, as_of: str | None = None
) -> ColumnMap:
    """The map of a file.

    Args:
        columns: by field the title of its column; ``family`` names the family, without it every
            decision is one of its own. is_resident: whether all families are taken to live in
            Estonia as citizens, the children with their parents. as_of: day of the extract.

    Raises:
        MapError: a column that no decision can do without is not named, or is not there.
    """
    known = titles_of(path)
    lacking = [" / ".join(CALLED[field]) for field in NEEDED if not columns.get(field)]
    if lacking:
        slots = {"what": "; ".join(lacking), "known": ", ".join(known)}
        raise MapError("map_lacks_columns", file=path.name, **slots)
    missing = sorted({title for title in columns.values() if title} - set(known))
    if missing:
        slots = {"columns": ", ".join(missing), "known": ", ".join(known)}
        raise MapError("map_columns", file=path.name, **slots)
    told = {columns[field]: _column(field) for field in FIELDS if columns.get(field)}
    family = columns.get("family") or columns["id"]
    source = Source.model_validate(
        {
            "file": path.name,
            "list": FLAT,
            "family": family,
            "columns": told,
            "set": {"resident": "yes"} if is_resident else {},
        }
    )
    return ColumnMap(
        otherwise="ordinary", as_of=as_of, dates="%d.%m.%Y", months="%m.%Y", decimal=",",
        tables=(source,),
    )  # fmt: skip


def _column(field: str) -> Column:
    if field in ("single", "resident"):
        return Column(field=field, values={**YES_OR_NO})
    return Column(field=field, split=_SEVERAL if field in ("births", "facts") else None)
