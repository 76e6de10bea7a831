"""The receipt of a determination, and its verification by making it again."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from hashlib import sha256
from typing import TYPE_CHECKING

from perenou import __version__
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.case_file.writer import to_mapping
from perenou.casework.determination import Receipt

if TYPE_CHECKING:
    from perenou.casework.case_file.schema import Case
    from perenou.casework.solve import Solved
    from perenou.rules.lawbook import Lawbook


class ReceiptError(ValueError):
    """The file is no receipt of a determination; says what is wrong with it."""


def receipt(solved: Solved) -> Receipt:
    """The receipt of a solved case; no personal data can be read from it.

    Its answer is every payment whole: how much, to whom, for whom, when, and what is left of it.
    """
    return Receipt(
        __version__,
        solved.law.fingerprint,
        solved.as_of,
        solved.first_month,
        solved.last_month,
        tuple(sorted(solved.readings.items())),
        facts_hash(solved.case),
        # The row is a place in the file, which says nothing of the answer.
        _hash([payment._replace(row=0) for payment in solved.payments]),
        tuple(f"{each.title} ({each.digest})" for each in solved.law.book.reforms),
    )


def facts_hash(case: Case) -> str:
    """A hash of everything that the case file says but its title."""
    said = {key: value for key, value in to_mapping(case).items() if key != "title"}
    return _hash(said)


def _hash(value: object) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return sha256(text.encode()).hexdigest()[:32]


def to_json(made: Receipt) -> str:
    """A receipt as text for a file."""
    return json.dumps(asdict(made), indent=2, ensure_ascii=False) + "\n"


def from_json(text: str) -> Receipt:
    """Read a receipt.

    Raises:
        ReceiptError: the text is no receipt.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise ReceiptError("json") from None
    if isinstance(content, dict) and isinstance(content.get("receipt"), dict):
        content = content["receipt"]
    names = [field.name for field in fields(Receipt)]
    if isinstance(content, dict):
        content.setdefault("reforms", [])  # receipts were without before there were reforms
    if not isinstance(content, dict) or set(content) != set(names):
        raise ReceiptError("keys")
    integers = ("as_of", "first_month", "last_month")
    if not all(type(content[name]) is int for name in integers):
        raise ReceiptError("values")
    readings = content["readings"]
    if not isinstance(readings, list) or not all(
        isinstance(pair, list) and len(pair) == 2 for pair in readings
    ):
        raise ReceiptError("values")
    content["readings"] = tuple((str(a), str(b)) for a, b in readings)
    if not isinstance(content["reforms"], list):
        raise ReceiptError("values")
    content["reforms"] = tuple(str(each) for each in content["reforms"])
    return Receipt(**content)


def verify(made: Receipt, case: Case, book: Lawbook = LAWBOOK) -> list[tuple[str, str, str]]:
    """Make the determination again and tell every difference as (what, on the receipt, now).

    An empty list: law and facts are the same, and so is every payment.

    Args:
        book: the law, with what is laid over it.
    """
    from perenou.casework.solve import Solved

    try:
        again = receipt(Solved(case, made.as_of, dict(made.readings), book))
    except ValueError as error:
        raise ReceiptError(str(error)) from None
    return [
        (field.name, str(getattr(made, field.name)), str(getattr(again, field.name)))
        for field in fields(Receipt)
        if getattr(made, field.name) != getattr(again, field.name)
    ]
