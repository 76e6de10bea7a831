"""Acts in other styles: facts first, numbered headings, Markdown; what is whole is silent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from perenou.acts.check.checker import check
from perenou.acts.check.read_act import read_act
from perenou.acts.check.view import Act
from perenou.acts.kinds import Kind

STYLES = Path(__file__).parent / "styles"


@pytest.mark.parametrize(
    ("name", "kind", "graver"),
    [
        ("facts_first.txt", Kind.TERMINATION, set()),
        ("sealed.txt", Kind.GRANT, {"AA-060"}),
        ("numbered_injunction.txt", Kind.RECOVERY_INJUNCTION, set()),
        ("markdown_grant.md", Kind.GRANT, set()),
    ],
)
def test_only_what_is_missing_is_found(name: str, kind: Kind, graver: set[str]) -> None:
    source = read_act(STYLES / name)[0]
    assert Act(source).kind is kind
    assert {each.item for each in check(source) if each.severity.stops} == graver


@pytest.mark.parametrize(
    ("name", "day", "addressee", "signed"),
    [
        ("facts_first.txt", "2026-11-20", "Kati Karu", ("Jaan Tamm",)),
        ("sealed.txt", "2026-11-18", "Jüri Mets", ()),
        ("numbered_injunction.txt", "2026-11-23", "Peeter Põld", ("Kaja Kask",)),
        ("markdown_grant.md", "2026-11-12", "Liina-Mari Kask-Põder", ()),
    ],
)
def test_head_and_signature_are_read(
    name: str, day: str, addressee: str, signed: tuple[str, ...]
) -> None:
    act = Act(read_act(STYLES / name)[0])
    assert act.day == date.fromisoformat(day).toordinal()
    assert (act.addressee, act.signatories) == (addressee, signed)
