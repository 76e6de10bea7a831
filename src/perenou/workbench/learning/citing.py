"""Exercises and courses as things that rest on provisions: what they cite, and where they open."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from perenou.language.grammar import LANGUAGES, Language
from perenou.rules.citation import Citation
from perenou.rules.rule import Labels
from perenou.texts.cited import provisions_in
from perenou.workbench.frame.words import say
from perenou.workbench.learning.models import Course, Exercise, Part
from perenou.workbench.references.registered import TELLERS, Told, citing, told

SOURCES: Final = ("position",)
"""Kinds of things that people wrote about the law and that can be taught."""


def cited_in(course: Course) -> tuple[Citation, ...]:
    """The provisions that the texts of a course cite."""
    texts = [course.about, *(f"{part.title}\n{part.body}" for part in course.parts.all())]
    return tuple(dict.fromkeys(each for text in texts for each in provisions_in(text)))


def exercises(keys: Collection[str]) -> Mapping[str, Told]:
    """Exercises that can still be asked, as things that rest on provisions."""
    found = Exercise.objects.filter(pk__in=_numbers(keys), is_gone=False)
    return {
        str(each.pk): Told(Labels(*(name(each, on) for on in LANGUAGES)), each.get_absolute_url())
        for each in found
    }


def courses(keys: Collection[str]) -> Mapping[str, Told]:
    """Courses as things that rest on provisions."""
    found = {}
    for each in Course.objects.filter(pk__in=_numbers(keys)):
        named = (say("learning.course.named", on, title=each.title) for on in LANGUAGES)
        found[str(each.pk)] = Told(Labels(*named), each.get_absolute_url())
    return found


def sources(language: Language) -> dict[str, str]:
    """What parts of courses can be made from, as ``kind:key``, and what each is called."""
    kinds = [kind for kind in SOURCES if kind in TELLERS]
    return {each.name: each.labels.in_language(language) for each in citing(about=kinds)}


def source_of(part: Part) -> Told | None:
    """What a part was made from, if it still counts."""
    return told([(part.about, part.about_id)]).get((part.about, part.about_id))


def name(exercise: Exercise, language: Language) -> str:
    """What an exercise is called in lists."""
    kind = say(f"learning.kind.{exercise.kind}", language)
    return say("learning.exercise.named", language, number=exercise.pk, kind=kind)


def _numbers(keys: Collection[str]) -> list[int]:
    """Those of some keys that anything here can have."""
    return [int(key) for key in keys if key.isdecimal()]
