"""Courses by what is typed into the search box."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.learning.models import Course
from perenou.workbench.learning.taking import courses_for

MOST_WORDS: Final = 8


def found_by(text: str, user: User) -> QuerySet[Course]:
    """The courses somebody may open whose title holds every word typed."""
    words = text.replace(",", " ").split()[:MOST_WORDS]
    found = courses_for(user) if words and may(user, Right.LEARN) else Course.objects.none()
    for word in words:
        found = found.filter(title__icontains=word)
    return found
