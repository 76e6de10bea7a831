"""Pages of positions: the list, one to read, one being written, its versions and readers."""

from __future__ import annotations

from secrets import token_hex

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from perenou.rules.citation import Citation
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.frame.lists import answer
from perenou.workbench.frame.many import drawn
from perenou.workbench.frame.sent import token
from perenou.workbench.frame.words import say
from perenou.workbench.positions import actions
from perenou.workbench.positions.content import content_of, differences
from perenou.workbench.positions.find import found_by
from perenou.workbench.positions.form import PositionForm, doubts, of_content, sent
from perenou.workbench.positions.listing import POSITIONS, state_pill
from perenou.workbench.positions.many import MANY
from perenou.workbench.positions.models import ABOUT, Position, State, Theme
from perenou.workbench.positions.rights import visible_to
from perenou.workbench.positions.showing import by_unit, position_of, shown, version_of
from perenou.workbench.references.registered import TELLERS, resting_on, told
from perenou.workbench.references.typed import CitationField, tell_unseen

LONGEST_ASKED = 200


@page(Right.READ_POSITIONS)
@require_http_methods(["GET", "POST"])
def listing(request: SignedIn) -> HttpResponse:
    """The positions that one may see; those on a provision, or found by words."""
    told: dict[str, object] = {"may_write": may(request.user, Right.WRITE_POSITION)}
    asked = " ".join(request.POST.get("asked_positions", "").split())[:LONGEST_ASKED]
    if asked:
        found = found_by(asked, request.user)
        rows = [(each, state_pill(each, request.language)) for each in found]
        return render(request, "positions/found.html", {**told, "asked": asked, "rows": rows})
    visible = visible_to(request.user)
    provision = _provision(request.GET.get("provision", ""))
    if provision is not None:
        keys = [key for _, key in resting_on([provision], ABOUT)]
        rows = [
            (each, state_pill(each, request.language)) for each in visible.filter(number__in=keys)
        ]
        return render(
            request, "positions/found.html", {**told, "asked": str(provision), "rows": rows}
        )
    told["many"] = drawn(request, MANY)
    return answer(request, POSITIONS, visible, "positions/list.html", told)


