"""Answers about documents: what is wrong with an act or letter."""

from __future__ import annotations

from perenou.acts.check.as_json import findings_data
from perenou.acts.check.checker import findings
from perenou.acts.check.text import ActText
from perenou.acts.check.view import Act
from perenou.acts.kinds import Kind
from perenou.api.operation import Place, RefusedError
from perenou.api.questions import CheckAct
from perenou.casework.as_json import Json


def check_act(asked: CheckAct, _place: Place) -> dict[str, Json]:
    """Every finding on an act or letter, with its place, why, citation and cure."""
    kind = None
    if asked.kind is not None:
        known = [str(each) for each in Kind]
        if asked.kind not in known:
            raise RefusedError("kind", {"value": asked.kind, "known": ", ".join(known)})
        kind = Kind(asked.kind)
    day = None if asked.day is None else asked.day.toordinal()
    act = Act(ActText.from_text(asked.text, kind, day))
    return findings_data(act, findings(act, asked.language))
