"""Everything that changes a question; each whole or not at all, and written to the audit trail.

Words are only ever added: what was asked and what was answered stays as it was, by version. Each
action names what it saw (``based_on``); who was overtaken is told, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from perenou.casework.case_file.personal_code import names_a_person
from perenou.language.personal.find import personal_data
from perenou.rules.citation import Citation
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.audit.trail import Detail, record
from perenou.workbench.cases.models import Case
from perenou.workbench.frame.refusal import RefusalError
from perenou.workbench.positions.models import Theme
from perenou.workbench.privacy.crypto import findable
from perenou.workbench.questions.find import answer as answer_of
from perenou.workbench.questions.find import is_public, may_approve
from perenou.workbench.questions.models import (
    ABOUT,
    DONE,
    OPEN,
    Alike,
    Answer,
    Asked,
    CodeMark,
    Count,
    Elsewhere,
    Help,
    Importance,
    Publication,
    Question,
    Repeat,
    Settled,
    State,
    Step,
    What,
)
from perenou.workbench.references.registered import refer

EARLIER: Final = "earlier"
"""What an earlier answer is called as a source."""

LONGEST_SUBJECT: Final = 160
LONGEST_TEXT: Final = 8000
LONGEST_WORDS: Final = 4000


class ConflictError(Exception):
    """Somebody else has done something with the question since it was opened here.

    Attributes:
        step: what was done last; None where it was written on only.
    """

    def __init__(self, step: Step | None) -> None:
        super().__init__()
        self.step = step


class RefusedError(RefusalError):
    """Something that cannot be done with the question as it stands."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks: in a few words, in full, of which theme, how important, by when."""

    subject: str
    text: str
    theme: Theme
    importance: Importance = Importance.ORDINARY
    due_day: date | None = None


@dataclass(frozen=True, slots=True)
class Public:
    """A question and its answer as everybody may read them."""

    subject: str
    asked: str
    answer: str


# ------------------------------------------------------------------------------ the asker


def ask(actor: User, wish: Wish, case: Case | None, *, token: str) -> Question:
    """Send a question; the same form sent twice sends it once."""
    with transaction.atomic():
        sent = Asked.objects.select_related("question").filter(token=token).first()
        if sent is not None:
            return sent.question
        question = Question.objects.create(
            number=_next_number(localdate().year), asker=actor, case=case, theme=wish.theme,
            importance=wish.importance, due_day=wish.due_day, made_at=timezone.now(), latest=1,
            subject=wish.subject.strip()[:LONGEST_SUBJECT],
        )  # fmt: skip
        _add_wording(question, actor, wish.subject, wish.text, token)
        detail: Detail = {"theme": wish.theme.value, "importance": int(wish.importance)}
        record(actor, "question.asked", "question", question, detail=detail)
        if case is not None:
            record(actor, "question.about_case", "case", case.number, detail={"to": str(question)})
    return question


def add_facts(
    actor: User, question: Question, text: str, *, based_on: int, token: str,
    case: Case | Literal["same"] | None = "same",
) -> None:  # fmt: skip
    """Add to what is asked; a question that was returned or answered goes back to its expert.

    Args:
        case: that it is about from now on; None: no case.

    Raises:
        ConflictError: something else was done meanwhile.
        RefusedError: it is waiting elsewhere, not one's own, or nothing is added.
    """
    with transaction.atomic():
        locked = _locked(question)
        if _is_done(locked, token):
            return
        if locked.asker_id != actor.pk:
            raise RefusedError("not_asker")
        _must_be(locked, (State.ASKED, State.TAKEN, State.RETURNED, *DONE), based_on)
        other = locked.case if case == "same" else case
        is_moved = other != locked.case
        if not text.strip() and not is_moved:
            raise RefusedError("nothing_added")
        if names_a_person(text):
            raise RefusedError("code")
        last = locked.wordings.latest("number")
        # Another case is another question as well: an answer to the one before is not sent.
        whole = f"{last.text}\n\n{text.strip()}".strip()[:LONGEST_TEXT]
        _add_wording(locked, actor, last.subject, whole, f"{token}-w"[:40])
        if locked.state == State.RETURNED:
            locked.state = State.TAKEN if locked.expert_id else State.ASKED
        elif locked.is_answered:
            _reopen(locked, locked.expert)
        detail = ""
        if is_moved:
            detail = "case_off" if other is None else "case_on"
            locked.case = other
        _step(locked, actor, What.FACTS_ADDED, token, detail=detail)
        if is_moved and other is not None:
            told: Detail = {"to": str(locked)}
            record(actor, "question.about_case", "case", other.number, detail=told)


