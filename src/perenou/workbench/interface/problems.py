"""What was wrong with a request of a program (``application/problem+json``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from perenou.language.grammar import Language
from perenou.workbench.frame.programs import Told, problem_answer, problem_told, spoken
from perenou.workbench.frame.words import say


class ProblemError(Exception):
    """A request that is not answered.

    Attributes:
        status: of HTTP. key: of its title and cure. detail: what is wrong, where that is known.
        language: where the question chose one. headers: what else is sent. lacking: what the token
            is not allowed.
    """

    def __init__(
        self,
        status: int,
        key: str,
        detail: str = "",
        language: Language | None = None,
        headers: Mapping[str, str] | None = None,
        lacking: Sequence[str] = (),
    ) -> None:
        super().__init__(key)
        self.status = status
        self.key = key
        self.detail = detail
        self.language = language
        self.headers = dict(headers or {})
        self.lacking = tuple(lacking)


def for_programs(
    *methods: str,
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Make a view that takes these methods and answers what is wrong as a problem.

    No browser is let in by its cookie, so that nothing has to be guarded against another site.
    """

    def made(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @wraps(view)
        def answered(request: HttpRequest, **told: object) -> HttpResponse:
            try:
                must_be(request, methods)
                return view(request, **told)
            except ProblemError as error:
                return _answer(error, error.language or spoken(request))

        return answered

    return made


def must_be(request: HttpRequest, methods: tuple[str, ...]) -> None:
    """Refuse any other method.

    Raises:
        ProblemError: it is another one.
    """
    if request.method not in methods:
        raise ProblemError(405, "method", headers={"Allow": ", ".join(methods)})


def told(status: int, key: str, detail: str, language: Language) -> Told:
    """A problem as data; without a detail it says how to mend it."""
    title, cure = (say(f"interface.{each}.{key}", language) for each in ("problem", "cure"))
    return problem_told(status, key, title, detail or cure)


def _answer(error: ProblemError, language: Language) -> HttpResponse:
    detail = error.detail
    if error.lacking:
        names = [f"{say(f'interface.scope.{each}', language)} ({each})" for each in error.lacking]
        detail = say("interface.lacking", language, names=names)
    return problem_answer(told(error.status, error.key, detail, language), error.headers)
