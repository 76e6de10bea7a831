"""What is written on the command line, read: language, days, benefits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from perenou.benefits.span import FIRST_DAY, LAST_DAY
from perenou.cli.refusal import RefusedError
from perenou.language.grammar import LANGUAGES, Language

_ESTONIAN_DAY: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language that a command line or the environment chooses; Estonian otherwise.

    Raises:
        RefusedError: it is none of the three.
    """
    chosen = environment.get("PERENOU_LANG") or "et"
    key = "cli.error.language_of_environment"
    for at, word in enumerate(arguments):
        if word == "--":
            break
        if word == "--lang" and at + 1 < len(arguments):
            chosen, key = arguments[at + 1], "cli.error.language"
        elif word.startswith("--lang="):
            chosen, key = word.removeprefix("--lang="), "cli.error.language"
    if chosen not in LANGUAGES:
        raise RefusedError(key, value=chosen)
    return chosen


def day_of(text: str) -> int:
    """The day number of ``2026-11-24`` or ``24.11.2026``.

    Raises:
        RefusedError: it is no date, or one of which the law is not told here.
    """
    day = any_day_of(text)
    if not FIRST_DAY.toordinal() <= day <= LAST_DAY.toordinal():
        raise RefusedError("cli.error.date_outside", value=text)
    return day


def any_day_of(text: str) -> int:
    """The day number of a date in either form, whatever the year.

    Raises:
        RefusedError: it is no date.
    """
    found = _ESTONIAN_DAY.fullmatch(text)
    try:
        if found is not None:
            day = date(int(found[3]), int(found[2]), int(found[1]))
        else:
            day = date.fromisoformat(text)
    except ValueError:
        raise RefusedError("cli.error.date", value=text) from None
    return day.toordinal()


def readable_benefit(text: str) -> str:
    """The key of a benefit named by its key or by what it is called in any language.

    Raises:
        RefusedError: there is no such benefit.
    """
    from perenou.benefits.estonia.vocabulary import BENEFITS
    from perenou.casework.case_file.benefit_names import keys_by_name
    from perenou.casework.case_file.errors import nearest

    called = keys_by_name()
    wanted = text.casefold().strip()
    if wanted in called:
        return called[wanted]
    near = nearest(wanted, list(called))
    raise RefusedError(
        "cli.error.benefit" if near is None else "cli.error.benefit_near",
        value=text,
        **({"known": ", ".join(BENEFITS)} if near is None else {"near": near}),
    )


def helped_benefit(text: str) -> str:
    """The key of a benefit of which can be told what would bring it.

    Raises:
        RefusedError: there is no such benefit, or it is none of those paid month by month on a
            claim.
    """
    from perenou.casework.what_helps import HELPED

    benefit = readable_benefit(text)
    if benefit not in HELPED:
        raise RefusedError("cli.error.no_help", value=text, known=", ".join(HELPED))
    return benefit


def check_command(
    arguments: Sequence[str],
    known: Sequence[str],
    groups: Sequence[str],
    below: Callable[[str], Sequence[str]],
) -> str | None:
    """See that the command named exists.

    Args:
        groups: commands that have commands of their own. below: the names of those of one.

    Returns:
        Its first word, None where no command is named.

    Raises:
        RefusedError: there is no such command; with the nearest one.
    """
    from perenou.casework.case_file.errors import nearest

    known = (*known, *groups)
    first = None
    skip = False
    for word in arguments:
        if skip or word.startswith("-"):
            skip = not skip and word == "--lang"
            continue
        if word not in known:
            near = nearest(word, known)
            if near is None:
                raise RefusedError("cli.error.no_such_command", value=word, known=", ".join(known))
            raise RefusedError("cli.error.no_such_command_near", value=word, near=near)
        first = first or word
        if word not in groups:
            break
        known, groups = below(word), ()
    return first
