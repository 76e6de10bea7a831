"""Whatever people do with an act, in whatever order: it has an owner who may take a next step."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import count

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from hypothesis.strategies import booleans, integers, sampled_from
from tests.workbench.acts import WHOLE, whole
from tests.workbench.conftest import Opened, People

from perenou.acts.particulars import OwnParagraph
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, Role, may
from perenou.workbench.cases.actions import grant, restrict, withdraw
from perenou.workbench.cases.models import Case
from perenou.workbench.drafts import actions
from perenou.workbench.drafts.models import NEXT, Act, ActVersion, Next, State, Step, What
from perenou.workbench.drafts.reviewers import may_review
from perenou.workbench.drafts.waiting import waiting_for

pytestmark = [pytest.mark.django_db, pytest.mark.properties, pytest.mark.slow]

WRITER = sampled_from(["owner", "colleague", "other"])
REVIEWER = sampled_from(["its author", "colleague", "other", "expert"])
WORDS = sampled_from(["", "põhjus"])


class Given:
    """The people and the case that every sequence begins with."""

    case: Case
    users: dict[str, User]


def waits(course: Course) -> bool:
    """Whether the act waits for review: steps that nobody could take only fill a sequence."""
    return course.act.state == State.WAITING


class Course(RuleBasedStateMachine):
    """What the people of a case do with one act of it."""

    def __init__(self) -> None:
        super().__init__()
        self.tokens = count()
        self.rest = transaction.atomic()
        self.rest.__enter__()
        self.case = Given.case
        for name in ("colleague", "other"):
            grant(Given.users["owner"], self.case, Given.users[name])
        self.users = Given.users
        self.act = whole(Given.users["colleague"], self.case)
        self.approved = ""

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.rest.__exit__(None, None, None)

    # -------------------------------------------------------------------------- what people do

    def do(self, who: str, right: Right, step: Callable[[User, str], object]) -> None:
        """A step as a page takes it: whoever may not reach it does not come so far."""
        user = self.act.author if who == "its author" else self.users[who]
        if not may(user, right, self.case):
            return
        with suppress(actions.RefusedError, actions.ConflictError):
            step(user, f"token-{next(self.tokens)}")
        self.act.refresh_from_db()

    @rule(who=WRITER, text=sampled_from(["esimene", "teine"]), is_old=booleans())
    def save(self, who: str, text: str, is_old: bool) -> None:
        given = WHOLE.model_copy(update={"own": (OwnParagraph(part="facts", text=text),)})
        based_on = self.act.latest - is_old
        self.do(who, Right.DRAFT_ACT, lambda user, token: actions.save(
            user, self.act, given, based_on=based_on, token=token))  # fmt: skip

    @rule(who=WRITER, named=sampled_from(["", "colleague", "other", "expert"]))
    def hand_over(self, who: str, named: str) -> None:
        of = self.users[named] if named else None
        self.do(who, Right.DRAFT_ACT, lambda user, token: actions.hand_over(
            user, self.act, named=of, based_on=self.act.latest, token=token))  # fmt: skip

    @precondition(waits)
    @rule(who=WRITER)
    def recall(self, who: str) -> None:
        self.do(who, Right.DRAFT_ACT, lambda user, token: actions.recall(
            user, self.act, token=token))  # fmt: skip

    @precondition(lambda self: not waits(self))
    @rule(who=WRITER)
    def take_over(self, who: str) -> None:
        self.do(who, Right.DRAFT_ACT, lambda user, token: actions.take_over(
            user, self.act, token=token))  # fmt: skip

    @precondition(waits)
    @rule(who=REVIEWER, words=WORDS)
    def give_back(self, who: str, words: str) -> None:
        self.do(who, Right.APPROVE_ACT, lambda user, token: actions.give_back(
            user, self.act, words=words, based_on=self.act.latest, token=token))  # fmt: skip

    @precondition(waits)
    @rule(who=REVIEWER, words=WORDS)
    def approve(self, who: str, words: str) -> None:
        self.do(who, Right.APPROVE_ACT, lambda user, token: actions.approve(
            user, self.act, words=words, based_on=self.act.latest, token=token))  # fmt: skip

    @rule(who=WRITER, words=WORDS, sure=integers(0, 5))
    def drop(self, who: str, words: str, sure: int) -> None:
        if sure == 0:
            self.do(who, Right.DRAFT_ACT, lambda user, token: actions.drop(
                user, self.act, words=words, token=token))  # fmt: skip

    @rule(who=sampled_from(["colleague", "other", "expert"]), is_let=booleans())
    def change_access(self, who: str, is_let: bool) -> None:
        (grant if is_let else withdraw)(self.users["owner"], self.case, self.users[who])
        self.act.refresh_from_db()

    @rule(is_restricted=booleans())
    def change_restriction(self, is_restricted: bool) -> None:
        restrict(self.users["owner"], self.case, is_restricted=is_restricted)
        self.case.refresh_from_db()
        self.act.refresh_from_db()

    # -------------------------------------------------------------------------- what always holds

    @invariant()
    def an_open_act_has_an_owner_who_may_take_its_next_step(self) -> None:
        act = Act.objects.select_related("case", "owner", "author").get(pk=self.act.pk)
        assert act.next_step == NEXT[State(act.state)]
        if act.next_step in (Next.WRITE, Next.MEND):
            assert act.owner == act.author
            assert may(act.owner, Right.DRAFT_ACT, act.case)
        elif act.next_step == Next.REVIEW and not act.is_for_anybody:
            assert may_review(act.owner, act)
            assert [row.number for row in waiting_for(act.owner)] == [act.number]
        elif act.next_step == Next.REVIEW:
            assert may(act.owner, Right.DRAFT_ACT, act.case)

    @invariant()
    def whoever_is_told_that_it_waits_may_see_to_it(self) -> None:
        act = Act.objects.select_related("case", "owner", "author").get(pk=self.act.pk)
        for user in self.users.values():
            for row in waiting_for(user):
                right = Right.DRAFT_ACT if row.why == "mend" else Right.APPROVE_ACT
                assert may(user, right, act.case)
                assert row.why == "mend" or may_review(user, act)

    @invariant()
    def nobody_approved_their_own_and_what_is_approved_stays(self) -> None:
        for step in Step.objects.filter(act=self.act, what=What.APPROVED):
            authors = ActVersion.objects.filter(act=self.act).values_list("author_id", flat=True)
            assert step.actor_id not in authors
            assert self.act.state == State.APPROVED
            content = ActVersion.objects.get(act=self.act, number=step.version).content
            assert self.approved in ("", content)
            assert step.version == self.act.latest
            self.approved = content

    @invariant()
    def versions_follow_each_other(self) -> None:
        numbers = ActVersion.objects.filter(act=self.act).values_list("number", flat=True)
        assert sorted(numbers) == list(range(1, self.act.latest + 1))


def test_no_course_of_things_leaves_an_act_to_nobody(somebody: People, opened: Opened) -> None:
    owner = somebody(Role.CASEWORKER)
    Given.case = opened(owner)
    Given.users = {
        "owner": owner,
        "colleague": somebody(Role.CASEWORKER),
        "other": somebody(Role.CASEWORKER),
        "expert": somebody(Role.EXPERT),
    }
    run_state_machine_as_test(
        Course,
        settings=settings(
            max_examples=12, stateful_step_count=15, deadline=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