@page(Right.WRITE_POSITION)
@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Begin a position, perhaps in place of one that holds."""
    supersedes = _superseded(request)
    if request.method != "POST":
        question, sources = _asked_by(request)
        form = PositionForm(
            question, sources=sources,
            doubt=request.GET.get("doubt", "")[:60],
            citations=CitationField(request.GET.get("citations", "")[:200]),
        )  # fmt: skip
        if supersedes is not None:
            form = of_content(content_of(actions.latest(supersedes)), 0)
        return _written(request, form, None, supersedes)
    form = sent(request, request.language)
    if form.content is None:
        return _written(request, form, None, supersedes, status=422)
    try:
        position = actions.begin(
            request.user, form.content, token=token(request, "new"), supersedes=supersedes
        )
    except actions.RefusedError as refused:
        form.errors["form"] = say(f"positions.refused.{refused.key}", request.language)
        return _written(request, form, None, supersedes, status=409)
    tell_unseen(request, form.citations)
    _tell_doubt_elsewhere(request, form)
    return redirect(position)


def _asked_by(request: SignedIn) -> tuple[str, str]:
    """Question and source of a position that is to answer something found elsewhere."""
    kind, key = request.GET.get("from", ""), request.GET.get("key", "")[:LONGEST_ASKED]
    if kind not in TELLERS or not key.isprintable():
        return "", ""
    found = told([(kind, key)]).get((kind, key))
    if found is None:
        return "", ""
    language = request.language
    what = found.labels.in_language(language)
    address = request.build_absolute_uri(found.address)
    return (
        say("positions.asked_by.question", language, what=what),
        say("positions.asked_by.source", language, what=what, address=address),
    )


@page(Right.READ_POSITIONS, about="position")
@require_safe
def show(request: SignedIn, number: str) -> HttpResponse:
    """A position to read."""
    return shown(request, position_of(request, number))


@page(Right.WRITE_POSITION, about="position")
@require_http_methods(["GET", "POST"])
def write(request: SignedIn, number: str) -> HttpResponse:
    """A draft to write on."""
    position = position_of(request, number)
    if request.method != "POST":
        if position.state != State.DRAFT:
            return redirect(position)
        version = actions.latest(position)
        return _written(request, of_content(content_of(version), version.number), position)
    form = sent(request, request.language)
    if form.content is None:
        return _written(request, form, position, status=422)
    try:
        version = actions.save(
            request.user, position, form.content, based_on=form.based_on,
            token=token(request, "save"),
        )  # fmt: skip
    except actions.ConflictError as conflict:
        form.based_on = conflict.latest.number
        form.errors["form"] = say(
            "positions.conflict", request.language, who=conflict.latest.author.name,
            number=conflict.latest.number,
        )  # fmt: skip
        return _written(request, form, position, theirs=conflict.latest.number, status=409)
    except actions.RefusedError as refused:
        form.errors["form"] = say(f"positions.refused.{refused.key}", request.language)
        return _written(request, form, position, status=409)
    messages.success(request, say("positions.saved", request.language, number=version.number))
    tell_unseen(request, form.citations)
    _tell_doubt_elsewhere(request, form)
    return redirect(position)


@page(Right.READ_POSITIONS, about="position")
@require_safe
def compare(request: SignedIn, number: str) -> HttpResponse:
    """Two versions of a position, or it and the one that it came in the place of."""
    position = position_of(request, number)
    after = version_of(position, request.GET.get("after", ""), position.latest)
    other = position.supersedes if request.GET.get("before") == "superseded" else None
    if other is not None:
        before = actions.latest(other)
    elif may(request.user, Right.WRITE_POSITION):
        before = version_of(position, request.GET.get("before", ""), max(after.number - 1, 1))
    else:
        raise Http404  # versions in the making are for those who make them
    told = {
        "position": position,
        "other": other,
        "before": before,
        "after": after,
        "differences": differences(before, after, request.language),
    }
    return render(request, "positions/compare.html", told)


@page(Right.WRITE_POSITION, about="position")
@require_safe
def readers(request: SignedIn, number: str) -> HttpResponse:
    """Who has read a position and who has not, by unit."""
    position = position_of(request, number)
    told = {"position": position, "units": by_unit(position)}
    return render(request, "positions/readers.html", told)


def _written(
    request: SignedIn,
    form: PositionForm,
    position: Position | None,
    supersedes: Position | None = None,
    *,
    theirs: int = 0,
    status: int = 200,
) -> HttpResponse:
    told = {
        "form": form,
        "position": position,
        "supersedes": supersedes,
        "theirs": theirs,
        "subjects": Theme.values,
        "doubts": doubts(request.language),
        "token": request.POST.get("token") or token_hex(12),
    }
    return render(request, "positions/write.html", told, status=status)


def _superseded(request: SignedIn) -> Position | None:
    number = request.POST.get("supersedes") or request.GET.get("supersedes") or ""
    if not number:
        return None
    found = position_of(request, number)
    if not may(request.user, Right.WRITE_POSITION):
        raise PermissionDenied
    return found


def _tell_doubt_elsewhere(request: SignedIn, form: PositionForm) -> None:
    """Warn where the doubt hangs on none of the provisions that are cited; it may yet be right."""
    doubt = next((each for each in doubts(request.language) if each.key == form.doubt), None)
    if doubt is not None and not doubt.is_about(form.citations.citations):
        on = [str(each) for each in doubt.citations]
        told = say("positions.doubt.other_provisions", request.language, citations=on)
        messages.warning(request, told)


def _provision(text: str) -> Citation | None:
    try:
        return Citation.parse(text[:60].replace("_", " "))
    except ValueError:
        return None
