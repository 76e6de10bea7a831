"""``perenou prove``: questions over all families of a shape."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from perenou.cli.arguments import day_of, language_of, readable_benefit
from perenou.cli.complete import benefits, questions
from perenou.cli.files import write
from perenou.cli.options import AS_JSON, AS_OF, LANG
from perenou.cli.reforms import REFORM, book_with
from perenou.cli.refusal import RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perenou.casework.proofs.answer import Answer
    from perenou.casework.proofs.questions import Step
    from perenou.casework.proofs.search import Scope
    from perenou.language.grammar import Language
    from perenou.rules.lawbook import Law

KINDS: Final = {
    "loses": "",
    "drops": "child|day|euro|wage",
    "both": "A B",
    "covered": "NAME",
    "boundary": "NAME",
}
"""The questions, and what each is asked about."""

MOST_CHILDREN: Final = 9


def prove(
    question: Annotated[
        list[str],
        typer.Argument(
            metavar="QUESTION [NAME]...",
            help="cli.argument.question",
            autocompletion=questions,
            show_default=False,
        ),
    ],
    before: Annotated[
        str, typer.Option("--before", metavar="DATE", help="cli.option.before", show_default=False)
    ] = "",
    reform: REFORM = None,
    month: Annotated[
        str, typer.Option("--month", metavar="MONTH", help="cli.option.month", show_default=False)
    ] = "",
    children: Annotated[
        int, typer.Option("--children", metavar="N", help="cli.option.children")
    ] = 3,
    benefit: Annotated[
        list[str] | None,
        typer.Option(
            "--benefit",
            metavar="BENEFIT",
            help="cli.option.benefit",
            autocompletion=benefits,
            show_default=False,
        ),
    ] = None,
    seconds: Annotated[
        float, typer.Option("--seconds", metavar="S", help="cli.option.seconds")
    ] = 30.0,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="cli.option.example_out", show_default=False),
    ] = None,
    as_json: AS_JSON = False,
    lang: LANG = "et",
    as_of: AS_OF = "",
) -> None:
    """Ask a question over all families: an example as a case file, or a proof."""
    language = language_of(["--lang", lang], {})
    check_question(question)
    if not 1 <= children <= MOST_CHILDREN:
        raise RefusedError("prove.error.children", most=MOST_CHILDREN)
    try:
        import z3  # noqa: F401  # an extra that may not be installed
    except ModuleNotFoundError:
        raise RefusedError("prove.error.not_installed") from None
    from perenou.benefits.lawbook import LAWBOOK
    from perenou.casework.proofs.answer import DisagreementError
    from perenou.casework.proofs.search import Scope
    from perenou.rules.calendar import month_of
    from perenou.rules.prove.errors import NotProvableError

    today = date.today().toordinal()  # noqa: DTZ011  # the reader's own day
    day = day_of(as_of) if as_of else today
    scope = Scope(
        month_of(_month_day(month)) if month else month_of(day), day, children, seconds=seconds
    )
    if before and day_of(before) >= day:
        raise RefusedError("prove.error.before_later", before=day_of(before), day=day)
    law = book_with(reform).on(day)
    was = LAWBOOK.on(day_of(before)) if before else LAWBOOK.on(day) if reform else None
    chosen = [readable_benefit(each) for each in benefit or ()]
    try:
        answer = _asked(question, was, law, scope, chosen)
    except NotProvableError as error:
        raise RefusedError("prove.error.not_provable", name=error.name) from None
    except DisagreementError as error:
        from perenou.casework.case_file.writer import dump

        raise RefusedError(
            "prove.error.disagreement", claimed=str(error.claimed), solved=str(error.solved),
            case=dump(error.case),
        ) from None  # fmt: skip
    if as_json:
        from perenou.casework.proofs.answer_json import answer_data
        from perenou.cli.edition import as_json as in_edition

        print(in_edition(answer_data(answer), day))
        return
    from perenou.casework.proofs.tell_answer import commented, tell_answer
    from perenou.cli.render import show

    show(tell_answer(answer, scope, language), language, day)
    if out is not None:
        _write(commented(answer, scope, language), out, language)


def _month_day(text: str) -> int:
    """The first day of a month written as ``2026-11``."""
    if re.fullmatch(r"\d{4}-\d{2}", text) is None:
        raise RefusedError("prove.error.month", value=text)
    return day_of(f"{text}-01")


def check_question(question: Sequence[str]) -> None:
    """See that a question is one of those that can be asked, of as many names as it takes.

    Raises:
        RefusedError: naming the nearest question, or what it is asked about.
    """
    from perenou.casework.case_file.errors import nearest

    kind, names = question[0], question[1:]
    if kind not in KINDS:
        near = nearest(kind, [*KINDS])
        if near is None:
            raise RefusedError("prove.error.question", value=kind, known=", ".join(KINDS))
        raise RefusedError("prove.error.question_near", value=kind, near=near)
    if len(names) != len(KINDS[kind].split()):
        raise RefusedError("prove.error.names", question=f"{kind} {KINDS[kind]}".strip())


def _asked(
    question: Sequence[str], was: Law | None, law: Law, scope: Scope, chosen: Sequence[str]
) -> Answer:
    from perenou.casework.proofs import questions as ask
    from perenou.casework.proofs.shape import CLAIMED

    kind, names = question[0], question[1:]
    for key in chosen:
        if key not in CLAIMED:
            raise RefusedError("prove.error.benefit", value=key, known=", ".join(CLAIMED))
    paid = tuple(chosen) or CLAIMED
    if kind == "loses":
        if was is None:
            raise RefusedError("prove.error.before")
        return ask.loses(was, law, scope, paid)
    if kind == "drops":
        return ask.drops(_step(names[0]), law, scope, paid)
    if kind == "both":
        return ask.both_hold(_name(names[0]), _name(names[1]), law, scope)
    if kind == "covered":
        return ask.covered(_norm(names[0]), law, scope)
    return ask.boundary(_name(names[0]), law, scope)


def _step(text: str) -> Step:
    from perenou.casework.proofs.questions import STEPS

    for step in STEPS:
        if step == text:
            return step
    raise RefusedError("prove.error.step", value=text, known=", ".join(STEPS))


def _name(text: str) -> str:
    """A monthly benefit, or a norm of yes and no."""
    from perenou.benefits.estonia.months import MONTHLY
    from perenou.benefits.lawbook import LAWBOOK

    truths = [name for name in LAWBOOK.rules if LAWBOOK.gives(name) == "bool"]
    return _known(text, [*MONTHLY, *truths])


def _norm(text: str) -> str:
    from perenou.benefits.lawbook import LAWBOOK

    return _known(text, [*LAWBOOK.rules])


def _known(text: str, names: Sequence[str]) -> str:
    from perenou.casework.case_file.errors import nearest

    if text in names:
        return text
    near = nearest(text, names)
    if near is None:
        raise RefusedError("prove.error.name", value=text)
    raise RefusedError("prove.error.name_near", value=text, near=near)


def _write(found: Sequence[str], out: Path, language: Language) -> None:
    """Write the example, or each of several under a number of its own."""
    from perenou.casework.words import Words

    words = Words(language)
    for at, example in enumerate(found):
        path = out if len(found) == 1 else out.with_stem(f"{out.stem}-{at + 1}")
        write(path, example)
        print(words.say("cli.written", path=str(path)))
