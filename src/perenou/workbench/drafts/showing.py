"""What the page of an act shows: the draft, what is missing and found, and what can be done."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from secrets import token_hex

from django.db.models import F, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from perenou.acts.choose import Numbered, told
from perenou.acts.document import Document
from perenou.acts.redraft import Changed, changes
from perenou.casework.report import Line
from perenou.casework.tell_why import tell_why
from perenou.casework.words import Words
from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.cases.models import Case
from perenou.workbench.cases.solving import latest as latest_of_case
from perenou.workbench.drafts import actions
from perenou.workbench.drafts.container import is_finished
from perenou.workbench.drafts.content import Content, read
from perenou.workbench.drafts.found import Found, rows_of, worst_by_place
from perenou.workbench.drafts.given import GivenForm, Group, OwnBox, filled, typed
from perenou.workbench.drafts.handing_in import reference_of, register
from perenou.workbench.drafts.making import made, part_name
from perenou.workbench.drafts.matters import held, same
from perenou.workbench.drafts.models import Act, ActVersion, State, Step, Typed, Way, What
from perenou.workbench.drafts.paper import changed_places, paper
from perenou.workbench.drafts.reviewers import may_review, reviewers


@dataclass(frozen=True, slots=True)
class Live:
    """The draft as it stands with what is typed, and what is missing and found in it."""

    document: Document
    paper: SafeString
    found: tuple[Found, ...]
    stopping: int


@dataclass(slots=True)
class Sent:
    """What was sent and could not be done, so that the page gives it back.

    Attributes:
        form: of the particulars. based_on: the version it was typed over. conflict: the version
            that somebody else saved meanwhile. error: key of the text ``drafts.refused.KEY``.
            words: that were typed to go with a step, by step. choose: the matters to choose from.
    """

    form: GivenForm | None = None
    based_on: int = 0
    conflict: ActVersion | None = None
    error: str = ""
    words: dict[str, str] = field(default_factory=dict)
    choose: actions.ChoiceError | None = None


def act_of(case: Case, number: int) -> Act:
    """An act of a case by its number.

    Raises:
        Http404: there is none.
    """
    act = Act.objects.select_related("case__owner", "author", "owner").filter(
        case=case, number=number
    ).first()  # fmt: skip
    if act is None:
        raise Http404
    return act


def latest_versions(case: Case) -> QuerySet[ActVersion]:
    """The latest version of every act of a case, by number."""
    found = ActVersion.objects.filter(act__case=case, number=F("act__latest"))
    return found.select_related("act__case", "act__owner").order_by("act__number")


def version_of(act: Act, number: int) -> ActVersion:
    """A version of an act by its number.

    Raises:
        Http404: there is none.
    """
    found = act.versions.select_related("case_version", "author").filter(number=number).first()
    if found is None:
        raise Http404
    return found


def live(version: ActVersion, content: Content, form: GivenForm | None, language: Language) -> Live:
    """The draft with what a form says, or as it was saved; findings are told in a language."""
    with held(version.case_version, content.matter.as_of) as of:
        document = content.document
        if form is not None and form.given is not None and form.given != content.given:
            matter = same(of, content.matter, document.language)
            if matter is not None:
                document = made(of.solved, matter, form.given, document.language)
        findings = of.checked(document, language)
    marked = _changed_since(version, content) if document == content.document else frozenset()
    return Live(
        document,
        paper(document, marked, worst_by_place(findings)),
        rows_of(findings),
        sum(each.severity.stops for each in findings),
    )


def _changed_since(version: ActVersion, content: Content) -> frozenset[int]:
    """The places that drafting anew changed."""
    if version.way != Way.REDRAFTED:
        return frozenset()
    return changed_places(content.document, changes_of(version, content))


def changes_of(version: ActVersion, content: Content) -> tuple[Changed, ...]:
    """What a version changed in the one before it."""
    before = version.act.versions.filter(number=version.number - 1).first()
    return () if before is None else changes(read(before.content).document, content.document)


@dataclass(frozen=True, slots=True)
class TheForm:
    """The form of what an official gives, laid out."""

    groups: tuple[Group, ...]
    here: tuple[tuple[OwnBox, str], ...]
    elsewhere: tuple[tuple[OwnBox, str], ...]
    errors: int


def the_form(version: ActVersion, content: Content, form: GivenForm, language: Language) -> TheForm:
    """The form, with what this act needs first."""
    with held(version.case_version, content.matter.as_of) as of:
        matter = same(of, content.matter, content.document.language)
        asked = frozenset() if matter is None else of.asked(matter)
    parts = {portion.part for portion in content.document.portions}
    boxes = [(box, part_name(box.part, language)) for box in form.own()]
    here = tuple(each for each in boxes if each[0].part in parts or each[0].value)
    rest = tuple(each for each in boxes if each not in here)
    return TheForm(form.groups(asked), here, rest, len(form.errors))


def shown(request: SignedIn, act: Act, sent: Sent | None = None, status: int = 200) -> HttpResponse:
    """The page of an act."""
    sent = sent or Sent()
    version = actions.latest(act)
    content = read(version.content)
    user, language = request.user, request.language
    may_draft = may(user, Right.DRAFT_ACT, act.case)
    may_write = may_draft and act.is_writable
    kept = _typed(user, act, content) if may_write and sent.form is None else None
    form = sent.form if kept is None else typed(json.loads(kept.content), language)
    now = live(version, content, form, language)
    can_review = act.state == State.WAITING and may_review(user, act)
    steps = list(act.steps.select_related("actor", "named"))
    context = {
        "act": act,
        "case": act.case,
        "version": version,
        "name": content.matter.name,
        "live": now,
        "form": the_form(version, content, form or filled(content.given), language)
        if may_write
        else None,
        "typed": kept,
        "based_on": sent.based_on or (kept.based_on if kept else version.number),
        "sent": sent,
        "choices": _choices(act, sent, language),
        "differs": _differs(sent, content, now),
        "changes": changes_of(version, content) if version.way == Way.REDRAFTED else (),
        "is_old": version.case_version.number != act.case.latest,
        "may_draft": may_draft,
        "may_write": may_write,
        "may_review": can_review,
        "may_export": may(user, Right.EXPORT_CASE, act.case),
        "may_hand_in": is_finished(act, version)
        and register() is not None
        and may(user, Right.HAND_IN_ACT, act.case),
        "reference": reference_of(act),
        "reviewers": reviewers(act) if may_write else [],
        "remarks": _remarks(act, steps),
        "steps": steps,
        "versions": act.versions.select_related("author", "case_version"),
        "norms": norms(now.document),
        "token": token_hex(12),
    }
    return render(request, "drafts/show.html", context, status=status)


def _choices(
    act: Act, sent: Sent, language: Language
) -> list[tuple[Numbered, tuple[str, str, str, str]]]:
    """The matters to choose from, told."""
    if sent.choose is None:
        return []
    with held(latest_of_case(act.case)) as of:
        words = Words(language, of.solved.case.named, of.solved.facts.people)
        return [(each, told(each, words)) for each in sent.choose.fitting]


def _typed(user: User, act: Act, content: Content) -> Typed | None:
    """What somebody typed and did not save, where it says anything else than what is saved."""
    found = Typed.objects.filter(act=act, user=user).first()
    is_saved = found is not None and json.loads(found.content) == filled(content.given).raw
    return None if is_saved else found


def _differs(sent: Sent, content: Content, now: Live) -> tuple[Changed, ...]:
    """After a conflict: how what was typed differs from what somebody else saved."""
    return changes(content.document, now.document) if sent.conflict is not None else ()


def _remarks(act: Act, steps: list[Step]) -> Step | None:
    """The remarks that are to be mended."""
    if act.state != State.RETURNED:
        return None
    return next((step for step in reversed(steps) if step.what == What.RETURNED), None)


def norms(document: Document) -> tuple[tuple[str, int | None], ...]:
    """The provisions that a document cites, each once, with the day of its wording."""
    found: dict[str, int | None] = {}
    for span in document.spans():
        if span.provision:
            found.setdefault(span.provision, span.wording)
    return tuple(found.items())


def reasons_of(version: ActVersion, content: Content, language: Language) -> list[list[Line]]:
    """Why: each answer with the lines of its tree below it."""
    groups: list[list[Line]] = []
    with held(version.case_version, content.matter.as_of) as of:
        for benefit in content.matter.benefits:
            for line in tell_why(of.solved, benefit, language):
                if line.depth == 0 or not groups:
                    groups.append([line])
                else:
                    groups[-1].append(line)
    return groups
