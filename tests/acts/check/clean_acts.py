"""The clean acts of ``clean.yaml``, put together from their blocks."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

HERE = Path(__file__).parent


@cache
def clean_acts() -> dict[str, str]:
    rows = yaml.safe_load((HERE / "clean.yaml").read_text("utf-8"))
    blocks: dict[str, str] = rows["blocks"]
    acts: dict[str, str] = rows["acts"]
    return {kind: text.format(**blocks) for kind, text in acts.items()}
