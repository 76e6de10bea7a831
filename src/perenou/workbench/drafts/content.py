"""What a version of an act holds: the document, what the official gave, and the matter."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from perenou.acts.document import Document
from perenou.acts.document_json import from_json, to_json
from perenou.acts.particulars import Particulars
from perenou.workbench.drafts.given import as_data
from perenou.workbench.drafts.matters import MatterKey


@dataclass(frozen=True, slots=True)
class Content:
    """A version of an act, readable."""

    document: Document
    given: Particulars
    matter: MatterKey

    def as_text(self) -> str:
        """As it is stored."""
        told = {
            "document": json.loads(to_json(self.document)),
            "particulars": as_data(self.given),
            "matter": self.matter.as_data(),
        }
        return json.dumps(told, ensure_ascii=False, sort_keys=True)


def read(text: str) -> Content:
    """What was stored."""
    told = cast("dict[str, object]", json.loads(text))
    return Content(
        from_json(json.dumps(told["document"])),
        Particulars.model_validate(told["particulars"]),
        _key(cast("Mapping[str, object]", told["matter"])),
    )


def _key(told: Mapping[str, object]) -> MatterKey:
    return MatterKey(
        str(told["kind"]),
        str(told["addressee"]),
        str(told["name"]),
        tuple(cast("list[str]", told["benefits"])),
        tuple(cast("list[str]", told["children"])),
        cast("int", told["first"]),
        str(told["planned"]),
        cast("int", told["number"]),
        cast("int", told["as_of"]),
    )
