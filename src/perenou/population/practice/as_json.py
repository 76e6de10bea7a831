"""An audit as JSON, and back, for later audits to be laid beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, cast

from perenou.population.practice.audit import Audit, Cluster, DivergentCase, Single
from perenou.population.practice.index import Group, MonthOfPractice, Uniformity
from perenou.population.practice.intervals import Share
from perenou.population.practice.sampling import Stratum

FORM = 2
"""The version of the form that is written."""


_EDITION = ("perenou", "as_of")


class NoAuditError(ValueError):
    """A text that is no audit, or one in another form."""


def to_json(audit: Audit) -> str:
    """An audit as text."""
    return json.dumps(to_data(audit), ensure_ascii=False)


def to_data(audit: Audit) -> dict[str, Any]:
    """The same as plain data."""
    return {"form": FORM, **asdict(audit)}


def from_json(text: str) -> Audit:
    """An audit from its text, which may be headed by the edition that made it.

    Raises:
        NoAuditError: it is none.
    """
    try:
        told = cast("dict[str, Any]", json.loads(text))
        if told.pop("form") != FORM:
            raise NoAuditError
        for key in _EDITION:
            told.pop(key, None)
        uniformity = told.pop("uniformity")
        return Audit(
            uniformity=Uniformity(
                _group(uniformity["whole"]),
                {
                    name: tuple(_group(each) for each in groups)
                    for name, groups in uniformity["by"].items()
                },
                tuple(
                    MonthOfPractice(each["month"], _group(each["group"]))
                    for each in uniformity["months"]
                ),
            ),
            clusters=tuple(_cluster(each) for each in told.pop("clusters")),
            single=_single(told.pop("single")),
            strata=tuple(
                Stratum(**{**each, "first": tuple(each["first"])}) for each in told.pop("strata")
            ),
            shares={key: Share(**each) for key, each in told.pop("shares").items()},
            **told,
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise NoAuditError from error


def _group(told: dict[str, Any]) -> Group:
    return Group(**{**told, "alike": Share(**told["alike"]), "lawful": Share(**told["lawful"])})


def _single(told: dict[str, Any]) -> Single:
    # An audit of before these were kept has none of them.
    return Single(**{**told, "dearest": _cases(told.get("dearest", ()))})


def _cases(told: Sequence[Sequence[Any]]) -> tuple[DivergentCase, ...]:
    return tuple(DivergentCase(*each) for each in told)


def _cluster(told: dict[str, Any]) -> Cluster:
    return Cluster(
        **{
            **told,
            "rivals": tuple(told["rivals"]),
            "examples": _cases(told["examples"]),
            # An audit of before this was told does not have it.
            "shared": tuple((name, place) for name, place in told.get("shared", ())),
        }
    )
