"""Pages of courses: taking one, making one, saying who is to take it, and taking it along."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from secrets import token_hex
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perenou.acts.page.errors import PageError
from perenou.acts.write import content as written
from perenou.benefits.estonia.vocabulary import BENEFITS
from perenou.casework.anonymous import NotSameError
from perenou.training.exercise import Kind
from perenou.training.families import THEMES
from perenou.training.make import OF_GIVEN, NoExerciseError
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.audit.trail import record
from perenou.workbench.cases.find import visible_to
from perenou.workbench.cases.models import Case
from perenou.workbench.cases.pages import purpose_of
from perenou.workbench.cases.solving import answered as case_answered
from perenou.workbench.cases.solving import latest
from perenou.workbench.drafts.views import FILES
from perenou.workbench.frame.confirm import asks_first
from perenou.workbench.frame.lists import answer
from perenou.workbench.frame.many import drawn
from perenou.workbench.frame.sent import token, whole
from perenou.workbench.frame.words import say
from perenou.workbench.learning import actions
from perenou.workbench.learning.citing import source_of, sources
from perenou.workbench.learning.forms import (
    HARDEST,
    AssignForm,
    CourseForm,
    PartForm,
    assign_sent,
    course_sent,
    of_course,
    of_part,
    part_sent,
)
from perenou.workbench.learning.knowing import askable
from perenou.workbench.learning.listing import COURSES
from perenou.workbench.learning.many import MANY
from perenou.workbench.learning.models import (
    MOST_OF_A_PART,
    Assignment,
    Course,
    CourseState,
    Part,
)
from perenou.workbench.learning.own_families import for_exercise
from perenou.workbench.learning.paper import handout, parts
from perenou.workbench.learning.results import results
from perenou.workbench.learning.taking import answered, courses_for, learners, taking
from perenou.workbench.learning.telling import benefit_name

PAPERS: Final = ("docx", "pdf", "html")


@page(Right.LEARN)
@require_safe
def courses(request: SignedIn) -> HttpResponse:
    """The courses that one may open."""
    told = {"many": drawn(request, MANY)}
    return answer(request, COURSES, courses_for(request.user), "learning/courses.html", told)


@page(Right.LEARN, about="course")
@require_safe
def show(request: SignedIn, pk: int) -> HttpResponse:
    """A course: its pages and exercises, and how far one is in it."""
    course = courses_for(request.user).filter(pk=pk).first()
    if course is None:
        raise Http404
    may_teach = may(request.user, Right.TEACH)
    found = list(course.parts.prefetch_related("uses__exercise"))
    done = answered(request.user, (use.exercise for part in found for use in part.uses.all()))
    rows = []
    number = 0
    for part in found:
        exercises = []
        for use in part.uses.all():
            if not use.exercise.is_gone:
                number += 1
                exercises.append((number, use.exercise, done.get(use.exercise_id)))
        rows.append((part, exercises, source_of(part) if part.about else None))
    told = {
        "course": course,
        "rows": rows,
        "taking": taking(request.user, course),
        "may_teach": may_teach,
        "gone": course.parts.filter(uses__exercise__is_gone=True).count() if may_teach else 0,
        "token": token_hex(12),
        "papers": PAPERS,
    }
    return render(request, "learning/course.html", told)


@page(Right.TEACH)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Begin a course."""
    if request.method != "POST":
        return _course_form(request, CourseForm(), None)
    form = course_sent(request, request.language)
    if form.errors:
        return _course_form(request, form, None, status=422)
    course = actions.begin(request.user, form.title, form.about, token=token(request, "course"))
    return redirect(course)


@page(Right.TEACH, about="course")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedIn, pk: int) -> HttpResponse:
    """Change what a course is called and is for."""
    course = get_object_or_404(Course, pk=pk)
    if request.method != "POST":
        return _course_form(request, of_course(course), course)
    form = course_sent(request, request.language)
    if form.errors:
        return _course_form(request, form, course, status=422)
    try:
        actions.rename(
            request.user, course, form.title, form.about, based_on=whole(request, "based_on")
        )
    except actions.ConflictError:
        return _course_form(request, form, course, status=409, is_conflict=True)
    return redirect(course)


def _course_form(
    request: SignedIn, form: CourseForm, course: Course | None, *, status: int = 200,
    is_conflict: bool = False,
) -> HttpResponse:  # fmt: skip
    """The form, with all that was typed; after a conflict with what the other one has saved."""
    theirs = Course.objects.get(pk=course.pk) if course is not None and is_conflict else None
    told = {"form": form, "course": course, "theirs": theirs, "token": _token(request),
            "based_on": _revision(course, theirs, request)}  # fmt: skip
    return render(request, "learning/course_form.html", told, status=status)


# ---------------------------------------------------------------------------------------- parts


