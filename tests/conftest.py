"""What holds for every test."""

from __future__ import annotations

import gc

from hypothesis import settings

# A busy machine takes longer: that is no fault of what is tested.
settings.register_profile("unhurried", settings.get_profile("default"), deadline=None)
# Where the same examples are drawn each time, many find no more than some do.
settings.register_profile("again", settings.get_profile("ci"), max_examples=40)
is_ci = settings.get_current_profile_name().startswith("ci")
settings.load_profile("again" if is_ci else "unhurried")


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and never among what stays to the end: a twentieth of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
