"""What was found in logs, as evidence that a proposal begins with and leads back to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final

from perenou.rules.rule import Labels
from perenou.workbench.flows.kept import findings_of
from perenou.workbench.flows.models import Log, Telling
from perenou.workbench.references.registered import Told

_LONGEST_NUMBER: Final = 9


def key_of(log: Log, key: str) -> str:
    """What a finding is known by: its log, and its key among what was found there."""
    return f"{log.pk}.{key}"


def findings(keys: Collection[str]) -> Mapping[str, Told]:
    """Findings of logs that are there, as they were last told."""
    wanted = {key: (int(log), its) for key in keys for log, its in [_parts(key)] if log}
    said: dict[int, dict[str, dict[str, str]]] = defaultdict(dict)
    tellings = Telling.objects.filter(log__in={log for log, _ in wanted.values()}, question=None)
    for each in tellings:
        said[each.log_id][each.language] = findings_of(each.findings)
    logs = Log.objects.only("pk").in_bulk(list(said))
    return {
        key: Told(
            Labels(*(said[log][language][its] for language in ("et", "en", "ru"))),
            logs[log].get_absolute_url(),
        )
        for key, (log, its) in wanted.items()
        if log in said and all(its in told for told in said[log].values())
    }


def _parts(key: str) -> tuple[str, str]:
    log, _, its = key.partition(".")
    is_number = log.isascii() and log.isdecimal() and len(log) <= _LONGEST_NUMBER
    return (log, its) if is_number else ("", "")
