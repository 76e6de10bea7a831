"""An answer over all families as JSON: the verdict, the examples, how far was looked."""

from __future__ import annotations

from perenou.casework.as_json import Json, month_json, text_of
from perenou.casework.case_file.source import Data
from perenou.casework.case_file.writer import to_mapping
from perenou.casework.proofs.answer import Answer


def answer_json(answer: Answer) -> str:
    """An answer as JSON text."""
    return text_of(_answer(answer))


def _answer(answer: Answer) -> Json:
    return {
        "question": answer.kind,
        "about": [*answer.about],
        "month": month_json(answer.month),
        "verdict": answer.verdict,
        "smallest": answer.is_smallest,
        "most_children": answer.most,
        "free": [str(each) for each in sorted(answer.free)],
        "none_with_children_up_to": answer.done,
        "families": [
            {
                "case": _case(to_mapping(each.case)),
                "value": each.values[0],
                "type": each.gives,
            }
            for each in answer.families
        ],
        "parts": [_answer(part) for part in answer.parts],
    }


def _case(data: Data) -> Json:
    if isinstance(data, dict):
        return {key: _case(each) for key, each in data.items()}
    return [_case(each) for each in data] if isinstance(data, list) else data
