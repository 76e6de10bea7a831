"""How long a page of the list of cases takes over many cases, for a caseworker and for an expert.

Run as ``python -m benchmarks.case_list [CASES] [DATABASE_URL]``; the database is made and dropped
again. Times are of the server alone: from the request to its answer, in this process.
"""

from __future__ import annotations

import os
import random
import re
import sys
import tempfile
import time
from datetime import date, timedelta
from math import ceil
from statistics import quantiles
from typing import Final

WORKERS: Final = 100
ASKED: Final = 30
PAGES: Final = (
    "", "?page=2", "?page=MIDDLE", "?page=LAST", "?order=due", "?order=number", "?state=open",
    "?whose=own", "?whose=own&state=open&order=due", "?due=soon", "?open=missing",
)  # fmt: skip


def fill(cases: int) -> None:
    """Invented cases of a hundred owners, one in fifty restricted, some granted to others."""
    from django.db import connection, transaction
    from django.utils import timezone

    from perenou.workbench.accounts.models import User, UserRole
    from perenou.workbench.accounts.rights import Role
    from perenou.workbench.cases.models import Access, Case, State

    User.objects.bulk_create(
        User(username=f"u{at}", name=f"Invented {at}", password="!") for at in range(WORKERS)
    )
    users = list(User.objects.order_by("pk"))
    UserRole.objects.bulk_create(
        UserRole(user=user, role=Role.EXPERT if at == 1 else Role.CASEWORKER)
        for at, user in enumerate(users)
    )
    chance = random.Random(7)
    now, today = timezone.now(), date.today()  # noqa: DTZ011
    for start in range(0, cases, 5000):
        Case.objects.bulk_create(
            Case(
                number=f"2026-{at:06}",
                title=f"Invented case {at} of a family with children",
                owner=users[at % WORKERS],
                state=chance.choices(list(State), (6, 3, 1))[0],
                is_restricted=at % 50 == 0,
                due_day=today + timedelta(chance.randint(-30, 300)) if at % 3 else None,
                missing=chance.randint(0, 3),
                doubts=chance.randint(0, 2),
                latest=1,
            )
            for at in range(start, min(start + 5000, cases))
        )
    changed = [
        (connection.ops.adapt_datetimefield_value(now - timedelta(minutes=ago)), pk)
        for pk, ago in enumerate(chance.sample(range(5 * cases), cases), 1)
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany("UPDATE cases_case SET changed_at = %s WHERE id = %s", changed)
    some = Case.objects.filter(pk__in=range(1, cases, 37)).values_list("pk", flat=True)
    Access.objects.bulk_create(
        Access(case_id=pk, user=users[pk % WORKERS], granted_by=users[0]) for pk in some
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure() -> None:
    """Print the times of every page for both people."""
    from django.conf import settings
    from django.test import Client

    from perenou.workbench.accounts.models import User
    from perenou.workbench.frame.lists import PAGE_SIZE

    settings.ALLOWED_HOSTS.append("testserver")
    head = f"{'who':<11} {'page':<36} {'count':>7}"
    print(f"{head} {'median':>8} {'p95':>8} {'CPU':>8} {'CPU p95':>8}")
    for who, name in (("caseworker", "u0"), ("expert", "u1")):
        client = Client()
        client.force_login(User.objects.get(username=name))
        worst: list[float] = []
        worst_work: list[float] = []
        for page in PAGES:
            answer = client.get("/cases/")
            pages = ceil(_count(answer.content.decode()) / PAGE_SIZE)
            asked = page.replace("MIDDLE", str(pages // 2)).replace("LAST", str(pages))
            answer = client.get(f"/cases/{asked}")
            assert answer.status_code == 200
            times, work = [], []
            for _ in range(ASKED):
                start, began = time.perf_counter(), time.process_time()
                client.get(f"/cases/{asked}")
                work.append((time.process_time() - began) * 1000)
                times.append((time.perf_counter() - start) * 1000)
            worst += times
            worst_work += work
            cuts, of_work = quantiles(times, n=20), quantiles(work, n=20)
            count = _count(answer.content.decode())
            print(
                f"{who:<11} {asked or '/':<36} {count:>7}"
                f" {cuts[9]:>8.1f} {cuts[18]:>8.1f} {of_work[9]:>8.1f} {of_work[18]:>8.1f}"
            )
        of_all, of_work = quantiles(worst, n=20)[18], quantiles(worst_work, n=20)[18]
        print(f"{who:<11} {'all':<36} {'':>16} {of_all:>8.1f} {'':>8} {of_work:>8.1f}")


def _count(page: str) -> int:
    """The count that a page tells, whatever its digits are grouped by."""
    found = re.search(r"Kokku ([\d\s\u202f\xa0]+)", page)
    return int("".join(filter(str.isdecimal, found[1]))) if found else 0


def main() -> None:
    """Fill a new database and measure."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
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
        fill(cases)
        measure()


if __name__ == "__main__":
    main()