@page(Right.TEACH, about="course")
@require_http_methods(["GET", "HEAD", "POST"])
def add_part(request: SignedIn, pk: int) -> HttpResponse:
    """Add a page, exercises, or exercises about a family of one of our cases."""
    course = get_object_or_404(Course, pk=pk)
    if request.method != "POST":
        form = PartForm(
            case=request.GET.get("case", "")[:20], source=request.GET.get("source", "")[:62]
        )
        return _part_form(request, form, course, None)
    form = part_sent(request, request.language, askable(), sources(request.language))
    if form.errors:
        return _part_form(request, form, course, None, status=422)
    try:
        if form.case:
            _add_about_case(request, course, form)
        else:
            actions.add_part(
                request.user, course, form.told, based_on=whole(request, "based_on"),
                token=token(request, "part"),
            )  # fmt: skip
    except actions.ConflictError:
        return _part_form(request, form, course, None, status=409, is_conflict=True)
    except actions.RefusedError as refused:
        form.errors["count" if refused.key == "too_few" else "case"] = say(
            f"learning.refused.{refused.key}", request.language
        )
        return _part_form(request, form, course, None, status=422)
    except NoExerciseError as error:
        kind = say(f"learning.kind.{error}", request.language)
        form.errors["kinds"] = say("learning.refused.no_exercise", request.language, kind=kind)
        return _part_form(request, form, course, None, status=422)
    return redirect(course)


def _add_about_case(request: SignedIn, course: Course, form: PartForm) -> None:
    """Anonymise the case, make the exercises, and note that it left as such."""
    case = _case(request, form.case)
    found = case_answered(latest(case))
    try:
        content = for_exercise(found.case, found.made.as_of)
    except NotSameError:
        raise actions.RefusedError("not_same") from None
    try:
        actions.add_given(
            request.user, course, form.told, content, form.months, form.asked,
            based_on=whole(request, "based_on"), token=token(request, "part"),
        )  # fmt: skip
    except ValueError:
        raise actions.RefusedError("no_child") from None
    purpose = purpose_of(request, case)
    record(request.user, "case.made_exercise", "case", case.number, purpose=purpose)


def _case(request: SignedIn, number: str) -> Case:
    case = visible_to(request.user, Right.EXPORT_CASE).filter(number=number).first()
    if case is None:
        raise actions.RefusedError("case")
    if case.is_restricted and not purpose_of(request, case):
        raise actions.RefusedError("purpose")
    return case


@page(Right.TEACH, about="course")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_part(request: SignedIn, pk: int, part: int) -> HttpResponse:
    """Change the text of a part."""
    found = _part(pk, part)
    if request.method != "POST":
        return _part_form(request, of_part(found), found.course, found)
    form = part_sent(request, request.language, askable(), sources(request.language))
    if found.uses.exists():
        form.errors.pop("body", None) if not form.body else None
    if form.errors:
        return _part_form(request, form, found.course, found, status=422)
    try:
        actions.change_part(
            request.user, found, form.title, form.body, based_on=whole(request, "based_on")
        )
    except actions.ConflictError:
        return _part_form(request, form, found.course, found, status=409, is_conflict=True)
    return redirect(found.course)


def _part_form(
    request: SignedIn, form: PartForm, course: Course, part: Part | None, *, status: int = 200,
    is_conflict: bool = False,
) -> HttpResponse:  # fmt: skip
    theirs = Course.objects.get(pk=course.pk) if is_conflict else None
    told = {
        "form": form,
        "course": course,
        "part": part,
        "theirs": theirs,
        "their_part": Part.objects.filter(pk=part.pk).first() if part and is_conflict else None,
        "token": _token(request),
        "based_on": _revision(course, theirs, request),
        "kinds": [each.value for each in Kind],
        "given_kinds": [each.value for each in OF_GIVEN],
        "family_themes": THEMES,
        "benefits": [(key, benefit_name(key, request.language)) for key in BENEFITS],
        "sections": askable(),
        "sources": sources(request.language).items(),
        "difficulties": [str(n) for n in range(1, HARDEST + 1)],
        "most": MOST_OF_A_PART,
    }
    return render(request, "learning/part_form.html", told, status=status)


@page(Right.TEACH, about="course")
@require_POST
def change(request: SignedIn, pk: int) -> HttpResponse:
    """Move or drop a part, open or close the course, replace exercises that are gone."""
    course = get_object_or_404(Course, pk=pk)
    what, _, which = request.POST.get("do", "").partition(" ")
    done = _CHANGES.get(what)
    if done is None:
        raise Http404
    if what == "drop":
        part = _part(pk, int(which) if which.isdecimal() else 0)
        question = say("learning.part.drop.sure", request.language, title=part.title)
        back = course.get_absolute_url()
        if asked := asks_first(request, question, back=back, keeps=("do", "based_on")):
            return asked
    try:
        done(request, course, int(which) if which.isdecimal() else 0)
    except actions.ConflictError:
        messages.error(request, say("learning.conflict", request.language))
    except actions.RefusedError as refused:
        messages.error(request, say(f"learning.refused.{refused.key}", request.language))
    return redirect(course)


def _move(request: SignedIn, course: Course, which: int, *, is_up: bool) -> None:
    part = _part(course.pk, which)
    actions.move_part(request.user, part, is_up=is_up, based_on=whole(request, "based_on"))


def _drop(request: SignedIn, course: Course, which: int) -> None:
    actions.drop_part(request.user, _part(course.pk, which), based_on=whole(request, "based_on"))


