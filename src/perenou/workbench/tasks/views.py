"""Pages of tasks: the list, one task, giving and changing, what was delivered, the calendar."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from secrets import token_hex
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perenou.acts.page.errors import PageError
from perenou.acts.write import content
from perenou.exchange.calendar import MEDIA_TYPE, Entry, written
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.audit.trail import record
from perenou.workbench.cases.listing import due_pills
from perenou.workbench.drafts.views import FILES
from perenou.workbench.frame.lists import answer, narrowed, wanted
from perenou.workbench.frame.many import drawn
from perenou.workbench.frame.sent import posted, token, whole
from perenou.workbench.frame.words import say
from perenou.workbench.tasks import actions
from perenou.workbench.tasks.delivered import by_person
from perenou.workbench.tasks.find import may_change, possible_owners, visible_to
from perenou.workbench.tasks.forms import TaskForm, of_task, sent, thing_of
from perenou.workbench.tasks.linked import links_of
from perenou.workbench.tasks.listing import DELIVERED, TASKS, days_looked_at, state_pill
from perenou.workbench.tasks.many import MANY
from perenou.workbench.tasks.models import Kind, Repeats, State, Task
from perenou.workbench.tasks.report import report

PAPERS: Final = ("docx", "pdf")
"""As what the report of what was delivered is had."""

MOST_SUMMED: Final = 5000
"""Closed tasks that are summed up by person; a longer period is narrowed first."""


@page(Right.USE_TASKS)
@require_safe
def tasks(request: SignedIn) -> HttpResponse:
    """The tasks that one may know of, by their day."""
    told = {"many": drawn(request, MANY)}
    return answer(request, TASKS, visible_to(request.user), "tasks/list.html", told)


@page(Right.USE_TASKS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Give oneself a task, or somebody else, with the right to."""
    owners = possible_owners(request.user)
    if request.method != "POST":
        form = TaskForm(owner=str(request.user.pk), link=request.GET.get("about", "")[:80])
        return _form(request, form, None, token_hex(12))
    form = sent(posted(request), request.user, owners, request.language)
    if form.wanted is None:
        return _form(request, form, None, token(request, ""), status=422)
    made = actions.begin(request.user, form.wanted, token=token(request, "new"))
    messages.success(request, say("tasks.given", request.language))
    return redirect(made)


@page(Right.USE_TASKS, about="task")
@require_safe
def show(request: SignedIn, pk: int) -> HttpResponse:
    """A task: what is to be done, its steps, what it is about, what was said of it."""
    return _shown(request, _task(request, pk))


@page(Right.USE_TASKS, about="task")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedIn, pk: int) -> HttpResponse:
    """Change a task."""
    task = _changeable(request, pk)
    if not task.is_open:
        messages.error(request, say("tasks.refused.closed", request.language))
        return redirect(task)
    if request.method != "POST":
        return _form(request, of_task(task), task, token_hex(12))
    owners = _owners(request, task)
    form = sent(posted(request), request.user, owners, request.language)
    based_on = whole(request, "based_on")
    if form.wanted is None:
        return _form(request, form, task, token(request, ""), status=422, based_on=based_on)
    try:
        actions.change(
            request.user, task, form.wanted, based_on=based_on, token=token(request, "change")
        )
    except actions.ConflictError as conflict:
        return _form(
            request, form, conflict.latest, token_hex(12), status=409, theirs=conflict.latest
        )
    messages.success(request, say("tasks.changed", request.language))
    return redirect(task)


@page(Right.USE_TASKS, about="task")
@require_POST
def note(request: SignedIn, pk: int) -> HttpResponse:
    """Say something of a task."""
    task = _task(request, pk)
    words = _text(request, "words")
    return _done(
        request, task, "note", words,
        lambda: actions.note(request.user, task, words, token=token(request, "note")),
    )  # fmt: skip


@page(Right.USE_TASKS, about="task")
@require_POST
def close(request: SignedIn, pk: int) -> HttpResponse:
    """Say that a task is done, or dropped."""
    task = _changeable(request, pk)
    wanted = request.POST.get("state", "")
    if wanted not in (State.DONE, State.DROPPED):
        raise Http404
    words = _text(request, "words")
    return _done(
        request, task, wanted, words,
        lambda: actions.close(
            request.user, task, State(wanted), words, token=token(request, "close"),
            ends="ends" in request.POST,
        ),
    )  # fmt: skip


@page(Right.USE_TASKS, about="task")
@require_POST
def reopen(request: SignedIn, pk: int) -> HttpResponse:
    """Open a closed task again."""
    task = _changeable(request, pk)
    words = _text(request, "words")
    return _done(
        request, task, "reopen", words,
        lambda: actions.reopen(request.user, task, words, token=token(request, "reopen")),
    )  # fmt: skip


@page(Right.USE_TASKS, about="task")
@require_POST
def steps(request: SignedIn, pk: int) -> HttpResponse:
    """Mark a step as done or not done, or add one."""
    task = _changeable(request, pk)
    number = whole(request, "done") or whole(request, "undone")
    text = _text(request, "step")
    if number:
        is_done = "done" in request.POST
        return _done(
            request, task, "step", "",
            lambda: actions.tick(request.user, task, number, is_done=is_done),
        )  # fmt: skip
    return _done(request, task, "step", text, lambda: actions.add_step(request.user, task, text))


