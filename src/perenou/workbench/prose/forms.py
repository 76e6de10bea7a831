"""What is asked of whoever keeps the register; messages are in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.frame.titles import wrong_title
from perenou.workbench.frame.words import say
from perenou.workbench.prose.actions import Wanted
from perenou.workbench.prose.models import LONGEST_ADDRESS, LONGEST_TITLE, Sort, Text


@dataclass(slots=True)
class RegisterForm:
    """What was typed, by field, what is wrong with it, and what it says if nothing is."""

    typed: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    wanted: Wanted | None = None


def of_text(text: Text) -> RegisterForm:
    """The form as a text fills it."""
    return RegisterForm(
        {
            "title": text.title, "sort": text.sort, "owner": str(text.owner_id),
            "address": text.address, "is_registered": "1" if text.is_registered else "",
            "is_retired": "1" if text.is_retired else "",
        }
    )  # fmt: skip


def register_form(
    sent: Mapping[str, str], owners: Sequence[User], language: Language, *, may_register: bool
) -> RegisterForm:
    """The form that was sent, checked."""
    form = RegisterForm(dict(sent))
    title, address = " ".join(sent.get("title", "").split()), sent.get("address", "").strip()
    owner = next((each for each in owners if str(each.pk) == sent.get("owner", "")), None)
    if wrong := wrong_title(title, LONGEST_TITLE, language, "texts.wrong.title"):
        form.errors["title"] = wrong
    if sent.get("sort") not in Sort.values:
        form.errors["sort"] = say("tasks.wrong.choice", language)
    if owner is None:
        form.errors["owner"] = say("tasks.wrong.owner", language)
    if address and (
        len(address) > LONGEST_ADDRESS or not address.startswith(("http://", "https://"))
    ):
        form.errors["address"] = say("texts.refused.address", language)
    if not form.errors and owner is not None:
        form.wanted = Wanted(
            title, Sort(sent["sort"]), owner, address,
            is_registered=may_register and bool(sent.get("is_registered")),
            is_retired=bool(sent.get("is_retired")),
        )  # fmt: skip
    return form
