"""Every address of the workbench, with an object for each, as the walks over all pages need it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.urls import URLPattern, URLResolver, get_resolver
from tests.workbench.acts import begun
from tests.workbench.positions import begun as position_begun
from tests.workbench.questions import asked, published

from perenou.casework.case_file.reader import read_text
from perenou.workbench.accounts.pages import View, right_of
from perenou.workbench.accounts.rights import Right
from perenou.workbench.audit.checking import ask_for_check
from perenou.workbench.audit.trail import record
from perenou.workbench.cases.models import Case
from perenou.workbench.drafts.models import Act
from perenou.workbench.entry.actions import begin
from perenou.workbench.entry.interviewing import begin as begin_interview
from perenou.workbench.entry.models import How
from perenou.workbench.positions.models import Position
from perenou.workbench.privacy.retention import ask_for_run
from perenou.workbench.tasks.actions import give


@dataclass(frozen=True, slots=True)
class Address:
    """An address by its name.

    Attributes:
        name: with its namespace. arguments: names of the parts of the address that vary. right:
            that its page needs; None: anybody may come. methods: that its page takes.
    """

    name: str
    arguments: tuple[str, ...]
    right: Right | None
    view: View

    @property
    def namespace(self) -> str:
        """The app it belongs to."""
        return self.name.partition(":")[0]


def addresses() -> list[Address]:
    """Every address that the URL resolver knows."""
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[Any], namespace: str) -> Iterator[Address]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, each.namespace or namespace)
        else:
            assert isinstance(each, URLPattern)
            assert each.name, f"{each.pattern} has no name"
            arguments = tuple(each.pattern.converters)
            view = each.callback
            yield Address(f"{namespace}:{each.name}", arguments, right_of(view), view)


PUBLIC: Final = frozenset(
    {
        "accounts:sign-in", "accounts:sign-out", "accounts:state", "accounts:state-back",
        "accounts:password", "frame:language", "frame:law-day", "frame:look",
    }
)  # fmt: skip
"""Addresses that anybody may come to, each for a reason that is plain from its name."""

Values = dict[str, str | int]

_OF_NAMESPACE: Final[dict[str, Callable[[Case, Address], Values]]] = {}


def values_for(address: Address, case: Case) -> Values:
    """What stands in an address for a case, or for an object that hangs on it.

    Raises:
        LookupError: nobody told this test how to make an object for the address.
    """
    if not address.arguments:
        return {}
    made = _OF_NAMESPACE.get(address.namespace)
    found = {} if made is None else made(case, address)
    if set(found) != set(address.arguments):
        raise LookupError(
            f"{address.name} takes {', '.join(address.arguments)}: tell in "
            f"tests/workbench/addresses.py how to make an object for it"
        )
    return found


def _of(namespace: str) -> Callable[[Callable[[Case, Address], Values]], None]:
    def kept(made: Callable[[Case, Address], Values]) -> None:
        _OF_NAMESPACE[namespace] = made

    return kept


def _chosen(address: Address, values: Values) -> Values:
    return {key: values[key] for key in address.arguments if key in values}


@_of("cases")
def _cases(case: Case, address: Address) -> Values:
    told: Values = {"number": case.number, "benefit": "child_allowance", "form": "answer"}
    return _chosen(address, told)


@_of("accounts")
def _accounts(case: Case, address: Address) -> Values:
    return _chosen(address, {"pk": case.owner_id, "what": "unlock", "token": "nobody-s"})


@_of("audit")
def _audit(case: Case, address: Address) -> Values:
    told: Values = {"number": record(None, "sign_out").number, "form": "csv"}
    if address.name == "audit:check":
        told["pk"] = ask_for_check(case.owner).pk
    return _chosen(address, told)


@_of("privacy")
def _privacy(case: Case, address: Address) -> Values:
    told: Values = {"number": case.number, "place": "p0", "what": "retention"}
    if address.name == "privacy:report":
        told["pk"] = ask_for_run(case.owner).pk
    return _chosen(address, told)


@_of("frame")
def _frame(case: Case, address: Address) -> Values:
    del case
    return _chosen(address, {"citation": "PHS_§_17_lg_1"})


@_of("drafts")
def _drafts(case: Case, address: Address) -> Values:
    told: Values = {"number": case.number, "version": 1, "kind": "html"}
    if "act" in address.arguments:
        made = Act.objects.filter(case=case).first()
        told["act"] = (made or begun(case.owner, case, f"of {case.number}")).number
    return _chosen(address, told)


@_of("entry")
def _entry(case: Case, address: Address) -> Values:
    told: Values = {"number": case.number}
    if "key" in address.arguments:
        if "facts" in address.name:
            told["key"] = begin(case.owner, How.FACTS, {"mapping": {"people": {}}}).key
        else:
            state = begin_interview(read_text("{}", "case.yaml"))
            told["key"] = begin(case.owner, How.INTERVIEW, state.as_json()).key
    return _chosen(address, told)


@_of("questions")
def _questions(case: Case, address: Address) -> Values:
    if address.name == "questions:answer":
        return {"number": published(case.owner).number}
    return _chosen(address, {"number": asked(case.owner, case).number})


@_of("handbook")
def _handbook(case: Case, address: Address) -> Values:
    del case
    return _chosen(address, {"key": "child_allowance"})


@_of("positions")
def _positions(case: Case, address: Address) -> Values:
    told: Values = {}
    if "number" in address.arguments:
        made = Position.objects.first()
        told["number"] = (made or position_begun(case.owner)).number
    return _chosen(address, told)


@_of("tasks")
def _tasks(case: Case, address: Address) -> Values:
    task = give(case.owner, case.owner, "Vaata üle", None, "case", case.number, "of a walk")
    return _chosen(address, {"pk": task.pk})


@_of("jobs")
def _jobs(case: Case, address: Address) -> Values:
    told: Values = {}
    if "pk" in address.arguments:
        told["pk"] = ask_for_check(case.owner).pk
    return _chosen(address, told)