def _state(request: SignedIn, course: Course, state: CourseState) -> None:
    actions.set_state(request.user, course, state, based_on=whole(request, "based_on"))


def _replace(request: SignedIn, course: Course) -> None:
    count = actions.replace_gone(request.user, course)
    messages.success(request, say("learning.replaced", request.language, count=count))


_CHANGES: Final[dict[str, Callable[[SignedIn, Course, int], None]]] = {
    "up": lambda request, course, which: _move(request, course, which, is_up=True),
    "down": lambda request, course, which: _move(request, course, which, is_up=False),
    "drop": _drop,
    "open": lambda request, course, _: _state(request, course, CourseState.OPEN),
    "close": lambda request, course, _: _state(request, course, CourseState.CLOSED),
    "draft": lambda request, course, _: _state(request, course, CourseState.DRAFT),
    "replace": lambda request, course, _: _replace(request, course),
}
"""By the button of a course, what it does; the second word is the part it does it to."""


# ---------------------------------------------------------------------------------- assignments


@page(Right.TEACH, about="course")
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: SignedIn, pk: int) -> HttpResponse:
    """Say who is to take a course by when."""
    course = get_object_or_404(Course, pk=pk)
    people = [
        each
        for each in User.objects.filter(is_active=True).prefetch_related("role_rows")
        if may(each, Right.LEARN)
    ]
    users = {str(each.pk): each for each in people}
    units = sorted({each.unit for each in people if each.unit})
    form, status = AssignForm(), 200
    if request.method == "POST":
        form = assign_sent(request, request.language, users, units)
        status = 422
        if not form.errors and form.day is not None:
            try:
                actions.assign(
                    request.user, course, user=form.user, unit=form.unit, due_on=form.day
                )
            except actions.RefusedError as refused:
                form.errors["who"] = say(f"learning.refused.{refused.key}", request.language)
            else:
                return redirect("learning:assign", course.pk)
    told = {
        "course": course,
        "form": form,
        "users": users,
        "units": units,
        "rows": course.assignments.select_related("user", "made_by"),
    }
    return render(request, "learning/assign.html", told, status=status)


@page(Right.TEACH, about="course")
@require_POST
def withdraw(request: SignedIn, pk: int, assignment: int) -> HttpResponse:
    """Take back that somebody is to take a course."""
    found = get_object_or_404(Assignment, pk=assignment, course=pk)
    question = say("learning.withdraw.sure", request.language)
    if asked := asks_first(request, question, back=reverse("learning:assign", args=[pk])):
        return asked
    actions.withdraw(request.user, found)
    return redirect("learning:assign", pk)


@page(Right.TEACH, about="course")
@require_safe
def course_results(request: SignedIn, pk: int) -> HttpResponse:
    """Where those who are to take a course fail."""
    course = get_object_or_404(Course, pk=pk)
    group = learners(course)
    sees = may(request.user, Right.SEE_KNOWLEDGE)
    told = {
        "course": course,
        "group": group,
        "results": results(course, group, sees_everybody=sees),
        "takings": [(each, taking(each, course)) for each in group] if sees else [],
        "sees_everybody": sees,
    }
    return render(request, "learning/results.html", told)


# ---------------------------------------------------------------------------------------- paper


@page(Right.TEACH, about="course")
@require_safe
def slides(request: SignedIn, pk: int) -> HttpResponse:
    """A course as slides, to be shown or printed; with the answers where that is asked for."""
    course = get_object_or_404(Course, pk=pk)
    with_answers = "answers" in request.GET
    told = {
        "course": course,
        "parts": parts(course, request.language, with_answers=with_answers),
        "with_answers": with_answers,
    }
    return render(request, "learning/slides.html", told)


@page(Right.TEACH, about="course")
@require_safe
def paper(request: SignedIn, pk: int, kind: str) -> HttpResponse:
    """A course as a hand-out; with the answers where that is asked for."""
    if kind not in PAPERS:
        raise Http404
    course = get_object_or_404(Course, pk=pk)
    with_answers = "answers" in request.GET
    name = f"koolitus-{course.pk}{'-vastused' if with_answers else ''}.{kind}"
    try:
        made = written(handout(course, request.language, with_answers=with_answers), Path(name))
    except PageError as error:
        messages.error(request, error.text(request.language))
        return redirect(course)
    assert made is not None
    record(request.user, "course.exported", "course", course.pk,
           detail={"file": kind, "answers": with_answers})  # fmt: skip
    response = HttpResponse(made, content_type=FILES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _part(pk: int, part: int) -> Part:
    return get_object_or_404(Part.objects.select_related("course"), pk=part, course=pk)


def _token(request: SignedIn) -> str:
    return request.POST.get("token", "")[:24] or token_hex(12)


def _revision(course: Course | None, theirs: Course | None, request: SignedIn) -> int:
    """What the form is based on: what it was when it was opened, and after a conflict what is now.

    Whoever saves again then knows what the other one has saved.
    """
    if theirs is not None:
        return theirs.revision
    sent = whole(request, "based_on")
    return sent or (0 if course is None else course.revision)
