"""An answer over all families for programs: the verdict, the examples, how far was looked."""

from __future__ import annotations

from perenou.casework.as_json import Json, month_json
from perenou.casework.case_file.source import Data
from perenou.casework.case_file.writer import to_mapping
from perenou.casework.proofs.answer import Answer


def answer_data(answer: Answer) -> dict[str, Json]:
    """An answer as plain data."""
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
        "parts": [answer_data(part) for part in answer.parts],
    }


def _case(data: Data) -> Json:
    if isinstance(data, dict):
        return {key: _case(each) for key, each in data.items()}
    return [_case(each) for each in data] if isinstance(data, list) else data
