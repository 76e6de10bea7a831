"""Invented people and cases, so that the workbench can be tried at once; marked wherever shown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from perenou.acts.check.text import ActText
from perenou.casework.case_file.change import changed
from perenou.casework.case_file.reader import read_text
from perenou.rules.citation import Citation
from perenou.texts.kept import kept
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.cases.actions import grant, open_case, restrict
from perenou.workbench.cases.models import Case, Kind
from perenou.workbench.flows.actions import invent as bring_invented
from perenou.workbench.flows.models import Log
from perenou.workbench.learning import actions as learning
from perenou.workbench.learning.answering import answer
from perenou.workbench.learning.models import Course, CourseState, Use
from perenou.workbench.learning.stock import Wanted as Asked
from perenou.workbench.learning.stock import current
from perenou.workbench.network.actions import (
    WantedMeeting,
    WantedPartner,
    WantedRequest,
    ask,
    keep_meeting,
    keep_partner,
)
from perenou.workbench.network.models import Partner, Sort
from perenou.workbench.positions import invented
from perenou.workbench.practice import demo as practice
from perenou.workbench.practice.models import Audit
from perenou.workbench.proposals import invented as proposals
from perenou.workbench.prose.actions import bring as bring_text
from perenou.workbench.prose.models import Sort as TextSort
from perenou.workbench.prose.models import Text
from perenou.workbench.prose.reading import Read
from perenou.workbench.questions import demo as questions
from perenou.workbench.questions.models import Question
from perenou.workbench.tasks.actions import Wanted, begin, close, tick
from perenou.workbench.tasks.models import Kind as TaskKind
from perenou.workbench.tasks.models import Repeats, Task
from perenou.workbench.tasks.models import State as TaskState
from perenou.workbench.watch.actions import WantedBill, enter, move
from perenou.workbench.watch.models import Bill, Stage

PASSWORD: Final = "näidis parool 2026"  # of invented accounts, printed at the start


@dataclass(frozen=True, slots=True)
class Account:
    """An invented account."""

    username: str
    name: str
    roles: tuple[Role, ...]
    unit: str = ""


ACCOUNTS: Final = (
    Account("menetleja", "Mall Menetleja", (Role.CASEWORKER,), "Tallinn"),
    Account("menetleja2", "Madis Menetleja", (Role.CASEWORKER,), "Tartu"),
    Account("ekspert", "Elle Ekspert", (Role.EXPERT,), "Peretoetused"),
    Account("omanik", "Oskar Omanik", (Role.SERVICE_OWNER,)),
    Account("koolitaja", "Kaja Koolitaja", (Role.TRAINER,)),
    Account("audiitor", "Aadu Audiitor", (Role.AUDITOR,)),
    Account("admin", "Anu Administraator", (Role.ADMINISTRATOR,)),
)

SAMPLES: Final = (
    "everyday_two_children",
    "large_family_of_seven",
    "separated_parents_alternating",
    "eu_mother_estonia_father_finland",
    "parental_benefit_two_parents",
    "three_children_one_turns_19",
    "missing_facts",
    "maintenance_in_court",
    "triplets",
    "overpaid_after_moving",
)
"""Examples that are loaded as cases."""

CHOSEN: Final = (
    "title=Ametnik määras, et Soome maksab esimesena",
    "children.juku.priority_override.+={country: FI, from: 2026-02-01, "
    "reason: 'Kela kinnitas kirjas, et maksab esimesena'}",
)
"""What an official chose in a copy of ``ABROAD``; a second person is still to confirm it."""

ABROAD: Final = "eu_mother_estonia_father_finland"


def load() -> None:
    """Make what is not there yet: accounts, cases, tasks and one or more of everything else."""
    with transaction.atomic():
        for each in ACCOUNTS:
            if not User.objects.filter(username=each.username).exists():
                User.objects.make(
                    each.username, each.name, list(each.roles), PASSWORD, unit=each.unit
                )
        users = {user.username: user for user in User.objects.all()}
        if not Case.objects.filter(kind=Kind.DEMO).exists():
            _cases(users)
        invented.load(users["ekspert"], users["omanik"])
        proposals.load(users["ekspert"], users["omanik"])
        if not Task.objects.exists():
            _tasks(users)
        if not Course.objects.exists():
            _course(users)
        if not Bill.objects.exists():
            _bills(users)
        if not Log.objects.exists():
            bring_invented(users["ekspert"], "Näidislogi: peretoetuste menetlus", token="demo-flow")
        if not Text.objects.exists():
            _texts(users)
        if not Partner.objects.exists():
            _partners(users)
        if not Question.objects.exists():
            questions.load(users)
        if not Audit.objects.exists():
            practice.load(users["ekspert"], _folder() / "practice")


def _cases(users: Mapping[str, User]) -> None:
    for at, (name, text) in enumerate(samples()):
        owner = users["menetleja" if at % 2 == 0 else "menetleja2"]
        told = read_text(text, f"{name}.yaml")
        case = open_case(
            owner, told, title=told.title or name, token=f"demo-{name}", kind=Kind.DEMO
        )
        if at % 3 == 0:
            grant(owner, case, users["koolitaja"])
        if at % 7 == 3:
            restrict(owner, case, is_restricted=True)
        if name == ABROAD:
            chosen = changed(told, CHOSEN)
            open_case(
                owner, chosen, title=chosen.title or name, token="demo-chosen", kind=Kind.DEMO
            )


def _tasks(users: Mapping[str, User]) -> None:
    """A few tasks, one of which comes again every year."""
    today = localdate()
    expert, caseworker = users["ekspert"], users["menetleja"]
    review = Wanted(
        "Vaata üle oma ametijuhend", expert, repeats=Repeats.YEARLY,
        text="Kas ülesanded, asendajad ja õigused vastavad sellele, mida tegelikult teed?",
        due_day=date(today.year, 12, 15),
        steps=("Loe ametijuhend läbi", "Märgi, mis on muutunud", "Lepi juhiga kokku"),
    )  # fmt: skip
    begin(expert, review, token="demo-task-review")
    project = Wanted(
        "Ühtlusta jagatud hooldusõiguse kirjade sõnastus", expert, kind=TaskKind.PROJECT,
        due_day=today + timedelta(40), links=(("provision", "PHS § 26 lg 1"),),
        steps=("Kogu praegused kirjad", "Koosta ühine sõnastus", "Küsi menetlejatelt arvamust"),
    )  # fmt: skip
    tick(expert, begin(expert, project, token="demo-task-project"), 1, is_done=True)
    case = Case.objects.filter(owner=caseworker, is_restricted=False).order_by("pk").first()
    assert case is not None
    missing = Wanted(
        "Küsi puuduvad andmed ja arvuta uuesti", caseworker, due_day=today + timedelta(5),
        links=(("case", case.number),),
    )  # fmt: skip
    begin(expert, missing, token="demo-task-ask")
    told = Wanted("Saada kolleegidele kokkuvõte novembri küsimustest", expert)
    done = begin(expert, told, token="demo-task-told")
    close(expert, done, TaskState.DONE, "Saadetud, arutasime koosolekul.", token="demo-task-done")


def _course(users: Mapping[str, User]) -> None:
    """A course that a unit takes, of which one of them has done a part."""
    trainer, learner = users["koolitaja"], users["menetleja"]
    course = learning.begin(
        trainer, "Uue menetleja esimene nädal",
        "Peretoetuste alused: kes saab, kui palju ja mis päevast.", token="demo-course",
    )  # fmt: skip
    parts = (
        ("Lapsetoetus", _CHILD_ALLOWANCE, Asked(kind="how_much", theme="small_family"), 2),
        ("Lapse sünd ja esimene kuu", _FIRST_MONTH, Asked(theme="newborn"), 3),
        ("Laps saab 19-aastaseks", _LAST_MONTH, Asked(theme="nineteenth_birthday"), 3),
        ("Leia aktist viga", "", Asked(kind="find_fault"), 2),
    )  # fmt: skip
    for at, (title, body, asked, count) in enumerate(parts):
        told = learning.PartTold(title, body, asked, count)
        course.refresh_from_db()
        learning.add_part(
            trainer, course, told, based_on=course.revision, token=f"demo-part-{at}"
        )  # fmt: skip
    course.refresh_from_db()
    learning.set_state(trainer, course, CourseState.OPEN, based_on=course.revision)
    learning.assign(
        trainer, course, user=None, unit=learner.unit, due_on=localdate() + timedelta(14)
    )
    uses = Use.objects.filter(part__course=course).select_related("exercise__family")
    for use in uses.order_by("part__place", "place")[:5]:
        made = current(use.exercise)
        assert made is not None
        # One of five is answered as many answer it: wrongly.
        chosen = made.right if use.place != 2 else (made.right + 1) % len(made.choices)
        answer(learner, use.exercise, made, chosen, fingerprint=made.fingerprint)


_CHILD_ALLOWANCE: Final = """\
Lapsetoetust makstakse iga lapse eest sünnist kuni 19-aastaseks saamiseni (PHS § 17 lg 1).
Kes 19-aastaselt veel õpib ja kel keskharidust ei ole, saab seda edasi (PHS § 17 lg 2)."""

_FIRST_MONTH: Final = """\
Esimese kuu eest makstakse päevade järgi alates õiguse tekkimisest (PHS § 7 lg 1).
Kui dokumendid esitati kuue kuu jooksul, algab toetus õiguse tekkimisest (PHS § 28 lg 1)."""

_LAST_MONTH: Final = """\
Maksmine lõpeb õiguse lõppemisele järgnevast kuust, seega on viimane kuu täiskuu (PHS § 31)."""


def _bills(users: Mapping[str, User]) -> None:
    """A bill that is expected; its number and aim are invented."""
    today = localdate()
    cited = tuple(map(Citation.parse, ("PHS § 28 lg 6", "PHS § 57 lg 1")))
    wanted = WantedBill(
        "Näidiseelnõu: toetuste määramine taotluseta", "000 SE", "",
        "Välja mõeldud näide: taotlust ei oleks vaja ka siis, kui laps elab kordamööda.",
        today + timedelta(120), users["ekspert"], cited,
    )  # fmt: skip
    bill = enter(users["ekspert"], wanted, Stage.IDEA, today - timedelta(60), token="demo-bill")
    move(
        users["ekspert"], bill, Stage.GOVERNMENT, today - timedelta(10),
        "Eelnõu on ministeeriumis kooskõlastamisel.", token="demo-bill-2",
    )  # fmt: skip


def _texts(users: Mapping[str, User]) -> None:
    """Invented texts of the register: a page that is out of date, and a letter that is clumsy."""
    page = (
        "# Üksikvanema lapse toetus\n\nToetus on 80 eurot kuus. "
        "Toetust makstakse lapsele, kelle sünnikandes ei ole isa (PHS § 19)."
    )
    letter = (
        "Lugupeetud vanem\n\nKäesolevaga teatame, et Teie poolt esitatud taotlus on laekunud. "
        "Palume koheselt teatada, juhul kui kolite. Otsuse teeme 30 tööpäeva jooksul.\n\n"
        "Helistage 612 1360."
    )
    for number, (title, sort, text) in enumerate(
        (
            ("Näidisleht: üksikvanema lapse toetus", TextSort.PAGE, page),
            ("Näidismall: taotlus on saabunud", TextSort.TEMPLATE, letter),
        )
    ):
        rows = json.dumps(kept(ActText.from_text(text)), ensure_ascii=False)
        bring_text(
            users["ekspert"], Read("naidis.md", "text", "", rows), title, registers=True, sort=sort,
            token=f"demo-text-{number}",
        )  # fmt: skip


def _partners(users: Mapping[str, User]) -> None:
    """Invented partners, a request that waits for its answer, and a meeting."""
    expert, today = users["ekspert"], localdate()
    abroad = keep_partner(
        expert,
        WantedPartner(
            "Näidiskassa (Soome)", Sort.LIAISON, "FI", "posti@naidis.example",
            "Töötamine ja peretoetused Soomes, vormid F001 ja F003.",
        ),
        None, based_on=0, token="demo-partner-1",
    )  # fmt: skip
    keep_partner(
        expert,
        WantedPartner(
            "Näidislinna valitsus", Sort.MUNICIPALITY, "EE", "info@naidislinn.example",
            "Laste elukoht, eestkoste, koolikohustus.",
        ),
        None, based_on=0, token="demo-partner-2",
    )  # fmt: skip
    wanted = WantedRequest(
        abroad, None, "Järelepärimine vanema töötamise kohta",
        "Tere\n\nPalume teatada, millal vanem Soomes töötas ja kas talle maksti lapsilisä.",
        today + timedelta(20), None,
    )  # fmt: skip
    ask(expert, wanted, "et", token="demo-request")
    start = timezone.now().replace(hour=8, minute=0, second=0, microsecond=0) + timedelta(12)
    meeting = WantedMeeting(
        "Poolaasta ülevaade", abroad, start, 90, "veebis", "Kuidas vastamine sujub."
    )
    keep_meeting(expert, meeting, None, based_on=0, token="demo-meeting")


def samples() -> Iterator[tuple[str, str]]:
    """The invented cases: name and text of each."""
    for name in SAMPLES:
        yield name, _folder().joinpath(f"{name}.yaml").read_text(encoding="utf-8")


def _folder() -> Path:
    packed = Path(str(files("perenou.workbench").joinpath("samples")))
    return packed if packed.is_dir() else Path(__file__).parents[3] / "examples"
