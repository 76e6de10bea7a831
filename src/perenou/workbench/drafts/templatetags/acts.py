"""What acts and their findings are called, in the language of the page."""

from __future__ import annotations

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from perenou.language.catalogue import Catalogue
from perenou.workbench.frame.templatetags.said import cited, language_in

register = template.Library()


@register.simple_tag(takes_context=True)
def act_kind(context: Context, key: str) -> str:
    """What a kind of act or letter is called."""
    language = language_in(context)
    return Catalogue.load("perenou.acts", "texts").text(f"kind.{key}", language)


@register.simple_tag
def provision_link(provision: str, day: int | None) -> SafeString:
    """A provision as a link to how it stood on a day."""
    return cited(provision, () if day is None else ((provision, day),))


@register.filter
def without_code(signer: str) -> str:
    """Whom a certificate names (SURNAME,FIRST NAME,code), without the personal code."""
    return ", ".join(part for part in signer.split(",") if not any(map(str.isdigit, part)))
