"""How long the home page, search and the pages of questions take in a full house.

Run as ``python -m benchmarks.questions [QUESTIONS] [DATABASE_URL]``; the database is made and
dropped again. For each question it holds five cases and twenty events of the audit trail, and for
every ten a position. Times are of the server alone: from the request to its answer, in this
process.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from secrets import token_hex
from statistics import quantiles
from typing import TYPE_CHECKING, Final

from benchmarks.case_list import fill as fill_cases
from benchmarks.test_earlier_speed import invented

from perenou.language.search.earlier import Earlier

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from perenou.workbench.accounts.models import User

ASKED: Final = 30
CASES: Final = 5
EVENTS: Final = 20
POSITIONS: Final = 10
BATCH: Final = 1000
TEXT: Final = (
    "Kolmelapselises peres saab vanim gümnasist 2026. aastal 19, isa töötab Soomes. "
    "Kas lasterikka pere toetus säilib ja kumb riik maksab esimesena?"
)
CITED: Final = "PHS § 17 lg 2"


def fill(questions: int) -> None:
    """Cases, the trail, positions, and questions: a tenth open, the others published."""
    from perenou.workbench.accounts.models import User

    fill_cases(CASES * questions)
    users = list(User.objects.order_by("pk"))
    _trail(users, EVENTS * questions)
    _positions(users, questions // POSITIONS)
    rows = invented(questions)
    for start in range(0, questions, BATCH):
        _questions(users, rows[start : start + BATCH], start)


def _trail(users: Sequence[User], count: int) -> None:
    from django.utils import timezone

    from perenou.workbench.audit.models import Event, Head

    now = timezone.now()
    for start in range(0, count, 10 * BATCH):
        Event.objects.bulk_create(
            Event(
                number=at + 1, at=now - timedelta(seconds=count - at), actor=users[at % len(users)],
                action="view.see_case", about="case", about_id=f"2026-{at % 50_000:06}",
                seal=token_hex(32),
            )
            for at in range(start, min(start + 10 * BATCH, count))
        )  # fmt: skip
    Head.objects.update_or_create(pk=1, defaults={"number": count, "seal": token_hex(32)})


def _positions(users: Sequence[User], count: int) -> None:
    from perenou.rules.citation import Citation
    from perenou.workbench.positions.models import ABOUT, Position, PositionVersion, State, Theme
    from perenou.workbench.references.registered import refer

    today = date.today()  # noqa: DTZ011
    rows, themes = invented(count), Theme.values
    made = Position.objects.bulk_create(
        Position(
            number=f"S-2026-{at:04}", state=State.APPROVED, author=users[1], question=row.subject,
            theme=themes[at % len(themes)], latest=1, approved_by=users[2], approved_on=today,
            review_by=today + timedelta(300),
        )
        for at, row in enumerate(rows)
    )  # fmt: skip
    PositionVersion.objects.bulk_create(
        PositionVersion(
            position=position, number=1, author=users[1], question=row.subject, answer=row.answer,
            reasons=row.asked, citations=CITED, theme=position.theme, token=token_hex(12),
        )
        for position, row in zip(made, rows, strict=True)
    )  # fmt: skip
    for at, position in enumerate(made):
        refer(ABOUT, position.pk, [Citation.parse(CITED if at % 50 else "PHS § 21 lg 1")])


def _questions(users: Sequence[User], rows: Sequence[Earlier], start: int) -> None:
    from django.utils import timezone

    from perenou.workbench.questions.models import (
        Answer,
        Asked,
        Importance,
        Publication,
        Question,
        State,
    )

    chance, now, today = random.Random(start), timezone.now(), date.today()  # noqa: DTZ011
    expert = users[1]
    made = []
    for at, row in enumerate(rows, start):
        is_open = at % 10 == 0
        then = now - timedelta(minutes=17 * at)
        due = today + timedelta(chance.randint(-5, 30)) if at % 3 else None
        importance = chance.choice(Importance.values)
        made.append(
            Question(
                number=f"N-2026-{at:05}", asker=users[at % len(users)], theme=row.theme,
                expert=None if is_open else expert, subject=row.subject, due_day=due,
                importance=importance, latest=5, made_at=then,
                state=State.ASKED if is_open else State.PUBLISHED,
                taken_at=None if is_open else then + timedelta(hours=chance.randint(1, 90)),
                answered_at=None if is_open else then + timedelta(hours=chance.randint(91, 300)),
                helped="" if is_open else chance.choice(("yes", "partly", "no", "")),
                rank=f"{int(not is_open)} {due or '9999-12-31'} {importance} {row.theme}",
            )
        )  # fmt: skip
    kept = Question.objects.bulk_create(made)
    Asked.objects.bulk_create(
        Asked(
            question=question, number=1, author=question.asker, subject=row.subject,
            text=row.asked, token=token_hex(12),
        )
        for question, row in zip(kept, rows, strict=True)
    )  # fmt: skip
    done = [pair for pair in zip(kept, rows, strict=True) if pair[0].state == State.PUBLISHED]
    Answer.objects.bulk_create(
        Answer(
            question=question, number=1, author=expert, asked=1, text=row.answer, citations=CITED,
            day=today.toordinal(), token=token_hex(12),
        )
        for question, row in done
    )  # fmt: skip
    Publication.objects.bulk_create(
        Publication(
            question=question, number=question.number, theme=row.theme, subject=row.subject,
            asked=row.asked, answer=row.answer, citations=CITED, day=today.toordinal(),
            asked_day=today.toordinal(), decided="[]", by=expert, token=token_hex(12),
        )
        for question, row in done
    )  # fmt: skip


def measure() -> None:
    """Print the times of every page for a caseworker and for an expert."""
    from django.conf import settings
    from django.test import Client

    from perenou.workbench.accounts.models import User
    from perenou.workbench.desk.law_index import law_index
    from perenou.workbench.questions.published import every

    settings.ALLOWED_HOSTS.append("testserver")
    law_index("et")
    began = time.perf_counter()
    print(f"{len(every())} published answers read in {time.perf_counter() - began:.1f} s")
    print(f"{'who':<11} {'page':<30} {'median':>8} {'p95':>8} {'CPU':>8} {'CPU p95':>8}")
    for who, name in (("caseworker", "u0"), ("expert", "u1")):
        client = Client()
        client.force_login(User.objects.get(username=name))
        for page, ask in _pages(client, who).items():
            assert ask().status_code == 200
            times, work = [], []
            for _ in range(ASKED):
                start, began = time.perf_counter(), time.process_time()
                ask()
                work.append((time.process_time() - began) * 1000)
                times.append((time.perf_counter() - start) * 1000)
            cuts, of_work = quantiles(times, n=20), quantiles(work, n=20)
            figures = (cuts[9], cuts[18], of_work[9], of_work[18])
            print(f"{who:<11} {page:<30} {' '.join(f'{each:>8.1f}' for each in figures)}")


def _pages(client: Client, who: str) -> dict[str, Callable[[], HttpResponse]]:
    """By what is done, the request that does it."""
    found: dict[str, Callable[[], HttpResponse]] = {
        "home": lambda: client.get("/"),
        "search": lambda: client.post("/search/", {"asked": "lapsetoetus 19-aastasele"}),
        "search by a question": lambda: client.post("/search/", {"asked": TEXT}),
        "list": lambda: client.get("/questions/"),
        "list, last page": lambda: client.get("/questions/?page=9999"),
        "published answers": lambda: client.get("/questions/answers/"),
        "while typing a question": lambda: client.post("/questions/look/", {"text": TEXT}),
    }
    if who == "expert":
        found |= {
            "queue": lambda: client.get("/questions/?whose=queue"),
            "an open question": lambda: client.get("/questions/N-2026-00010/"),
            "figures": lambda: client.get("/questions/figures/?period=365"),
        }
    return found


def main() -> None:
    """Fill a new database and measure."""
    questions = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    if len(sys.argv) > 2:
        os.environ["DATABASE_URL"] = sys.argv[2]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PERENOU_DATA"] = folder
        os.environ["PERENOU_DEMO"] = "0"
        os.environ["PERENOU_REQUESTS"] = "100000"
        os.environ["DJANGO_SETTINGS_MODULE"] = "perenou.workbench.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
        fill(questions)
        measure()


if __name__ == "__main__":
    main()
