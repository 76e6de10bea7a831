"""The interview in a terminal, or through a pipe: one line a step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from perenou.casework.answers import AnswerError
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.interview import Interview, Position
from perenou.casework.words import Words

if TYPE_CHECKING:
    from perenou.casework.case_file.schema import Case
    from perenou.language.grammar import Language


def interview(
    case: Case, language: Language, as_of: int | None, keep: Callable[[Case], None]
) -> None:
    """Ask until nothing decisive is missing, all is skipped or the input ends.

    Args:
        keep: called with the case after each question that was answered, so that nothing is lost
            when the interview breaks off.
    """
    talk = Interview(case, as_of)
    print(Words(language).say("ask.intro"))
    while True:
        words = Words(language, talk.case.named)
        stands = talk.next()
        print()
        known = words.say("ask.now", amount=words.amount(*stands.total))
        print(words.say("ask.now_open") if stands.is_all_open else known)
        if stands.question is None:
            print(_end(stands, words))
            return
        before = talk.case
        if not _question(talk, words):
            print()
            print(words.say("ask.ended"))
            return
        if talk.case is not before:
            keep(talk.case)


def _question(talk: Interview, words: Words) -> bool:
    """Ask one question step by step; False when the input ended or was broken off."""
    shown = None
    while talk.step is not None:
        if talk.step is not shown:
            _show(talk, words)
            shown = talk.step
        try:
            answer = input("> ").strip()
        except (EOFError, KeyboardInterrupt):
            return False
        form = talk.asked(words).form
        try:
            talk.give(answer)
        except AnswerError:
            print(words.say("ask.wrong", answer=answer, form=form))
        except CaseFileError as error:
            print(error.text(words.language))
    return True


def _show(talk: Interview, words: Words) -> None:
    asked = talk.asked(words)
    print(asked.text)
    if asked.help:
        print(f"  {asked.help}")
    if asked.norms:
        print(f"  {words.say('ask.norm', norms=', '.join(asked.norms))}")
    print(f"  {words.say('ask.answer_form', form=asked.form, blank=asked.blank)}")


def _end(stands: Position, words: Words) -> str:
    if stands.left:
        return words.say("ask.left", number=stands.left)
    return words.say("ask.done")
