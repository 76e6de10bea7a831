"""What is missing, told as questions with help."""

from __future__ import annotations

from collections.abc import Iterator

from perenou.casework.determination import STATE_PREFIX, Determination, Question
from perenou.casework.questions import ALL_ORDINARY, PEOPLE
from perenou.casework.report import Line, Section
from perenou.casework.words import Words
from perenou.language.grammar import alternatives

SHOWN_QUESTIONS = 8
"""Questions told in full."""


def question_text(question: Question, words: Words) -> str:
    """A missing fact as a question."""
    if question.facts[0] == ALL_ORDINARY:
        return words.say("ask.ordinary")
    if question.facts[0] == PEOPLE:
        return words.say("ask.people")
    return words.of_law(f"question.{question.facts[0]}", **_people(question, words))


def hint_text(question: Question, words: Words) -> str:
    """How the answer is found out; empty where there is nothing to say."""
    if question.facts[0] == ALL_ORDINARY:
        return words.say("ask.ordinary_hint")
    key = f"hint.{question.facts[0]}"
    return words.of_law(key) if words.has_of_law(key) else ""


def help_text(question: Question, words: Words) -> str:
    """How the answer is found out, and where a case file takes it."""
    return " ".join(filter(None, (hint_text(question, words), _place(question, words))))


def _place(question: Question, words: Words) -> str:
    if question.facts[0] == ALL_ORDINARY:
        return words.say("ask.ordinary_help")
    if question.facts[0] == PEOPLE:
        return words.say("ask.people_help")
    text = words.of_law(f"help.{question.facts[0]}", **_people(question, words))
    about = [who for who in question.about if not who.startswith(STATE_PREFIX)]
    if about:
        text = text.replace("people.<id>", f"people.{about[0]}")
        text = text.replace("children.<id>", f"children.{about[-1]}")
    return text


def _people(question: Question, words: Words) -> dict[str, str]:
    states = [words.name_of(who) for who in question.about if who.startswith(STATE_PREFIX)]
    names = [words.name_of(who) for who in question.about if not who.startswith(STATE_PREFIX)]
    found = {"person": names[0], "child": names[-1]} if names else {}
    return {**found, "state": alternatives(states, words.language)} if states else found


def questions_section(
    made: Determination, words: Words, *, for_file: bool = False
) -> Section | None:
    """The questions that decide most, with help; the rest are counted.

    The same question about several people is told once, for the one of whom it decides most.

    Args:
        for_file: also tell where a case file takes the answers, and which command asks for them.
    """
    if not made.questions:
        return None
    groups: dict[object, list[Question]] = {}
    for question in made.questions:
        key = question.facts[0] if len(question.about) == 1 else question
        groups.setdefault(key, []).append(question)
    lines: list[Line] = []
    shown = list(groups.values())[:SHOWN_QUESTIONS]
    for number, (question, *others) in enumerate(shown, 1):
        lines.append(Line(f"{number}. {question_text(question, words)}", tone="open"))
        details = [*_details(question, made, words)]
        details.append((help_text if for_file else hint_text)(question, words))
        if others:
            names = words.names([each.about[0] for each in others])
            details.append(words.say("tell.questions.same", names=names))
        if any(details):
            lines.append(Line(" ".join(filter(None, details)), 1, "quiet"))
    more = len(made.questions) - sum(map(len, shown))
    if more > 0:
        key = "tell.questions.more" + (".for_file" if for_file else "")
        lines.append(Line(words.say(key, number=more), tone="open"))
    return Section("questions", words.say("tell.questions.heading"), tuple(lines))


def _details(question: Question, made: Determination, words: Words) -> Iterator[str]:
    spread = made.total[1] - made.total[0]
    if question.facts[0] == ALL_ORDINARY and made.if_ordinary is not None:
        yield words.say("tell.questions.if_ordinary", amount=words.amount(*made.if_ordinary))
    elif 0 < question.weight <= spread < 10_000_00 * (made.last_month - made.first_month + 1):
        yield words.say("tell.questions.decides", amount=question.weight)
    if question.asked_by:
        yield words.say("tell.questions.asked_by", norms=", ".join(question.asked_by))
