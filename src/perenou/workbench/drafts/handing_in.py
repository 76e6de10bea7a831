"""Handing a finished act to the document register, once."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.db import transaction

from perenou.registers.document_register import DocumentRegister, Finished, hand_in
from perenou.workbench.accounts.models import User
from perenou.workbench.audit.trail import record
from perenou.workbench.configuration import Documents
from perenou.workbench.drafts.models import Act, Step, What


def register() -> DocumentRegister | None:
    """The document register of this installation; None: there is none."""
    told: Documents | None = settings.CONFIGURATION.documents
    return None if told is None else _register(told.address, told.key, told.seconds)


def reference_of(act: Act) -> str:
    """The number under which the register has an act; empty: it was not handed in."""
    step = act.steps.filter(what=What.HANDED_IN).first()
    return "" if step is None else step.words


def handed_in(
    actor: User, act: Act, to: DocumentRegister, document: Finished, *, purpose: str, token: str
) -> str:
    """Hand a finished act in, unless it was already; gives its reference number.

    Raises:
        ServiceError: the register did not take it; nothing has changed here.
    """
    if known := reference_of(act):
        return known
    # Written down before it is sent: what leaves the house has left it, whatever is answered.
    record(
        actor, "act.sent", "act", act, purpose=purpose,
        detail={"version": act.latest, "consignment": document.consignment},
    )  # fmt: skip
    reference = hand_in(to, document)
    with transaction.atomic():
        locked = Act.objects.select_for_update().get(pk=act.pk)
        # Sent twice at once, it is taken once: the register knows the consignment again.
        if known := reference_of(locked):
            return known
        Step.objects.create(
            act=locked, what=What.HANDED_IN, version=locked.latest, actor=actor, words=reference,
            token=token,
        )  # fmt: skip
        record(
            actor, "act.handed_in", "act", act,
            detail={"version": locked.latest, "reference": reference},
        )  # fmt: skip
    return reference


@lru_cache(maxsize=1)
def _register(address: str, key: str, seconds: int) -> DocumentRegister:
    """The same each time, so that its circuit remembers how it fared."""
    return DocumentRegister(address, key, seconds)
