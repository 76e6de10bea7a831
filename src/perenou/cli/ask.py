"""The interview in a terminal, or through a pipe: one line a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.interview import AnswerError, answered, key_of, position
from perenou.casework.interview import ask as asked_in_words
from perenou.casework.words import Words

if TYPE_CHECKING:
    from perenou.casework.case_file.schema import Case
    from perenou.language.grammar import Language


def interview(case: Case, language: Language, as_of: int | None) -> Case:
    """Ask until nothing decisive is missing, all is skipped or the input ends."""
    words = Words(language, case.named)
    print(words.say("ask.intro"))
    skipped: set[tuple[str, tuple[str, ...]]] = set()
    while True:
        stands = position(case, skipped, as_of)
        print()
        print(words.say("ask.now", amount=words.amount(*stands.total)))
        question = stands.question
        if question is None:
            left = stands.left
            print(words.say("ask.left", number=left) if left else words.say("ask.done"))
            return case
        asked = asked_in_words(case, question, words)
        print(asked.text)
        print(f"  {asked.help}")
        if asked.norms:
            print(f"  {words.say('ask.norm', norms=', '.join(asked.norms))}")
        print(f"  {words.say('ask.answer_form', form=asked.form)}")
        key = key_of(case, question)
        while True:
            try:
                answer = input("> ").strip()
            except EOFError:
                print()
                print(words.say("ask.ended"))
                return case
            if not answer:
                skipped.add(key)
                break
            try:
                case = answered(case, question, answer)
            except AnswerError as error:
                if error.reason == "by_hand":
                    print(words.say("ask.by_hand", place=error.place))
                    skipped.add(key)
                    break
                print(words.say("ask.wrong", answer=answer, form=asked.form))
            except CaseFileError as error:
                print(error.text(language))
            else:
                skipped.add(key)
                break
