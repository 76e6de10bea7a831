"""What the fields and the words of case files are called, in forms and in sentences alike.

A field may have another name in the entries of one list (``field.LIST.FIELD``), and a word another
one as the value of one field (``word.FIELD.WORD``, ``word.LIST.FIELD.WORD``).
"""

from __future__ import annotations

from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language
from perenou.workbench.frame.words import say


def field_name(name: str, language: Language, listed: str = "") -> str:
    """What a field or a list is called within a sentence; its key where it has no name.

    Args:
        listed: the list in whose entries the field stands; empty: in none.
    """
    return _first((f"field.{listed}.{name}", f"field.{name}"), language) or name


def field_label(name: str, language: Language, listed: str = "") -> str:
    """What a field or a list is called where its name stands alone, with a capital letter."""
    called = field_name(name, language, listed)
    return called[:1].upper() + called[1:]


def word_name(word: str, name: str, language: Language, listed: str = "") -> str:
    """What a word is called as the value of a field; the word itself where it has no name."""
    keys = (f"word.{listed}.{name}.{word}", f"word.{name}.{word}", f"word.{word}")
    return _first(keys, language) or word


def _first(keys: tuple[str, ...], language: Language) -> str:
    known = Catalogue.load("perenou.workbench", "texts").templates(language)
    return next((say(key, language) for key in keys if key in known), "")
