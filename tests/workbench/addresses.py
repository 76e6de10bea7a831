"""Every address of the workbench, with an object for each, as the walks over all pages need it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from django.utils.timezone import localdate
from tests.workbench import learning, practice
from tests.workbench.acts import begun
from tests.workbench.positions import begun as position_begun
from tests.workbench.proposals import computed as computed_proposal
from tests.workbench.questions import asked, published

from perenou.casework.case_file.reader import read_text
from perenou.exchange.mail import Attachment, Mail
from perenou.language.grammar import LANGUAGES, Language
from perenou.process.synthetic import synthetic
from perenou.rules.citation import Citation
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import View, right_of
from perenou.workbench.accounts.rights import Right
from perenou.workbench.audit.checking import ask_for_check
from perenou.workbench.audit.trail import record
from perenou.workbench.cases.models import Case
from perenou.workbench.drafts.models import Act
from perenou.workbench.entry.actions import begin
from perenou.workbench.entry.interviewing import begin as begin_interview
from perenou.workbench.entry.models import How
from perenou.workbench.flows import actions as flows
from perenou.workbench.flows.models import Log, State
from perenou.workbench.flows.working import measure
from perenou.workbench.guide.chapters import FIRST
from perenou.workbench.interface.tokens import make as make_token
from perenou.workbench.network.actions import (
    WantedMeeting,
    WantedPartner,
    WantedRequest,
    ask,
    keep_meeting,
    keep_partner,
    take_in,
)
from perenou.workbench.network.models import Sort
from perenou.workbench.notices.actions import Wanted as WantedNotice
from perenou.workbench.notices.actions import write as write_notice
from perenou.workbench.notices.models import Tone
from perenou.workbench.positions.models import Position
from perenou.workbench.practice.showing import found_of
from perenou.workbench.privacy.retention import ask_for_run
from perenou.workbench.prose.actions import bring as bring_text
from perenou.workbench.prose.models import Batch
from perenou.workbench.prose.reading import Read
from perenou.workbench.registers.models import Query
from perenou.workbench.tasks.actions import give
from perenou.workbench.watch.actions import WantedBill, enter
from perenou.workbench.watch.models import Arrival, Stage, Touched, Way


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
        "accounts:password", "frame:language", "frame:law-day",
        "api:described", "api:ask", "api:batch", "api:simulate", "api:jobs", "api:job",
        "api:result",
        "operations:health", "operations:live", "operations:ready", "operations:metrics",
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
    told["departure"] = 1
    return _chosen(address, told)


@_of("accounts")
def _accounts(case: Case, address: Address) -> Values:
    return _chosen(address, {"pk": case.owner_id, "what": "unlock", "token": "nobody-s"})


@_of("api")
def _api(case: Case, address: Address) -> Values:
    told: Values = {"name": "solve", "pk": 1}
    if address.name == "api:end":
        told["pk"] = make_token(case.owner, "Minu tabel", ("law",), 30)[0].pk
    return _chosen(address, told)


@_of("audit")
def _audit(case: Case, address: Address) -> Values:
    told: Values = {"number": record(None, "sign_out").number}
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


@_of("flows")
def _flows(case: Case, address: Address) -> Values:
    log = read_flow(case.owner)
    if address.name == "flows:columns":
        log, _ = Log.objects.get_or_create(
            token="of-columns",
            defaults={"name": "Logi", "owner": case.owner, "state": State.COLUMNS,
                      "raw": b64encode(b"a;b;c\n1;2;3\n").decode()},
        )  # fmt: skip
    told: Values = {"pk": log.pk, "kind": "svg"}
    if "question" in address.arguments:
        wanted = flows.Wanted({}, (), 100, 5)
        told["question"] = flows.question(case.owner, log, wanted, token="of-a-question").pk
    return _chosen(address, told)


def read_flow(owner: User) -> Log:
    """An invented log that was read, made once."""
    log = flows.invent(owner, "Logi", token="of-an-address")
    if log.state != State.READY:
        measure(log, synthetic(150), lambda *_: None)
        log.refresh_from_db()
    return log


@_of("registers")
def _registers(case: Case, address: Address) -> Values:
    told: Values = {"number": case.number}
    if "query" in address.arguments:
        made, _ = Query.objects.get_or_create(
            token=f"of a walk {case.pk}",
            defaults={"case": case, "actor": case.owner, "based_on": case.latest,
                      "content": REGISTERS_SAID},
        )  # fmt: skip
        told["query"] = made.pk
    return _chosen(address, told)


REGISTERS_SAID: Final = (
    '{"of": ["people", "mari"], "sayings": [{"place": ["people", "mari", "birth"],'
    ' "value": "1988-03-14", "register": "population", "at": "2026-11-27T10:00:00+00:00",'
    ' "query": "00000000-0000-0000-0000-000000000000"}], "silent": [{"register": "tax",'
    ' "who": "mari", "why": "slow"}]}'
)


@_of("watch")
def _watch(case: Case, address: Address) -> Values:
    arrival, _ = Arrival.objects.get_or_create(
        redaction="120012027003", sha256="0" * 64,
        defaults={
            "name": "PHS", "title": "Näidisseadus", "since": date(2027, 3, 1), "way": Way.ADDED,
            "is_news": True, "actor": case.owner, "touched": 1, "waiting": 1,
        },
    )  # fmt: skip
    thing, _ = Touched.objects.get_or_create(
        arrival=arrival, kind="norm", name="course_qualifies",
        defaults={"citation": "PHS § 17 lg 2", "places": "PHS § 17 lg 2"},
    )  # fmt: skip
    if "bill" in address.name:
        cited = (Citation.parse("PHS § 17 lg 2"),)
        wanted = WantedBill("Muutmine", "451 SE", "", "", None, case.owner, cited)
        made = enter(case.owner, wanted, Stage.IDEA, date(2026, 11, 2), token="of a walk")
        return _chosen(address, {"pk": made.pk})
    return _chosen(address, {"pk": arrival.pk, "thing": thing.pk})


@_of("network")
def _network(case: Case, address: Address) -> Values:
    owner = case.owner
    if address.name == "network:case":
        return {"number": case.number}
    about = WantedPartner("Kela", Sort.LIAISON, "FI", "posti@kela.example", "Töötamine")
    partner = keep_partner(owner, about, None, based_on=0, token="of a walk")
    if "meeting" in address.name or address.name == "network:agree":
        start = datetime(2027, 1, 12, 10, tzinfo=UTC)
        wanted = WantedMeeting("Kohtumine", partner, start, 60, "", "")
        made = keep_meeting(owner, wanted, None, based_on=0, token="of a walk")
        return _chosen(address, {"pk": made.pk})
    asks = WantedRequest(partner, None, "Järelepärimine", "Tere", None, case)
    request = ask(owner, asks, "et", token=f"of a walk {case.pk}")
    came = Mail("Vastus", "a@b.example", (), None, "Tere", "<1@b.example>", (),
                (Attachment("a.txt", "text/plain", b"a"),))  # fmt: skip
    take_in(owner, request, came, "et", token=f"of a walk in {case.pk}")
    if address.name in ("network:partner", "network:change-partner", "network:contact"):
        return _chosen(address, {"pk": partner.pk})
    letter = request.letters.get(way="in")
    if address.name == "network:letter":
        return _chosen(address, {"pk": letter.pk})
    if address.name == "network:enclosure":
        return _chosen(address, {"pk": letter.enclosures.get().pk})
    return _chosen(address, {"pk": request.pk})


@_of("questions")
def _questions(case: Case, address: Address) -> Values:
    if address.name == "questions:answer":
        return {"number": published(case.owner).number}
    return _chosen(address, {"number": asked(case.owner, case).number})


@_of("handbook")
def _handbook(case: Case, address: Address) -> Values:
    del case
    return _chosen(address, {"key": "child_allowance"})


@_of("references")
def _references(case: Case, address: Address) -> Values:
    return _chosen(address, {"number": case.number})


@_of("guide")
def _guide(case: Case, address: Address) -> Values:
    del case
    return _chosen(address, {"key": FIRST})


@_of("positions")
def _positions(case: Case, address: Address) -> Values:
    told: Values = {}
    if "number" in address.arguments:
        made = Position.objects.first()
        told["number"] = (made or position_begun(case.owner)).number
    return _chosen(address, told)


@_of("practice")
def _practice(case: Case, address: Address) -> Values:
    if address.name == "practice:columns":
        return {"pk": practice.loaded(case.owner).pk}
    if address.name == "practice:single":
        return {"pk": practice.done(case.owner, "with single ones", wrong=3).pk}
    made = practice.done(case.owner)
    told: Values = {"pk": made.pk, "key": found_of(made).clusters[0].key, "form": "csv"}
    return _chosen(address, told)


@_of("proposals")
def _proposals(case: Case, address: Address) -> Values:
    told: Values = {"section": "problem", "paper": "memorandum", "form": "docx", "at": 0}
    told["year"] = localdate().year
    if "number" in address.arguments:
        told["number"] = computed_proposal(case.owner).number
    return _chosen(address, told)


@_of("figures")
def _figures(case: Case, address: Address) -> Values:
    del case
    return _chosen(address, {"form": "csv"})


@_of("tasks")
def _tasks(case: Case, address: Address) -> Values:
    task = give(case.owner, case.owner, "Vaata üle", None, "case", case.number, "of a walk")
    return _chosen(address, {"pk": task.pk, "kind": "docx"})


@_of("texts")
def _texts(case: Case, address: Address) -> Values:
    told: Values = {"kind": "xlsx"}
    if "set" in address.name:
        batch, _ = Batch.objects.get_or_create(
            parcel="of a walk", defaults={"name": "Näidis", "way": "zip", "owner": case.owner}
        )
        batch.report = batch.sheets = SET_REPORT
        batch.save()
        return _chosen(address, told | {"pk": batch.pk})
    rows = '[{"text": "Üksikvanema lapse toetus on 80 eurot kuus. Teatage koheselt."}]'
    read = Read("kiri.txt", "text", "", rows)
    text = bring_text(case.owner, read, "Näidiskiri", token=f"of a walk {case.owner_id}")
    return _chosen(address, told | {"pk": text.pk})


SET_REPORT: Final = (
    '{"title": "Kontroll", "subtitle": "", "sections": [{"key": "files", "heading": "Tekstid", '
    '"lines": [{"text": "Kaks teksti", "depth": 0, "tone": "bad"}], "drawn": [], '
    '"table": {"head": ["tekst", "faktid"], "rows": [["a.md", "1"]], "figures": [1]}}]}'
)


@_of("learning")
def _learning(case: Case, address: Address) -> Values:
    user = case.owner
    if address.name in ("learning:statement", "learning:statement-file"):
        return _chosen(address, {"pk": learning.statement(user, f"s{user.pk}").pk, "kind": "docx"})
    if address.name == "learning:map-of":
        return {"pk": user.pk}
    course = learning.course(user, 1, f"c{user.pk}")
    told: Values = {"pk": course.pk, "kind": "docx", "part": course.parts.get().pk}
    if address.name == "learning:exercise":
        told["pk"] = learning.exercises(course)[0].pk
    if "assignment" in address.arguments:
        told["assignment"] = learning.assigned(user, course, user=user).pk
    return _chosen(address, told)


@_of("notices")
def _notices(case: Case, address: Address) -> Values:
    now = timezone.now()
    said: dict[Language, str] = dict.fromkeys(LANGUAGES, "Hooldus õhtul")
    wanted = WantedNotice(Tone.TROUBLE, said, now, now + timedelta(hours=1))
    return _chosen(address, {"pk": write_notice(case.owner, wanted, token="of a walk").pk})


@_of("jobs")
def _jobs(case: Case, address: Address) -> Values:
    told: Values = {}
    if "pk" in address.arguments:
        told["pk"] = ask_for_check(case.owner).pk
    return _chosen(address, told)