def drop(actor: User, question: Question, words: str, *, based_on: int, token: str) -> None:
    """Withdraw a question that needs no answer any more.

    Raises:
        ConflictError: something else was done meanwhile.
        RefusedError: it is not one's own, or answered already.
    """
    with transaction.atomic():
        locked = _locked(question)
        if _is_done(locked, token):
            return
        if locked.asker_id != actor.pk:
            raise RefusedError("not_asker")
        _must_be(locked, (State.ASKED, State.TAKEN, State.RETURNED, State.HANDED), based_on)
        if locked.is_mended:
            raise RefusedError("has_answer")
        locked.state = State.DROPPED
        _step(locked, actor, What.DROPPED, token, words)


def tell_help(actor: User, question: Question, helped: Help, words: str, *, token: str) -> None:
    """Say whether the answer helped; it can be said anew.

    Raises:
        RefusedError: it is not one's own, or not answered.
    """
    with transaction.atomic():
        locked = _locked(question)
        if _is_done(locked, token):
            return
        if locked.asker_id != actor.pk:
            raise RefusedError("not_asker")
        if not locked.is_answered:
            raise RefusedError("not_answered")
        locked.helped = helped.value
        _step(locked, actor, What.HELPED, token, words, detail=helped.value)


def settle(actor: User, theme: Theme, source: str, key: str, *, token: str) -> None:
    """Note that somebody found the answer before asking."""
    with transaction.atomic():
        _, made = Settled.objects.get_or_create(
            token=token, defaults={"user": actor, "theme": theme, "source": source, "key": key}
        )
        if made:
            record(actor, "question.settled", "question", detail={"source": source, "key": key})


# ------------------------------------------------------------------------------ the expert


SECOND_OFF: Final = "second_off"
"""Of a step: that no second person is asked any more. Whoever decided that does not answer."""


TO_ASSIGN: Final = (State.ASKED, State.TAKEN, State.HANDED, State.RETURNED)
"""States in which somebody else may be asked to answer."""


def take(actor: User, question: Question, *, based_on: int, token: str) -> None:
    """Take a question to answer, also one that another expert has.

    Raises:
        ConflictError: something else was done meanwhile.
        RefusedError: it is not open, or one's own already.
    """
    with transaction.atomic():
        locked = _locked(question)
        if _is_done(locked, token):
            return
        _must_answer(actor, locked)
        _must_be(locked, TO_ASSIGN, based_on)
        if locked.expert_id == actor.pk and locked.state != State.ASKED:
            raise RefusedError("own_already")
        marked = locked.steps.filter(what=What.MARKED, actor=actor)
        if not locked.needs_second and marked.filter(detail__contains=SECOND_OFF).exists():
            raise RefusedError("own_second")
        locked.expert = actor
        if locked.state == State.ASKED:
            locked.state = State.TAKEN
        locked.taken_at = locked.taken_at or timezone.now()
        _step(locked, actor, What.TAKEN, token)


def give_up(actor: User, question: Question, *, based_on: int, token: str) -> None:
    """Put a question back for any expert to take.

    Raises:
        ConflictError: something else was done meanwhile.
        RefusedError: it is not with the expert.
    """
    with transaction.atomic():
        locked = _locked(question)
        if _is_done(locked, token):
            return
        _must_be_mine(actor, locked)
        _must_be(locked, (State.TAKEN,), based_on)
        locked.expert, locked.state = None, State.ASKED
        _step(locked, actor, What.GIVEN_UP, token)


