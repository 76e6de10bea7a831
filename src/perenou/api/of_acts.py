"""Answers about documents: what there is to write, a draft of it, and what is wrong with a text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from perenou.acts.check.as_json import finding_data, findings_data
from perenou.acts.check.case_figures import case_figures
from perenou.acts.check.checker import findings
from perenou.acts.check.text import ActText
from perenou.acts.check.view import Act
from perenou.acts.choose import ChoiceError, Numbered, chosen, kinds, numbered, told
from perenou.acts.document import plain
from perenou.acts.document_json import to_json
from perenou.acts.draft import draft
from perenou.acts.kinds import Kind
from perenou.acts.particulars import Particulars
from perenou.api.case_of import case_told, solved_case
from perenou.api.operation import Place, RefusedError
from perenou.api.questions import CheckAct, CheckText, DraftAct, Matters
from perenou.casework.as_json import Json
from perenou.casework.case_file.reader import parse_other
from perenou.casework.solve import Solved
from perenou.casework.words import Words
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language
from perenou.texts.check import Wanted, check_text
from perenou.texts.clarity import Rules
from perenou.texts.folder import text_data


def matters(asked: Matters, place: Place) -> dict[str, Json]:
    """What there is to decide in a case, by number; a draft can be asked for by it."""
    solved = solved_case(asked, place)
    words = Words(asked.language, solved.determination.name_of)
    return {"matters": [_matter(each, words) for each in numbered(solved)]}


def draft_act(asked: DraftAct, place: Place) -> dict[str, Json]:
    """A draft, what it lacks, and what the checker finds in it."""
    solved = solved_case(asked, place)
    kind = _kind(asked.kind)
    every = numbered(solved)
    try:
        matter = chosen(every, kind, asked.number)
    except ChoiceError as error:
        raise _refused(error, solved, asked) from None
    given = parse_other(asked.particulars, Particulars)
    document = draft(solved, matter, given, asked.language)
    act = Act(ActText.from_document(document), case_figures(solved))
    content: Json = json.loads(to_json(document))
    return {
        "kind": document.kind,
        "title": document.title,
        "text": plain(document),
        "gaps": [{"part": gap.part.value, "what": gap.what} for gap in document.gaps],
        "document": content,
        "findings": [finding_data(act, each) for each in findings(act, asked.language)],
    }


def check_act(asked: CheckAct, _place: Place) -> dict[str, Json]:
    """Every finding on an act or letter, with its place, why, citation and cure."""
    day = None if asked.day is None else asked.day.toordinal()
    act = Act(ActText.from_text(asked.text, _kind(asked.kind), day))
    if asked.case is not None:
        # A decision of a day is compared with what the law of that day gives.
        act = Act(act.source, case_figures(Solved(case_told(asked.case), act.day)))
    return findings_data(act, findings(act, asked.language))


def check_page(asked: CheckText, _place: Place) -> dict[str, Json]:
    """What a letter or page states otherwise than the law, and what could be said more plainly."""
    wanted = Wanted(
        (asked.as_of or date.today()).toordinal(),  # noqa: DTZ011  # the reader's own day
        asked.language,
        None if asked.day is None else asked.day.toordinal(),
        Rules() if asked.wording else None,
    )
    return text_data(check_text(ActText.from_text(asked.text), wanted))


def _kind(text: str | None) -> Kind | None:
    if text is not None and text not in kinds():
        raise RefusedError("kind", {"value": text, "known": ", ".join(kinds())})
    return None if text is None else Kind(text)


def _matter(each: Numbered, words: Words) -> Json:
    kind, to, about, since = told(each, words)
    return {
        "number": each.number,
        "kind": each.matter.kind.value,
        "kind_name": kind,
        "to": to,
        "about": about,
        "since": since,
        "only_on_request": each.is_begun,
    }


def _refused(error: ChoiceError, solved: Solved, asked: DraftAct) -> RefusedError:
    words = Words(asked.language, solved.determination.name_of)
    kind, rows = _called(asked.kind, asked.language), _listed(error.fitting, words)
    slots = {
        "no_such_number": {"number": str(asked.number), "count": str(len(error.fitting))},
        "no_such_kind": {"kind": kind, "rows": rows},
        "not_of_kind": {"number": str(asked.number), "kind": kind},
        "several": {"rows": rows},
    }
    return RefusedError(f"matter_{error.key}", slots.get(error.key, {}))


def _called(kind: str | None, language: Language) -> str:
    return (
        "" if not kind else Catalogue.load("perenou.acts", "texts").text(f"kind.{kind}", language)
    )


def _listed(fitting: Sequence[Numbered], words: Words) -> str:
    return "; ".join(
        f"{each.number} – {', '.join(filter(None, told(each, words)))}" for each in fitting
    )
