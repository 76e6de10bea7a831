"""The terms of the field: enough of them, whole, and cited where they stand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

import perenou
from perenou.benefits.coverage import coverage
from perenou.benefits.lawbook import LAWBOOK
from perenou.benefits.summaries import summaries
from perenou.language import term_base as module
from perenou.language.grammar import LANGUAGES, Language
from perenou.language.references.acts import acts, union_acts
from perenou.language.references.resolve import find
from perenou.language.term_base import Term, term_base

TERMS = tuple(term_base().values())
OWN = tuple(each for each in TERMS if each.theme != "neighbours")


OWN_WORDS: Final[dict[str, dict[Language, tuple[str, ...]]]] = {
    "kahtlus": {"et": ("kaheldav~ koh~",), "en": ("unsettled point~",), "ru": ("сомнени~",)},
    "mustand": {"et": ("kavand", "kavandi~")},
    "kava": {"et": ("plaan", "plaani")},
    "pääse": {"et": ("programmi~ tunnus~",)},
    "registry": {"ru": ("реестр~",)},
    "digital": {"ru": ("цифров~ подпис~", "цифров~ печат~")},
    "official": {"ru": ("должностн~ лиц~", "специалист~")},
    "maintenance allowance": {"ru": ("алиментн~ пособи~",)},
    "case file": {"ru": ("файл~ случая",)},
    "application": {"ru": ("заявлен", "заявлена", "заявлено", "заявлены")},
    "not checked": {"et": ("ei ole nähtud",), "en": ("was not seen",), "ru": ("не видели",)},
    "raising": {"ru": ("растит", "растят", "растящ~", "воспитател~")},
    "centre of interest": {"et": ("huvikese",)},
}
"""The house's own words by what they mean: what no text says instead; ``~`` stands for letters."""


def refused(language: Language) -> re.Pattern[str]:
    """The words that our own texts do not use, of the terms and of the house."""
    never = [word for term in TERMS for word in term.never[language]]
    never += [word for words in OWN_WORDS.values() for word in words.get(language, ())]
    parts = (re.escape(word).replace("\\~", r"\w*").replace("~", r"\w*") for word in never)
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)


def told(language: Language) -> list[tuple[str, str]]:
    """What the program says to people in a language, each with where it stands.

    The grounds of acts (causes) are worded apart.
    """
    root = Path(perenou.__file__).parent
    files = [
        *(each for each in root.glob(f"**/texts/{language}/*.yaml") if each.stem != "causes"),
        *root.glob(f"casework/case_file/*/{language}.yaml"),
    ]
    found = [
        (f"{file.name}:{at}", line)
        for file in files
        for at, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1)
    ]
    for table in (LAWBOOK.facts, LAWBOOK.across, LAWBOOK.through, LAWBOOK.parameters):
        found += [(name, each.labels.in_language(language)) for name, each in table.items()]
    found += [
        (name, rule.labels.in_language(language))
        for name, of in LAWBOOK.rules.items()
        for rule in of
    ]
    found += [(str(cited), each.in_language(language)) for cited, each in summaries().items()]
    found += [(term.name, term.names(language)[0]) for term in TERMS]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_thing_has_one_name_in_all_texts(language: Language) -> None:
    """A parent or an official who meets two names looks for two things."""
    words = refused(language)
    texts = told(language)
    assert len(texts) > 3000
    assert [f"{where}: {text}" for where, text in texts if words.search(text)] == []


def test_the_usual_name_of_a_term_is_not_one_that_is_refused() -> None:
    assert term_base()["elatisabi"].ru[0] == "пособие на содержание"
    assert term_base()["ametnik"].ru[0] == "чиновник"
    assert refused("ru").search("Вы подали ходатайство.")
    assert refused("et").search("Esialgne otsus on tehtud.")
    assert not refused("en").search("childbirth allowance")


def test_the_field_has_150_terms_of_its_own() -> None:
    assert len(OWN) >= 150


def test_every_term_is_whole() -> None:
    for term in TERMS:
        is_whole(term)


def is_whole(term: Term) -> None:
    assert term.means.endswith("."), term.name
    assert len(term.means.split()) >= 3, term.name
    assert term.means[0].isupper(), term.name
    for language in LANGUAGES:
        names = term.names(language)
        assert names, (term.name, language)
        assert len(set(names)) == len(names), (term.name, language)
        assert all(name == " ".join(name.split()) for name in names), names
    assert term.name not in term.et, term.name
    assert all(not any("а" <= c <= "я" for c in name) for name in (*term.et, *term.en)), term.name
    assert all(any("а" <= c <= "я" for c in name.lower()) for name in term.ru), term.name


def test_every_term_is_cited_in_normal_form() -> None:
    for term in TERMS:
        assert term.cites, term.name
        for text in term.cites:
            (mention,) = find(text)
            assert str(mention) == text
            assert not mention.problems, text
            (reference,) = mention.references
            assert reference.name in acts() or reference.name in union_acts(), text


def test_what_is_cited_of_the_act_is_there() -> None:
    norms = [norm.citation for norm in coverage().norms]
    sections = {f"{each.act} § {each.section}" for each in norms}
    cited = [text for term in TERMS for text in term.cites if text.startswith("PHS")]
    assert cited
    assert {text.split(" lg ")[0] for text in cited} <= sections


def test_a_name_of_a_benefit_means_one_benefit() -> None:
    seen: dict[str, str] = {}
    for term in TERMS:
        if term.theme == "family_allowances":
            for name in (term.name, *term.en[:1], *term.ru[:1]):
                assert seen.setdefault(name, term.name) == term.name or name in {
                    "family allowance",
                    "семейное пособие",
                }


def test_a_term_that_stands_in_two_files_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = "elatis: {means: Raha., lay: [], en: [a], ru: [б], cite: [PKS § 96]}\n"
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(row, encoding="utf-8")
    monkeypatch.setattr(module, "_FOLDER", tmp_path)
    term_base.cache_clear()
    with pytest.raises(ValueError, match=r"two\.yaml: 'elatis' also stands in one\.yaml"):
        term_base()
    monkeypatch.undo()
    term_base.cache_clear()