def mark(
    actor: User, question: Question, importance: Importance, theme: Theme, due_day: date | None, *,
    needs_second: bool, based_on: int, token: str,
) -> None:  # fmt: skip
    """Set importance, theme, due date, and whether a second person approves the answer.

    Raises:
        ConflictError: something else was done meanwhile.
        RefusedError: it is not open, or whoever answers would approve alone.
    """
    with transaction.atomic():
        locked = _locked(question)
        if _is_done(locked, token):
            return
        _must_answer(actor, locked)
        _must_be(locked, (State.ASKED, State.TAKEN, State.RETURNED, State.HANDED), based_on)
        if locked.needs_second and not needs_second and locked.expert_id == actor.pk:
            raise RefusedError("own_second")
        changed = {
            "theme": locked.theme != theme, "importance": locked.importance != importance,
            "due": locked.due_day != due_day,
            SECOND_OFF: locked.needs_second and not needs_second,
            "second_on": needs_second and not locked.needs_second,
        }  # fmt: skip
        locked.importance, locked.theme, locked.due_day = importance, theme, due_day
        locked.needs_second = needs_second
        detail = " ".join(key for key, is_so in changed.items() if is_so)
        day = due_day if changed["due"] else None
        _step(locked, actor, What.MARKED, token, detail=detail, day=day)


def reopen(actor: User, question: Question, words: str, *, based_on: int, token: str) -> None:
    """Take an answer that was sent to mend it; until the new one is sent, that one holds.

    Raises:
        ConflictError: something else was done meanwhile.
        RefusedError: it is not answered, or it is not said what is mended.
    """
    with transaction.atomic():
        locked = _locked(question)
        if _is_done(locked, token):
            return
        _must_answer(actor, locked)
        if locked.asker_id == actor.pk:
            raise RefusedError("own_question")
        _must_be(locked, DONE, based_on)
        if not words.strip():
            raise RefusedError("no_words")
        _reopen(locked, actor)
        _step(locked, actor, What.REOPENED, token, words)


def keep_answer(actor: User, question: Question, words: str, *, based_on: int, token: str) -> None:
    """Say that what the asker thinks of an answer was read, and that the answer stays.

    Raises:
        ConflictError: something else was done meanwhile.
        RefusedError: it is not answered, or it is not said why.
    """
    with transaction.atomic():
        locked = _locked(question)
        if _is_done(locked, token):
            return
        _must_answer(actor, locked)
        _must_be(locked, DONE, based_on)
        if not words.strip():
            raise RefusedError("no_words")
        _step(locked, actor, What.KEPT, token, words)


def hand_on(actor: User, question: Question, to: User, *, token: str) -> None:
    """Let another expert answer, because whoever was to answer is here no longer."""
    with transaction.atomic():
        locked = _locked(question)
        if _is_done(locked, token):
            return
        locked.expert = to
        _step(locked, actor, What.HANDED_ON, token, to.name)


def assign(actor: User, question: Question, to: User, *, token: str) -> None:
    """Say which expert is to answer an open question, whoever has it now.

    Raises:
        RefusedError: it is not open, or is not theirs to answer.
    """
    with transaction.atomic():
        locked = _locked(question)
        if _is_done(locked, token):
            return
        _must_be(locked, TO_ASSIGN, locked.latest)
        _must_answer(to, locked)
        marked = locked.steps.filter(what=What.MARKED, actor=to)
        if not locked.needs_second and marked.filter(detail__contains=SECOND_OFF).exists():
            raise RefusedError("own_second")
        locked.expert = to
        if locked.state == State.ASKED:
            locked.state = State.TAKEN
        locked.taken_at = locked.taken_at or timezone.now()
        _step(locked, actor, What.HANDED_ON, token, to.name)


def put_with(
    actor: User, question: Question, former: User | None, *, was_taken: bool, token: str
) -> None:
    """Put a question back with whoever had it before it was handed on; None: with nobody.

    Args:
        was_taken: whether somebody had taken it at any time before.
    """
    with transaction.atomic():
        locked = _locked(question)
        _must_be(locked, TO_ASSIGN, locked.latest)
        locked.expert = former
        if former is None and locked.state == State.TAKEN:
            locked.state = State.ASKED
        if not was_taken:
            locked.taken_at = None
        what, words = (What.GIVEN_UP, "") if former is None else (What.HANDED_ON, former.name)
        _step(locked, actor, what, token, words)


