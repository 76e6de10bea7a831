"""The page of what the workbench keeps: entities, what points at what, tables and columns."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import Field, Model


def page() -> str:
    """Entities by app as pictures, and every table with its columns, from the models themselves."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.workbench.settings")
    import django
    from django.apps import apps

    django.setup()
    ours = {
        app.label: sorted(app.get_models(), key=lambda model: model.__name__)
        for app in sorted(apps.get_app_configs(), key=lambda app: app.label)
        if app.name.startswith("perenou.") and [*app.get_models()]
    }
    lines = [
        "# What the workbench keeps",
        "",
        "Made from the models: for each app first the entities and what points at what, then the "
        "tables as they are in the database. Tables of the framework are left out.",
        "",
    ]
    for label, models in ours.items():
        lines += [f"## {label}", "", "```mermaid", "erDiagram", *_drawn(models), "```", ""]
        for model in models:
            lines += _told(model)
    return "\n".join(lines)


def _drawn(models: list[type[Model]]) -> Iterator[str]:
    for model in models:
        pointing = [field for field in _columns(model) if field.is_relation]
        if not pointing:
            yield f"    {model.__name__}"
        for field in pointing:
            name = getattr(field.related_model, "__name__", "")
            many = "|o" if field.unique else "}o"
            one = "o|" if field.null else "||"
            yield f"    {model.__name__} {many}--{one} {name} : {field.name}"


def _told(model: type[Model]) -> Iterator[str]:
    meta = model._meta
    yield from (f"### `{meta.db_table}`", "", f"{meta.db_table_comment}.", "")
    yield from ("| Column | Kind | What it is |", "|---|---|---|")
    for field in _columns(model):
        if field.primary_key:
            continue
        length = f" {field.max_length}" if getattr(field, "max_length", None) else ""
        empty = ", may be empty" if field.null else ""
        kind = f"{field.get_internal_type().removesuffix('Field')}{length}{empty}"
        encrypted = ", encrypted" if type(field).__name__.startswith("Encrypted") else ""
        comment = (field.db_comment or "").replace("|", "\\|")
        yield f"| `{field.column}` | {kind}{encrypted} | {comment} |"
    yield ""


def _columns(model: type[Model]) -> list[Field[object, object]]:
    return [*model._meta.concrete_fields]
