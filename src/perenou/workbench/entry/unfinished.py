"""What was begun and not saved: what it is called, and where it goes on."""

from __future__ import annotations

from django.urls import reverse

from perenou.casework.case_file.reader import read_text
from perenou.workbench.entry.actions import read
from perenou.workbench.entry.models import Draft, How
from perenou.workbench.entry.plain import mapping_of, text_of


def title_of(draft: Draft) -> str:
    """What the case is called, or is to be called; empty: nothing yet."""
    if draft.case is not None:
        return f"{draft.case.number} · {draft.case.title}"
    content = read(draft)
    if draft.how == How.INTERVIEW:
        return read_text(text_of(content["content"]), "case.yaml").title or ""
    holder = mapping_of(content["mapping"]) if draft.how == How.FACTS else content
    return text_of(holder.get("title") or "")


def address_of(draft: Draft) -> str:
    """Where it goes on."""
    if draft.case is not None:
        way = "edit" if draft.how == How.TEXT else draft.how
        return reverse(f"entry:{way}", args=[draft.case.number])
    if draft.how == How.TEXT:
        return f"{reverse('entry:new')}?draft={draft.key}#file-form"
    return reverse(f"entry:new-{draft.how}", args=[draft.key])
