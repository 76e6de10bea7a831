"""A family as a picture: adults above, children below, and how they belong together.

The picture is an SVG element without any style of its own; the stylesheet gives it colours by
class. All that it shows is also said in words in its description.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from perenou.casework.case_file.dates import full_years
from perenou.casework.case_file.fields import known
from perenou.casework.case_file.schema import Case as CaseFile
from perenou.casework.case_file.schema import Child, Person, entries
from perenou.casework.words import Words
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language
from perenou.rules.types import Day
from perenou.workbench.frame.words import say

WIDE: Final = 126
HIGH: Final = 66
GAP: Final = 10
ROW: Final = 108
A_ROW: Final = 3
"""People beside each other; more go on below."""
LONGEST: Final = 17
"""Letters that fit on a line of a box."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a family on a day: who, what they are to the children, how old, where."""

    who: str
    name: str
    is_child: bool
    role: str
    age: str
    place: str


@dataclass(frozen=True, slots=True)
class Tie:
    """How two belong together: ``parent``, ``raises`` (without being a parent) or ``couple``."""

    kind: str
    one: str
    other: str
    text: str


@dataclass(frozen=True, slots=True)
class Family:
    """Who belongs to a family, and how, on a day."""

    members: tuple[Member, ...]
    ties: tuple[Tie, ...]


def family(case: CaseFile, day: Day, language: Language) -> Family:
    """The family of a case file on a day."""
    ties = tuple(_ties(case, day, language))
    members = []
    for who, person in case.everybody.items():
        roles = dict.fromkeys(tie.text for tie in ties if tie.kind != "couple" and tie.one == who)
        member = _member(who, person, day, language, name=case.named(who), role=", ".join(roles))
        members.append(member)
    return Family(tuple(members), ties)


def _member(
    who: str, person: Person, day: Day, language: Language, *, name: str, role: str
) -> Member:
    return Member(
        who, name, isinstance(person, Child), role, _age(person, day, language),
        _place(person, day, language),
    )  # fmt: skip


def _age(person: Person, day: Day, language: Language) -> str:
    died, born = person.died, person.born
    if died is not None and died.is_known and died.last <= day:
        return say("family.died", language)
    if born is None or not born.is_known:
        return say("family.age_unknown", language) if isinstance(person, Child) else ""
    if born.first > day:
        return say("family.not_born", language)
    youngest, oldest = full_years(min(born.last, day), day), full_years(born.first, day)
    if youngest != oldest:
        return say("family.age_between", language, least=youngest, most=oldest)
    return say("family.age", language, years=oldest)


def _place(person: Person, day: Day, language: Language) -> str:
    for spell in entries(person.residence):
        first, after = spell.possibly
        country = known(spell.country)
        if first <= day < after and country is not None:
            return _state(country, language)
    return ""


def _state(code: str, language: Language) -> str:
    texts = Catalogue.load("perenou.casework", "texts").templates(language)
    key = f"value.state.{code.lower()}"
    return Words(language).state(code) if key in texts else code


def _ties(case: CaseFile, day: Day, language: Language) -> Iterator[Tie]:
    for couple in entries(case.couples):
        pair, kind = known(couple.who), known(couple.kind)
        first, after = couple.possibly
        if pair is not None and len(pair) == 2 and first <= day < after:
            text = say(f"word.{kind}", language) if kind else say("field.couples", language)
            yield Tie("couple", pair[0], pair[1], text)
    for id, child in case.children.items():
        parents: dict[str, str] = {}
        for link in entries(child.parents):
            first, after = link.possibly
            if (who := known(link.who)) in case.everybody and who and first <= day < after:
                role = known(link.role)
                parents[who] = say(f"word.{role}" if role else "family.parent", language)
        for who, role in parents.items():
            yield Tie("parent", who, id, role)
        for living in entries(child.lives):
            first, after = living.possibly
            if first <= day < after:
                for who in known(living.with_) or ():
                    if who in case.everybody and who not in parents:
                        yield Tie("raises", who, id, say("family.raises", language))


# ------------------------------------------------------------------------------ the picture


def picture(shown: Family, language: Language) -> str:
    """The family as an SVG element."""
    places, wide, high = _places(shown)
    title = say("family.title", language)
    told = " ".join((*_in_words(shown, language),))
    parts = [
        f'<svg class="family" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
        f'role="img" aria-labelledby="family-title family-desc">',
        f'<title id="family-title">{escape(title)}</title>',
        f'<desc id="family-desc">{escape(told)}</desc>',
        *(_line(tie, places) for tie in shown.ties if tie.one in places and tie.other in places),
        *(part for member in shown.members for part in _box(member, *places[member.who])),
        "</svg>",
    ]
    return "".join(parts)


def _places(shown: Family) -> tuple[dict[str, tuple[int, int]], int, int]:
    """Where each box begins, and the size of the whole."""
    places: dict[str, tuple[int, int]] = {}
    rows: list[list[str]] = []
    for is_child in (False, True):
        ids = [each.who for each in shown.members if each.is_child is is_child]
        rows += [ids[at : at + A_ROW] for at in range(0, len(ids), A_ROW)]
    widest = max((len(row) for row in rows), default=1)
    whole = widest * (WIDE + GAP) - GAP + 4
    for at, row in enumerate(rows):
        left = (whole - (len(row) * (WIDE + GAP) - GAP)) // 2
        for place, who in enumerate(row):
            places[who] = left + place * (WIDE + GAP), 2 + at * ROW
    return places, whole, max(1, len(rows)) * ROW - (ROW - HIGH) + 4


def _line(tie: Tie, places: dict[str, tuple[int, int]]) -> str:
    (x, y), (to_x, to_y) = places[tie.one], places[tie.other]
    if tie.kind == "couple":
        at = y + HIGH // 2
        if y == to_y:
            left, right = sorted((x, to_x))
            return f'<path class="couple" d="M{left + WIDE} {at} H{right}"/>'
        return f'<path class="couple" d="M{x} {at} V{to_y + HIGH // 2} H{to_x}"/>'
    middle = (y + HIGH + to_y) // 2
    start, end = x + WIDE // 2, to_x + WIDE // 2
    return f'<path class="{tie.kind}" d="M{start} {y + HIGH} V{middle} H{end} V{to_y}"/>'


def _box(member: Member, x: int, y: int) -> Iterator[str]:
    kind = "child" if member.is_child else "adult"
    yield f'<g class="{kind}"><rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="4"/>'
    told = ", ".join(filter(None, (member.role, member.age)))
    for at, (text, style) in enumerate(
        ((member.name, "name"), (told, "told"), (member.place, "told"))
    ):
        if text:
            shown = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
            yield (
                f'<text class="{style}" x="{x + WIDE // 2}" y="{y + 21 + 18 * at}" '
                f'text-anchor="middle">{escape(shown)}</text>'
            )
    yield "</g>"


def _in_words(shown: Family, language: Language) -> Iterator[str]:
    """All that the picture shows, a sentence each."""
    names = {each.who: each.name for each in shown.members}
    for each in shown.members:
        yield f"{', '.join(filter(None, (each.name, each.age, each.place)))}."
    for tie in shown.ties:
        if tie.one in names and tie.other in names:
            yield say(
                f"family.tie.{'couple' if tie.kind == 'couple' else 'child'}", language,
                one=names[tie.one], other=names[tie.other], tie=tie.text,
            )  # fmt: skip
