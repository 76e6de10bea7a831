"""Which requests somebody may know of, and which one a letter replies to."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from perenou.exchange.mail import Mail
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right
from perenou.workbench.cases.find import visible_to as cases_visible_to
from perenou.workbench.network.models import Letter, Request


def visible_to(user: User) -> QuerySet[Request]:
    """Requests about cases that somebody may see, and those about none.

    Of these, whatever tells of people is seen by its owner alone.
    """
    seen = cases_visible_to(user, Right.SEE_CASE)
    without = Q(case__isnull=True) & (Q(names_people=False) | Q(owner=user))
    return Request.objects.filter(without | Q(case__in=seen))


def replied_to(mail: Mail, user: User) -> Request | None:
    """The request whose letter a letter refers to, the nearest one; None: none that is known."""
    found = {
        letter.mail_id: letter.request_id
        for letter in Letter.objects.filter(mail_id__in=[each for each in mail.replies_to if each])
    }
    for each in mail.replies_to:
        if each in found:
            return visible_to(user).filter(pk=found[each]).first()
    return None
