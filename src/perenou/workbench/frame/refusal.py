"""Something that a section refuses to do."""

from __future__ import annotations


class RefusalError(Exception):
    """Something that cannot be done as things stand.

    Attributes:
        key: of the text ``SECTION.refused.KEY``.
    """

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key
