"""Pages of learners: what waits for them, one exercise at a time, and what they got wrong."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from perenou.benefits.estonia.vocabulary import BENEFITS
from perenou.training.exercise import Kind
from perenou.training.families import THEMES
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.frame.words import say
from perenou.workbench.learning.answering import (
    ChangedError,
    answer,
    answers_of,
    due_repeats,
    next_repeat,
)
from perenou.workbench.learning.forms import HARDEST, wanted_in
from perenou.workbench.learning.knowing import askable, knowledge_map
from perenou.workbench.learning.models import Answer, Course, Exercise, Use
from perenou.workbench.learning.stock import current, fresh
from perenou.workbench.learning.taking import courses_for, next_exercise, taking, takings
from perenou.workbench.learning.telling import asked, benefit_name, explained

MOST_MISTAKES: Final = 50


@page(Right.LEARN)
@require_safe
def home(request: SignedIn) -> HttpResponse:
    """What waits: courses, repetitions, practice."""
    today = localdate()
    found = takings(request.user)
    told = {
        "takings": [(each, each.is_late(today)) for each in found],
        "due": due_repeats(request.user).count(),
        "chapters": knowledge_map(request.user),
        "mistakes": answers_of(request.user).filter(is_right=False).count(),
        **_choices(request),
    }
    return render(request, "learning/home.html", told)


def _choices(request: SignedIn) -> dict[str, object]:
    """What practice can be narrowed by."""
    return {
        "kinds": [each.value for each in Kind],
        "family_themes": THEMES,
        "benefits": [(key, benefit_name(key, request.language)) for key in _practised()],
        "sections": askable(),
        "difficulties": range(1, HARDEST + 1),
    }


def _practised() -> list[str]:
    """The benefits that exercises in store ask about, in the order of the law."""
    known = set(Exercise.objects.order_by().values_list("benefit", flat=True).distinct())
    return [key for key in BENEFITS if key in known]


@page(Right.LEARN)
@require_safe
def following(request: SignedIn) -> HttpResponse:
    """Go to the next exercise: of a course, of what is due, or one that was asked for."""
    user = request.user
    if "course" in request.GET:
        course = _course(request)
        if course is None:
            raise Http404
        after = Exercise.objects.filter(pk=_number(request, "after")).first()
        found = next_exercise(user, course, after)
        if found is None:
            if taking(user, course).exercises:
                messages.success(request, say("learning.course.done", request.language))
            return redirect(course)
        return redirect(f"{found.get_absolute_url()}?course={course.pk}")
    if "repeat" in request.GET:
        found = next_repeat(user)
        if found is None:
            messages.success(request, say("learning.repeat.none", request.language))
            return redirect("learning:home")
        return redirect(f"{found.get_absolute_url()}?repeat=1")
    wanted = wanted_in(request, askable())
    found = fresh(wanted, user)
    if found is None:
        messages.warning(request, say("learning.practice.none", request.language))
        return redirect("learning:home")
    return redirect(f"{found.get_absolute_url()}?{_practice(request)}")


@page(Right.LEARN, about="exercise")
@require_http_methods(["GET", "HEAD", "POST"])
def exercise(request: SignedIn, pk: int) -> HttpResponse:
    """An exercise to answer; once answered, what was right and why."""
    stored = _exercise(request, pk)
    made = current(stored)
    if made is None:
        return render(request, "learning/gone.html", {"next": _next(request, stored)}, status=410)
    error, status = "", 200
    if request.method == "POST":
        chosen = request.POST.get("chosen", "")
        try:
            answer(
                request.user, stored, made, int(chosen) if chosen.isdecimal() else -1,
                fingerprint=request.POST.get("fingerprint", ""),
            )  # fmt: skip
        except IndexError:
            error, status = say("learning.wrong.choice", request.language), 422
        except ChangedError:
            error, status = say("learning.changed", request.language), 409
        else:
            return redirect(request.get_full_path())
    given = Answer.objects.filter(
        user=request.user, exercise=stored, fingerprint=made.fingerprint
    ).first()
    earlier = Answer.objects.filter(user=request.user, exercise=stored).exclude(
        fingerprint=made.fingerprint
    )
    told = {
        "stored": stored,
        "asked": asked(made, request.language),
        "explained": None if given is None else explained(made, given.chosen, request.language),
        "asked_day": made.family.case.as_of_day,
        "is_changed": given is None and earlier.exists(),
        "error": error,
        "next": _next(request, stored),
        **_within(request, stored),
    }
    return render(request, "learning/exercise.html", told, status=status)


def _within(request: SignedIn, stored: Exercise) -> dict[str, object]:
    """The course that an exercise is done within, and how far it is."""
    course = _course(request)
    if course is None:
        return {"course": None}
    order = list(
        Use.objects.filter(part__course=course, exercise__is_gone=False)
        .order_by("part__place", "place")
        .values_list("exercise", flat=True)
    )
    place = order.index(stored.pk) + 1 if stored.pk in order else 0
    return {"course": course, "place": place, "taking": taking(request.user, course)}


def _next(request: SignedIn, stored: Exercise) -> str:
    """Where it goes on after an exercise."""
    address = reverse("learning:next")
    course = _course(request)
    if course is not None:
        return f"{address}?course={course.pk}&after={stored.pk}"
    if "repeat" in request.GET:
        return f"{address}?repeat=1"
    return f"{address}?{_practice(request)}"


def _practice(request: SignedIn) -> str:
    """What practice was narrowed by, as it stands in an address: keys, never typed text."""
    wanted = wanted_in(request, askable())
    told = {
        "kind": wanted.kind, "theme": wanted.theme, "benefit": wanted.benefit,
        "section": wanted.section, "difficulty": wanted.difficulty or "",
    }  # fmt: skip
    return urlencode({key: value for key, value in told.items() if value})


@page(Right.LEARN)
@require_safe
def mistakes(request: SignedIn) -> HttpResponse:
    """What somebody answered wrongly; each opens with its reasons."""
    wrong = answers_of(request.user).filter(is_right=False)
    rows = [
        (each, "" if each.fingerprint != each.exercise.fingerprint else each.exercise)
        for each in wrong[:MOST_MISTAKES]
    ]
    return render(request, "learning/mistakes.html", {"rows": rows, "count": wrong.count()})


def _course(request: SignedIn) -> Course | None:
    """The course that an address names, if somebody may open it."""
    number = _number(request, "course")
    return courses_for(request.user).filter(pk=number).first() if number else None


def _exercise(request: SignedIn, pk: int) -> Exercise:
    """An exercise that somebody may see: of no course, of one of theirs, or answered by them."""
    found = Exercise.objects.select_related("family").filter(pk=pk).first()
    if found is None or not _may_see(request.user, found):
        raise Http404
    return found


def _may_see(user: User, stored: Exercise) -> bool:
    courses = Course.objects.filter(parts__uses__exercise=stored)
    if may(user, Right.TEACH) or not courses.exists():
        return True
    if courses_for(user).filter(pk__in=courses.values("pk")).exists():
        return True
    return Answer.objects.filter(user=user, exercise=stored).exists()


def _number(request: SignedIn, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 9 else 0
