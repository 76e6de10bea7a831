"""Pages of statements: making one, reading it, taking it along."""

from __future__ import annotations

from pathlib import Path
from secrets import token_hex

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from perenou.acts.document import Document, Grid, Paragraph, Part, Portion, Span
from perenou.acts.page.errors import PageError
from perenou.acts.write import content as written
from perenou.language.grammar import Language
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.audit.trail import record
from perenou.workbench.drafts.views import FILES
from perenou.workbench.frame.sent import token
from perenou.workbench.frame.templatetags.said import day as day_said
from perenou.workbench.frame.words import say
from perenou.workbench.learning.models import Statement
from perenou.workbench.learning.statements import NothingMasteredError, Told, state, told

KIND = "statement_of_learning"


@page(Right.LEARN)
@require_safe
def statements(request: SignedIn) -> HttpResponse:
    """One's own statements, and making another."""
    rows = [told(each) for each in request.user.learning_statements.all()]
    return render(request, "learning/statements.html", {"rows": rows, "token": token_hex(12)})


@page(Right.LEARN)
@require_POST
def make(request: SignedIn) -> HttpResponse:
    """State what one masters today."""
    try:
        made = state(request.user, token=token(request, "statement"))
    except NothingMasteredError:
        messages.warning(request, say("learning.statement.nothing", request.language))
        return redirect("learning:statements")
    return redirect(made)


@page(Right.LEARN, about="statement")
@require_safe
def show(request: SignedIn, pk: int) -> HttpResponse:
    """A statement: what was mastered, by which law, and whether it still holds."""
    return render(request, "learning/statement.html", {"told": _told(request, pk)})


@page(Right.LEARN, about="statement")
@require_safe
def paper(request: SignedIn, pk: int, kind: str) -> HttpResponse:
    """A statement as a file."""
    if kind not in ("docx", "pdf"):
        raise Http404
    found = _told(request, pk)
    name = f"padevus-{pk}.{kind}"
    try:
        made = written(_document(found, request.language), Path(name))
    except PageError as error:
        messages.error(request, error.text(request.language))
        return redirect(found.statement)
    assert made is not None
    record(request.user, "statement.exported", "statement", pk, detail={"file": kind})
    response = HttpResponse(made, content_type=FILES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _told(request: SignedIn, pk: int) -> Told:
    """A statement that is one's own, or that whoever sees the knowledge of others asks for."""
    found = Statement.objects.select_related("user").filter(pk=pk)
    if not may(request.user, Right.SEE_KNOWLEDGE):
        found = found.filter(user=request.user)
    statement = found.first()
    if statement is None:
        raise Http404
    return told(statement)


def _document(of: Told, language: Language) -> Document:
    statement = of.statement
    lines = [
        say("learning.statement.who", language, name=statement.user.name),
        say("learning.statement.law_day", language, day=statement.law_day.toordinal()),
        say("learning.statement.holds", language, day=statement.expires_on.toordinal()),
        say(f"learning.statement.state.{of.state}", language),
    ]
    rows = tuple(
        (
            (Span(each.citation, "provision", provision=each.citation),),
            (Span(str(each.answers)),),
            (Span(str(each.right)),),
            (Span(day_said(each.day)),),
            (Span(say("learning.statement.changed", language) if each.citation in of.changed
                  else ""),),
        )
        for each in of.mastered
    )  # fmt: skip
    head = tuple(
        say(f"learning.statement.head.{key}", language)
        for key in ("section", "answers", "right", "last", "now")
    )
    grid = Grid(say("learning.statement.mastered", language), head, rows, numbers=frozenset({1, 2}))
    return Document(
        KIND, language, say("learning.statement.title", language), statement.law_day.toordinal(),
        (
            Portion(Part.FACTS, "", tuple(Paragraph((Span(each),)) for each in lines)),
            Portion(Part.REASONS, say("learning.statement.mastered", language), (grid,)),
            Portion(Part.REASONS, say("learning.statement.rule", language),
                    (Paragraph((Span(say("learning.statement.rule.what", language)),)),)),
        ),
    )  # fmt: skip