def give_back(actor: User, question: Question, words: str, *, based_on: int, token: str) -> None:
    """Return a question to its asker for more facts.

    Raises:
        ConflictError: something else was done meanwhile.
        RefusedError: it is not being answered, or it is not said what is missing.
    """
    with transaction.atomic():
        locked = _locked(question)
        if _is_done(locked, token):
            return
        _must_be_mine(actor, locked)
        _must_be(locked, (State.TAKEN,), based_on)
        if not words.strip():
            raise RefusedError("no_words")
        locked.state = State.RETURNED
        _step(locked, actor, What.RETURNED, token, words)


def hand(
    actor: User, question: Question, to: Elsewhere, due: date | None, words: str, *, based_on: int,
    token: str,
) -> None:  # fmt: skip
    """Hand a question to a lawyer or the ministry, and wait for what they say.

    Raises:
        ConflictError: something else was done meanwhile.
        RefusedError: it is not being answered, or there is no due date or note.
    """
    with transaction.atomic():
        locked = _locked(question)
        if _is_done(locked, token):
            return
        _must_be_mine(actor, locked)
        _must_be(locked, (State.TAKEN,), based_on)
        if due is None:
            raise RefusedError("no_due")
        if not words.strip():
            raise RefusedError("no_words")
        locked.state, locked.handed_to, locked.handed_due = State.HANDED, to.value, due
        _step(locked, actor, What.HANDED, token, words, detail=to.value, day=due)


def note_reply(actor: User, question: Question, words: str, *, based_on: int, token: str) -> None:
    """Note what the lawyer or the ministry answered; the expert goes on.

    Raises:
        ConflictError: something else was done meanwhile.
        RefusedError: it was not handed to anybody, or nothing is noted.
    """
    with transaction.atomic():
        locked = _locked(question)
        if _is_done(locked, token):
            return
        _must_be_mine(actor, locked)
        _must_be(locked, (State.HANDED,), based_on)
        if not words.strip():
            raise RefusedError("no_words")
        locked.state = State.TAKEN
        _step(locked, actor, What.REPLIED, token, words, detail=locked.handed_to)


def write(
    actor: User, question: Question, text: str, citations: Sequence[Citation], day: int, *,
    based_on: int, token: str, taken_from: str = "",
) -> Answer:  # fmt: skip
    """Save the answer as its next version; the same again adds none.

    Raises:
        ConflictError: something else was done meanwhile.
        RefusedError: it is not being answered, or empty.
    """
    with transaction.atomic():
        locked = _locked(question)
        sent = locked.answers.filter(token=token).first()
        if sent is not None:
            return sent
        _must_be_mine(actor, locked)
        _must_be(locked, (State.TAKEN, State.HANDED), based_on)
        if not text.strip():
            raise RefusedError("no_answer")
        before = answer_of(locked)
        cited = "\n".join(map(str, citations))
        asked = locked.wordings.latest("number").number
        wanted = (text.strip(), cited, day, asked)
        if before is not None and wanted == (
            before.text, before.citations, before.day, before.asked,
        ):  # fmt: skip
            return before
        saved = Answer.objects.create(
            question=locked, number=1 if before is None else before.number + 1, author=actor,
            asked=asked, text=text.strip()[:LONGEST_TEXT], citations=cited, day=day,
            taken_from=taken_from[:60] or ("" if before is None else before.taken_from),
            token=token,
        )  # fmt: skip
        locked.latest += 1
        locked.save()
        record(actor, "question.written", "question", locked, detail={"answer": saved.number})
    return saved


def finish(
    actor: User, question: Question, *, approver: User | None, based_on: int, token: str
) -> None:
    """Give the answer to the asker; or to a second person first, where that is marked.

    Raises:
        ConflictError: something else was done meanwhile.
        RefusedError: there is no answer to what is asked now, or nobody who may approve it.
    """
    with transaction.atomic():
        locked = _locked(question)
        if _is_done(locked, token):
            return
        _must_be_mine(actor, locked)
        _must_be(locked, (State.TAKEN,), based_on)
        answer = answer_of(locked)
        if answer is None:
            raise RefusedError("no_answer")
        if answer.asked != locked.wordings.latest("number").number:
            raise RefusedError("facts_added")
        if locked.needs_second:
            if approver is not None and not may_approve(approver, locked):
                raise RefusedError("cannot_approve")
            locked.state, locked.approver = State.WAITING, approver
            _step(locked, actor, What.SUBMITTED, token, answer=answer.number)
            return
        _answered(locked)
        _step(locked, actor, What.ANSWERED, token, answer=answer.number)