@page(Right.USE_TASKS, about="task")
@require_POST
def link(request: SignedIn, pk: int) -> HttpResponse:
    """Say what else a task is about, or take that back."""
    task = _changeable(request, pk)
    if number := whole(request, "unlink"):
        actions.unlink(request.user, task, number)
        return redirect(task)
    typed = _text(request, "link")
    thing = thing_of(typed, request.user)
    if thing is None:
        told = {"link": (typed, say("tasks.wrong.link", request.language))}
        return _shown(request, task, told, status=422)
    actions.link(request.user, task, *thing)
    return redirect(task)


@page(Right.USE_TASKS)
@require_safe
def delivered(request: SignedIn) -> HttpResponse:
    """What was delivered in a period: by person, and one by one."""
    found = visible_to(request.user).exclude(state=State.OPEN)
    of_period = narrowed(request, DELIVERED, found)
    count = of_period.count()
    people = by_person(of_period) if count <= MOST_SUMMED else None
    told = {"people": people, "count": count, "papers": PAPERS if people else ()}
    return answer(request, DELIVERED, found, "tasks/delivered.html", told)


@page(Right.USE_TASKS)
@require_safe
def delivered_file(request: SignedIn, kind: str) -> HttpResponse:
    """What was delivered in a period as a report: by person, and one by one."""
    if kind not in PAPERS:
        raise Http404
    found = narrowed(request, DELIVERED, visible_to(request.user).exclude(state=State.OPEN))
    count = found.count()
    back = f"{reverse('tasks:delivered')}?{request.GET.urlencode()}"
    if count > MOST_SUMMED:
        messages.error(request, say("tasks.delivered.too_many", request.language, count=count))
        return redirect(back)
    filters = wanted(request, DELIVERED)
    first, last = days_looked_at(filters, localdate())
    language = request.language
    choices = {key: value for key, value in filters.items() if key in ("whose", "kind")}
    reported = report(found, first, last, choices, request.user, language)
    name = f"{localdate().isoformat()} {say('tasks.delivered', language)}.{kind}"
    try:
        made = content(reported, Path(name))
    except PageError as error:
        messages.error(request, error.text(language))
        return redirect(back)
    assert made is not None
    record(request.user, "exported", DELIVERED.key, detail={"rows": count, "file": kind})
    response = HttpResponse(made, content_type=FILES[kind])
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


@page(Right.USE_TASKS)
@require_safe
def calendar(request: SignedIn) -> HttpResponse:
    """One's own open tasks with a day, as a calendar file."""
    found = Task.objects.filter(owner=request.user, open_due__isnull=False).order_by("open_due")
    entries = [
        Entry(
            task.uid, task.title, task.due_day, task.changed_at, changes=task.changes,
            address=request.build_absolute_uri(task.get_absolute_url()), reminds=1,
        )
        for task in found if task.due_day is not None
    ]  # fmt: skip
    record(request.user, "exported", "tasks", detail={"rows": len(entries)})
    name = say("tasks.calendar.name", request.language)
    response = HttpResponse(written(name, entries), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{localdate().isoformat()} {name}.ics"
    )
    return response


# ------------------------------------------------------------------------------ what is shown


def _shown(
    request: SignedIn,
    task: Task,
    wrong: dict[str, tuple[str, str]] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The page of a task; ``wrong``: by form, what was typed and what is wrong with it."""
    language = request.language
    told = {
        "task": task,
        "state": state_pill(task, language),
        "due": due_pills(task.open_due, language),
        "notes": task.notes.select_related("actor"),
        "checklist": task.checklist.select_related("done_by"),
        "links": links_of(task, request.user, language),
        "before": task.follows,
        "after": Task.objects.filter(follows=task).first(),
        "may_change": may_change(request.user, task),
        "wrong": wrong or {},
        "token": token_hex(12),
    }
    return render(request, "tasks/show.html", told, status=status)


def _form(
    request: SignedIn,
    form: TaskForm,
    task: Task | None,
    token: str,
    *,
    status: int = 200,
    based_on: int | None = None,
    theirs: Task | None = None,
) -> HttpResponse:
    told = {
        "form": form,
        "task": task,
        "owners": possible_owners(request.user) if task is None else _owners(request, task),
        "kinds": Kind.values,
        "repeats": [each for each in Repeats.values if each],
        "token": token,
        "based_on": based_on if based_on is not None or task is None else task.changes,
        "theirs": theirs,
    }
    return render(request, "tasks/form.html", told, status=status)


def _owners(request: SignedIn, task: Task) -> list[User]:
    """Whom a task may be given to; whoever has it may keep it."""
    found = possible_owners(request.user)
    return found if task.owner in found else [task.owner, *found]


def _done(
    request: SignedIn, task: Task, form: str, typed: str, does: Callable[[], object]
) -> HttpResponse:
    """Do something with a task, and show it; what is refused stays typed."""
    try:
        does()
    except actions.RefusedError as refused:
        told = {form: (typed, say(f"tasks.refused.{refused.key}", request.language))}
        return _shown(request, task, told, status=422)
    return redirect(task)


# ------------------------------------------------------------------------------ what was sent


def _task(request: SignedIn, pk: int) -> Task:
    task = visible_to(request.user).select_related("owner", "giver", "follows").filter(pk=pk)
    found = task.first()
    if found is None:
        raise Http404
    return found


def _changeable(request: SignedIn, pk: int) -> Task:
    task = _task(request, pk)
    if not may_change(request.user, task):
        raise Http404
    return task


def _text(request: SignedIn, name: str) -> str:
    return request.POST.get(name, "").replace("\r\n", "\n").strip()
