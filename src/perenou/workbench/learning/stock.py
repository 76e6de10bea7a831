"""Exercises in store: drawn, made anew when they are shown, and seen to when the law changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.timezone import localdate

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.case_file.reader import read_text
from perenou.rules.citation import Citation
from perenou.training.exercise import Exercise as Made
from perenou.training.exercise import Kind
from perenou.training.families import STORIES
from perenou.training.families import given as family_given
from perenou.training.make import KINDS, WITHOUT_BENEFIT, NoExerciseError, make, make_of
from perenou.training.mastery import section
from perenou.workbench.accounts.models import User
from perenou.workbench.learning.models import GIVEN, Answer, Exercise, Family, Provision
from perenou.workbench.references.registered import refer

Pair: TypeAlias = tuple[Kind, str]
"""A kind of exercise and the families that it is about."""

MOST_DRAWN: Final = 16
"""Exercises drawn while somebody waits, until one fits."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which exercises somebody asks for; what is empty or nought is any.

    Attributes:
        section: a section or article that decides: PHS § 17. misreading: key of the one that a
            wrong answer comes from.
    """

    kind: str = ""
    theme: str = ""
    benefit: str = ""
    section: str = ""
    difficulty: int = 0
    misreading: str = ""

    def found(self) -> QuerySet[Exercise]:
        """Those in store."""
        found = Exercise.objects.filter(is_gone=False)
        if self.misreading:
            found = found.filter(misreading=self.misreading)
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.theme:
            found = found.filter(theme=self.theme)
        if self.benefit:
            found = found.filter(benefit=self.benefit)
        if self.section:
            found = found.filter(provisions__section=self.section).distinct()
        if self.difficulty:
            found = found.filter(difficulty=self.difficulty)
        return found


def made(stored: Exercise) -> Made:
    """The exercise itself, made anew.

    Raises:
        NoExerciseError: the law has changed so that there is none any more.
    """
    kind = Kind(stored.kind)
    if stored.family is None:
        return make(kind, stored.seed, stored.theme, stored.misreading)
    case = read_text(stored.family.content, "exercise.yaml")
    return make_of(kind, family_given(case, stored.month), stored.seed)


def fresh(wanted: Wanted, user: User) -> Exercise | None:
    """An exercise that somebody has not answered and no course uses; drawn if none is in store.

    Of what fits it is of the kind, and about the family, that they have answered least often.
    """
    free = wanted.found().filter(uses=None).exclude(answers__user=user).order_by("pk")
    pairs = _least_answered(pairs_of(wanted), user)
    if not pairs:
        return free.first()
    kind, theme = pairs[0]
    stored = free.filter(kind=kind.value, theme=theme).first()
    return stored or next(drawn(wanted, pairs), None) or free.first()


def pairs_of(wanted: Wanted) -> list[Pair]:
    """Every kind with every family that it can be asked about, of those wanted.

    By section and difficulty only those that have had such an exercise, where there are any.
    """
    found, had = pairs_possible(wanted), pairs_had(wanted)
    return [pair for pair in found if pair in had] or found


def pairs_possible(wanted: Wanted) -> list[Pair]:
    """Every kind with every family that it can be asked about, by what is told of both."""
    return [
        (kind, theme)
        for kind in Kind
        if wanted.kind in ("", kind.value) and not (wanted.benefit and kind in WITHOUT_BENEFIT)
        for theme in KINDS[kind]
        if wanted.theme in ("", theme)
        if wanted.benefit in ("", *STORIES[theme].benefits)
    ]  # fmt: skip


def pairs_had(wanted: Wanted) -> set[Pair]:
    """The kinds and families that have had an exercise of a section or difficulty that is wanted.

    Nothing where neither is: then there is one of every kind.
    """
    if not wanted.section and not wanted.difficulty:
        return set()
    had = wanted.found().order_by().values_list("kind", "theme")
    return {(Kind(kind), theme) for kind, theme in had}


def _least_answered(pairs: Sequence[Pair], user: User) -> list[Pair]:
    answered = Answer.objects.filter(user=user).values_list("exercise__kind", "exercise__theme")
    times = Counter(answered)
    of_kind = Counter(kind for kind, _ in times.elements())
    return sorted(pairs, key=lambda pair: (of_kind[pair[0].value], times[pair[0].value, pair[1]]))


def drawn(wanted: Wanted, pairs: Sequence[Pair] = ()) -> Iterator[Exercise]:
    """New exercises that fit, put in store; those that were drawn and do not fit are kept, too.

    Args:
        pairs: kinds and families in the order in which they are tried; all that are wanted without
            it.
    """
    pairs = pairs or pairs_of(wanted)
    for at in range(MOST_DRAWN if pairs else 0):
        try:
            found = draw_one(wanted, pairs[at % len(pairs)])
        except NoExerciseError:
            continue
        if found is not None:
            yield found


def draw_one(wanted: Wanted, pair: Pair) -> Exercise | None:
    """The next exercise of a kind about a family, put in store; None: it does not fit.

    Raises:
        NoExerciseError: there is none.
    """
    kind, theme = pair
    stored = Exercise.objects.filter(family=None, kind=kind.value, theme=theme)
    seed = (stored.aggregate(last=Max("seed"))["last"] or 0) + 1
    exercise = make(kind, seed, theme, wanted.misreading)
    kept = _keep(exercise, seed)
    return kept if _fits(kept, exercise, wanted) else None


def _fits(stored: Exercise, exercise: Made, wanted: Wanted) -> bool:
    sections = {str(section(Citation.parse(each))) for each in exercise.provisions}
    return (
        wanted.benefit in ("", stored.benefit)
        and wanted.section in ("", *sections)
        and wanted.difficulty in (0, stored.difficulty)
    )


def given(actor: User, content: str, month: int, kind: Kind, *, token: str) -> Exercise:
    """Put an exercise about a family of an anonymised case in store.

    Args:
        content: the anonymised case file.

    Raises:
        NoExerciseError: the kind cannot be asked about it in the month.
        ValueError: the case has no child.
    """
    exercise = make_of(kind, family_given(read_text(content, "exercise.yaml"), month), 0)
    with transaction.atomic():
        family, _ = Family.objects.get_or_create(
            token=token, defaults={"content": content, "made_by": actor}
        )
        return _keep(exercise, 0, family)


@transaction.atomic
def _keep(exercise: Made, seed: int, family: Family | None = None) -> Exercise:
    told: dict[str, object] = {
        "benefit": exercise.benefit,
        "difficulty": exercise.difficulty,
        "fingerprint": exercise.fingerprint,
        "law": law_fingerprint(),
    }
    if family is None:
        stored, is_new = Exercise.objects.get_or_create(
            kind=exercise.kind.value, theme=exercise.family.theme, seed=seed,
            family=None, defaults={"misreading": exercise.family.misreading, **told},
        )  # fmt: skip
    else:
        stored, is_new = Exercise.objects.get_or_create(
            kind=exercise.kind.value, family=family, month=exercise.family.month,
            defaults={"theme": GIVEN, "seed": seed, **told},
        )  # fmt: skip
    if is_new:
        _note_provisions(stored, exercise)
    return stored


def _note_provisions(stored: Exercise, exercise: Made) -> None:
    Provision.objects.filter(exercise=stored).delete()
    Provision.objects.bulk_create(
        Provision(
            exercise=stored, place=place, citation=each,
            section=str(section(Citation.parse(each))),
        )
        for place, each in enumerate(exercise.provisions, 1)
    )  # fmt: skip
    refer("exercise", stored.pk, map(Citation.parse, exercise.provisions))


def current(stored: Exercise) -> Made | None:
    """The exercise as the law makes it now; None: there is none any more.

    Whatever a change of the law did to it is noted, so that answers to what it was before count
    no longer.
    """
    try:
        exercise = made(stored)
    except NoExerciseError:
        if not stored.is_gone:
            stored.is_gone, stored.changed_at = True, timezone.now()
            stored.save(update_fields=["is_gone", "changed_at"])
        return None
    if exercise.fingerprint != stored.fingerprint or stored.is_gone:
        with transaction.atomic():
            stored.fingerprint, stored.law = exercise.fingerprint, law_fingerprint()
            stored.benefit, stored.difficulty = exercise.benefit, exercise.difficulty
            stored.is_gone, stored.changed_at = False, timezone.now()
            stored.save()
            _note_provisions(stored, exercise)
    return exercise


def follow_law() -> None:
    """Make every exercise anew that was last made by another law than that which is coded now.

    What changes is noted with it, and counts anew for whoever had answered it.
    """
    law = law_fingerprint()
    for stored in Exercise.objects.exclude(law=law).select_related("family").iterator():
        current(stored)
        Exercise.objects.filter(pk=stored.pk).update(law=law)


@lru_cache(maxsize=1)
def _law(day: int) -> str:
    return LAWBOOK.on(day, {}).fingerprint


def law_fingerprint() -> str:
    """Of the law as coded and known today."""
    return _law(localdate().toordinal())