def send_back(actor: User, question: Question, words: str, *, based_on: int, token: str) -> None:
    """Return an answer to its expert instead of approving it.

    Raises:
        ConflictError: something else was done meanwhile.
        RefusedError: it does not wait, is one's own, or it is not said why.
    """
    with transaction.atomic():
        locked = _locked(question)
        if _is_done(locked, token):
            return
        _must_approve(actor, locked, based_on)
        if not words.strip():
            raise RefusedError("no_words")
        locked.state = State.TAKEN
        _step(locked, actor, What.SENT_BACK, token, words, answer=_number(locked))


def approve(actor: User, question: Question, words: str, *, based_on: int, token: str) -> None:
    """Approve an answer, which the asker then has.

    Raises:
        ConflictError: something else was done meanwhile.
        RefusedError: it does not wait, or is one's own.
    """
    with transaction.atomic():
        locked = _locked(question)
        if _is_done(locked, token):
            return
        _must_approve(actor, locked, based_on)
        _answered(locked)
        locked.approver = actor  # who answers for it goes on seeing it
        _step(locked, actor, What.APPROVED, token, words, answer=_number(locked))


# ------------------------------------------------------------------------------ publishing


def publish(
    actor: User, question: Question, public: Public, decided: str, *, kept: int, replaced: int,
    based_on: int, token: str,
) -> Publication:  # fmt: skip
    """Let everybody read a question and its answer, as they were confirmed to name nobody.

    Args:
        decided: what was decided on each place, as JSON. kept, replaced: how many places.

    Raises:
        ConflictError: something else was done meanwhile.
        RefusedError: it is not answered.
    """
    with transaction.atomic():
        locked = _locked(question)
        sent = Publication.objects.filter(token=token).first()
        if sent is not None:
            return sent
        _must_answer(actor, locked)
        _must_be(locked, (State.ANSWERED, State.PUBLISHED, State.WITHDRAWN), based_on)
        answer = answer_of(locked)
        assert answer is not None
        row = Publication.objects.create(
            question=locked, number=locked.number, theme=locked.theme, subject=public.subject,
            asked=public.asked, answer=public.answer, citations=answer.citations, day=answer.day,
            asked_day=timezone.localdate(locked.made_at).toordinal(), decided=decided, by=actor,
            token=token,
        )  # fmt: skip
        refer(ABOUT, locked.number, cited_by(row))
        locked.state = State.PUBLISHED
        _step(
            locked, actor, What.PUBLISHED, f"{token}-s"[:40], answer=answer.number,
            more={"replaced": replaced, "kept": kept},
        )  # fmt: skip
    return row


def withdraw(actor: User, question: Question, words: str, *, based_on: int, token: str) -> None:
    """Let nobody find a published answer any more; the asker still has it.

    Raises:
        ConflictError: something else was done meanwhile.
        RefusedError: it is not published, or it is not said why.
    """
    with transaction.atomic():
        locked = _locked(question)
        if _is_done(locked, token):
            return
        _must_answer(actor, locked)
        _must_be(locked, (State.PUBLISHED, *OPEN), based_on)
        if not is_public(locked):
            raise RefusedError("other_state")
        if not words.strip():
            raise RefusedError("no_words")
        withdraw_publication(actor, locked.number, token=f"{token}-p"[:40])
        if locked.state == State.PUBLISHED:
            locked.state = State.WITHDRAWN
        _step(locked, actor, What.WITHDRAWN, token, words)


def withdraw_publication(actor: User, number: str, *, token: str) -> None:
    """Take the published answer of a number out of what is found."""
    last = Publication.objects.filter(number=number).first()
    if last is None or not last.is_there:
        return
    Publication.objects.create(
        question_id=last.question_id, number=number, is_there=False, theme=last.theme, subject="",
        asked="", answer="", day=last.day, asked_day=last.asked_day, decided="", by=actor,
        token=token,
    )  # fmt: skip
    refer(ABOUT, number, ())


