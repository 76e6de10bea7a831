"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# A busy machine takes longer: that is no fault of what is tested.
settings.register_profile("unhurried", settings.get_profile("default"), deadline=None)
if not settings.get_current_profile_name().startswith("ci"):
    settings.load_profile("unhurried")
