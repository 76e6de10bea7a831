"""What is done with a case: ``perenou solve`` and its sisters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from perenou.cli.arguments import (
    day_of,
    helped_benefit,
    language_of,
    readable_benefit,
)
from perenou.cli.complete import benefits
from perenou.cli.files import write
from perenou.cli.options import AS_JSON, AS_OF, FILE, LANG
from perenou.cli.reforms import REFORM, book_with
from perenou.cli.refusal import RefusedError

if TYPE_CHECKING:
    from perenou.casework.case_file.schema import Case
    from perenou.casework.parental_answer import ParentalAnswer
    from perenou.casework.solve import Solved
    from perenou.casework.words import Words
    from perenou.language.grammar import Language


def solve(
    file: FILE,
    lang: LANG = "et",
    as_json: AS_JSON = False,
    why: Annotated[
        str,
        typer.Option(
            "--why",
            metavar="BENEFIT",
            help="cli.option.why",
            autocompletion=benefits,
            show_default=False,
        ),
    ] = "",
    as_of: AS_OF = "",
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            "--what-if", metavar="KEY=VALUE", help="cli.option.what_if", show_default=False
        ),
    ] = None,
    what_would_help: Annotated[
        str,
        typer.Option(
            "--what-would-help",
            metavar="BENEFIT",
            help="cli.option.what_would_help",
            autocompletion=benefits,
            show_default=False,
        ),
    ] = "",
    receipt: Annotated[
        Path | None,
        typer.Option("--receipt", metavar="OUT", help="cli.option.receipt", show_default=False),
    ] = None,
    sheet: Annotated[bool, typer.Option("--sheet", help="cli.option.sheet")] = False,
    ledger: Annotated[bool, typer.Option("--ledger", help="cli.option.ledger")] = False,
    calendar: Annotated[
        Path | None,
        typer.Option("--calendar", metavar="OUT", help="cli.option.calendar", show_default=False),
    ] = None,
    reform: REFORM = None,
) -> None:
    """Solve a case and print its determination."""
    from perenou.casework.case_file.change import changed
    from perenou.casework.compare import compare
    from perenou.casework.receipt import to_json
    from perenou.casework.solve import Solved

    language = language_of(["--lang", lang], {})
    benefit = readable_benefit(why) if why else ""
    wished = helped_benefit(what_would_help) if what_would_help else ""
    day = day_of(as_of) if as_of else None
    book = book_with(reform)
    before = Solved(_case(file), day, book=book)
    solved = Solved(changed(before.case, what_if), day, book=book) if what_if else before
    if receipt is not None:
        write(receipt, to_json(solved.determination.receipt))
    if calendar is not None:
        from perenou.casework.calendar_svg import calendar_svg

        write(calendar, calendar_svg(_parental(solved).calendars, _words(solved, language)))
    if what_if:
        if as_json:
            from perenou.casework.as_json import comparison_json

            print(comparison_json(compare(before.determination, solved.determination)))
        elif not benefit and not wished and not sheet and not ledger:
            from perenou.casework.tell_comparison import tell_comparison
            from perenou.cli.render import show

            compared = compare(before.determination, solved.determination)
            show(tell_comparison(compared, language), language, solved.determination.as_of)
    elif as_json:
        from perenou.casework.as_json import determination_json

        print(determination_json(solved))
    if wished and not as_json:
        from perenou.casework.tell_help import tell_help
        from perenou.casework.what_helps import what_helps
        from perenou.cli.render import console, draw_lines

        draw_lines(tell_help(solved, what_helps(solved, wished), language), console())
    elif benefit and not as_json:
        from perenou.casework.tell_why import tell_why
        from perenou.cli.render import console, draw_lines

        draw_lines(tell_why(solved, benefit, language), console())
    elif (sheet or ledger) and not as_json:
        _print_parental(solved, language, sheet=sheet, ledger=ledger)
    elif not as_json and not what_if:
        from perenou.casework.tell import tell
        from perenou.cli.render import console, draw

        draw(tell(solved.determination, language, for_file=True), console())


def ask(
    file: FILE,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="cli.option.out", show_default=False),
    ] = None,
    lang: LANG = "et",
    as_of: AS_OF = "",
) -> None:
    """Interview, then write the completed case file."""
    from perenou.casework.case_file.writer import dump
    from perenou.casework.words import Words
    from perenou.cli.ask import interview

    language = language_of(["--lang", lang], {})
    day = day_of(as_of) if as_of else None
    case = _case(file)
    kept: list[Case] = []

    def keep(told: Case) -> None:
        write(out or file, dump(told))
        kept.append(told)

    interview(case, language, day, keep)
    if out is not None and not kept:
        keep(case)
    if kept:
        print(Words(language).say("ask.saved", path=str(out or file)))


def plan(
    file: FILE,
    take: Annotated[
        int | None,
        typer.Option("--take", metavar="N", help="cli.option.take", show_default=False),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="cli.option.taken_to", show_default=False),
    ] = None,
    as_json: AS_JSON = False,
    lang: LANG = "et",
    as_of: AS_OF = "",
) -> None:
    """Find the best plans of parental benefit, or write the case with the days of one."""
    from perenou.casework.case_file.writer import dump
    from perenou.casework.planner.plan import PlanError
    from perenou.casework.planner.search import plan as planned
    from perenou.casework.planner.take import taken
    from perenou.casework.words import Words
    from perenou.cli.progress import waiting

    language = language_of(["--lang", lang], {})
    day = day_of(as_of) if as_of else None
    case = _case(file)
    words = Words(language, case.named)
    try:
        with waiting(words) as progress:
            made = planned(case, as_of=day, progress=progress)
    except KeyboardInterrupt:
        raise RefusedError("cli.error.aborted") from None
    except PlanError as error:
        from perenou.casework.tell_questions import question_text

        slots = dict(error.slots)
        if error.needed:
            slots["questions"] = " ".join(question_text(each, words) for each in error.needed)
        raise RefusedError(f"plan.error.{error.key}", **slots) from None
    if take is not None or out is not None:
        number = take or 1
        if not made.plans:
            raise RefusedError("plan.error.none")
        if not 1 <= number <= len(made.plans):
            slots = {"number": str(number), "count": str(len(made.plans))}
            raise RefusedError("plan.error.no_such_plan", **slots)
        text = dump(taken(case, made, made.plans[number - 1]))
        if out is None:
            print(text, end="")
        else:
            write(out, text)
            print(words.say("cli.written", path=str(out)))
    elif as_json:
        from perenou.casework.plan_json import plan_json

        print(plan_json(made))
    else:
        from perenou.casework.tell_plan import tell_plan
        from perenou.cli.render import show

        show(tell_plan(made, language), language, made.as_of)


def new(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="cli.argument.new_file", show_default=False),
    ] = None,
    lang: LANG = "et",
) -> None:
    """Print or write a commented case file."""
    from perenou.casework.case_file.template import template
    from perenou.casework.words import Words

    language = language_of(["--lang", lang], {})
    if file is None:
        print(template(language), end="")
        return
    write(file, template(language), is_new=True)
    print(Words(language).say("cli.written", path=str(file)))


def verify(
    receipt: Annotated[
        Path, typer.Argument(metavar="RECEIPT", help="cli.argument.receipt", show_default=False)
    ],
    case: Annotated[
        Path, typer.Argument(metavar="CASE", help="cli.argument.file", show_default=False)
    ],
    lang: LANG = "et",
    reform: REFORM = None,
) -> None:
    """Make a determination again and compare it with its receipt."""
    from perenou.casework import receipt as receipts
    from perenou.casework.report import Table
    from perenou.casework.words import Words
    from perenou.cli.render import console, draw_table

    words = Words(language_of(["--lang", lang], {}))
    found = receipts.verify(receipts.from_json(_read(receipt)), _case(case), book_with(reform))
    if not found:
        print(words.say("cli.verified"))
        return
    is_same = all(what != "answer" for what, _, _ in found)
    print(words.say("cli.verify.same_answer" if is_same else "cli.verify.title"))
    head = tuple(words.say(f"cli.verify.{key}") for key in ("what", "receipt", "now"))
    rows = tuple(
        (words.say(f"cli.verify.field.{what}"), *(words.of_receipt(what, each) for each in values))
        for what, *values in found
    )
    draw_table(Table(head, rows), console())
    raise typer.Exit(1)


def schema(lang: LANG = "et") -> None:
    """Print the JSON Schema of a case file."""
    import json

    from perenou.casework.case_file.schema import json_schema

    language_of(["--lang", lang], {})
    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))


def _print_parental(solved: Solved, language: Language, *, sheet: bool, ledger: bool) -> None:
    """Print parts that a report only sums up."""
    from perenou.casework.tell_parental import ledger_section, quotas_section
    from perenou.casework.tell_sheet import tell_sheets
    from perenou.cli.render import console, draw_section

    answer, words, to = _parental(solved), _words(solved, language), console()
    sections = [*tell_sheets(answer.sheets, words)] if sheet else []
    if ledger:
        sections += [ledger_section(answer, words), quotas_section(answer, words)]
    if not answer.quotas and not answer.sheets:
        raise RefusedError("cli.error.by_month")
    for at, section in enumerate(sections):
        if at:
            to.print()
        draw_section(section, to)


def _parental(solved: Solved) -> ParentalAnswer:
    answer = solved.determination.parental
    if answer is None:
        raise RefusedError("cli.error.no_parental_days")
    return answer


def _words(solved: Solved, language: Language) -> Words:
    from perenou.casework.words import Words

    return Words(language, solved.determination.name_of)


def _case(file: Path) -> Case:
    from perenou.casework.case_file.reader import read

    return read(file)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise RefusedError("cli.error.receipt") from None
    except (OSError, ValueError):
        raise RefusedError("cli.error.unreadable", path=str(path)) from None