def cited_by(row: Answer | Publication) -> tuple[Citation, ...]:
    """The provisions that an answer rests on."""
    return tuple(Citation.parse(each) for each in row.citations.split("\n") if each)


# ------------------------------------------------------------------------------ holding


def _locked(question: Question) -> Question:
    return Question.objects.select_for_update(of=("self",)).get(pk=question.pk)


def _is_done(question: Question, token: str) -> bool:
    """Whether the same form was sent before."""
    return question.steps.filter(token=token).exists()


def _must_be(question: Question, states: Iterable[State], based_on: int) -> None:
    if question.latest != based_on:
        raise ConflictError(question.steps.select_related("actor").last())
    if question.state not in set(states):
        raise RefusedError("other_state")


def _must_answer(actor: User, question: Question) -> None:
    if not may(actor, Right.ANSWER_QUESTION):
        raise RefusedError("not_expert")
    if question.asker_id == actor.pk and not question.is_answered:
        raise RefusedError("own_question")


def _must_be_mine(actor: User, question: Question) -> None:
    _must_answer(actor, question)
    if question.expert_id != actor.pk:
        raise RefusedError("not_taken")


def _must_approve(actor: User, question: Question, based_on: int) -> None:
    _must_be(question, (State.WAITING,), based_on)
    if not may_approve(actor, question):
        raise RefusedError("own_answer")


def _reopen(question: Question, expert: User | None) -> None:
    """Let it be answered anew; the time by which the first answer was wished is over."""
    is_there = expert is not None and expert.is_active
    question.expert = expert if is_there else None
    question.state = State.TAKEN if is_there else State.ASKED
    question.due_day = None


def _answered(question: Question) -> None:
    question.state = State.PUBLISHED if is_public(question) else State.ANSWERED
    question.approver, question.helped = None, ""
    question.answered_at = question.answered_at or timezone.now()
    found = answer_of(question)
    source, _, key = ("" if found is None else found.taken_from).partition(":")
    if source == EARLIER:
        note_repeat(question.number, key, Alike.ACCEPTED)


def note_repeat(number: str, of: str, how: Alike) -> None:
    """Note that a question was asked before."""
    if number != of:
        Repeat.objects.get_or_create(number=number, of=of, defaults={"how": how})


def _number(question: Question) -> int:
    found = answer_of(question)
    return 0 if found is None else found.number


def _step(
    question: Question, actor: User, what: What, token: str, words: str = "", *, answer: int = 0,
    detail: str = "", day: date | None = None, more: Detail | None = None,
) -> None:  # fmt: skip
    """Write down what was done, and count it: whoever saw the question before is overtaken."""
    question.latest += 1
    question.save()
    Step.objects.create(
        question=question, what=what, actor=actor, token=token, answer=answer, detail=detail,
        day=day, words=words.strip()[:LONGEST_WORDS],
    )  # fmt: skip
    told: Detail = {"state": question.state, **({"detail": detail} if detail else {})}
    record(actor, f"question.{what.value}", "question", question, detail={**told, **(more or {})})


def _add_wording(question: Question, actor: User, subject: str, text: str, token: str) -> None:
    last = question.wordings.order_by("-number").first()
    Asked.objects.create(
        question=question, number=1 if last is None else last.number + 1, author=actor,
        subject=subject.strip()[:LONGEST_SUBJECT], text=text.strip()[:LONGEST_TEXT], token=token,
    )  # fmt: skip
    put_marks(question, subject, text)


def put_marks(question: Question, subject: str, text: str) -> None:
    """Have a question found by the personal codes that stand in it, and by no others."""
    codes = {
        "".join(filter(str.isalnum, spot.text))
        for found in personal_data([subject, text])
        for spot in found
        if spot.kind == "personal_code"
    }
    CodeMark.objects.filter(question=question).delete()
    CodeMark.objects.bulk_create(
        [CodeMark(question=question, digest=findable(each)) for each in sorted(codes)]
    )


def _next_number(year: int) -> str:
    count = Count.objects.select_for_update().get_or_create(year=year)[0]
    count.last += 1
    count.save(update_fields=["last"])
    return f"N-{year}-{count.last:04}"
