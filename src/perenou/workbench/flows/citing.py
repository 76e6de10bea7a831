"""What was found in logs, as evidence that a proposal begins with and leads back to."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping

from perenou.rules.rule import Labels
from perenou.workbench.flows.models import Log, Telling
from perenou.workbench.references.registered import Told


def key_of(log: Log, at: int) -> str:
    """What a finding is known by: its log, and its place among what was found there, from 1."""
    return f"{log.pk}.{at}"


def findings(keys: Collection[str]) -> Mapping[str, Told]:
    """Findings of logs that are there, as they were last told."""
    wanted = {key: (int(log), int(at)) for key in keys for log, at in [_parts(key)] if log}
    said: dict[int, dict[str, list[str]]] = defaultdict(dict)
    tellings = Telling.objects.filter(log__in={log for log, _ in wanted.values()}, question=None)
    for each in tellings:
        said[each.log_id][each.language] = json.loads(each.findings)
    logs = Log.objects.only("pk").in_bulk(list(said))
    return {
        key: Told(
            Labels(*(said[log][language][at - 1] for language in ("et", "en", "ru"))),
            logs[log].get_absolute_url(),
        )
        for key, (log, at) in wanted.items()
        if log in said and 0 < at <= min(map(len, said[log].values()))
    }


def _parts(key: str) -> tuple[str, str]:
    log, _, at = key.partition(".")
    is_key = all(each.isascii() and each.isdecimal() and len(each) < 10 for each in (log, at))
    return (log, at) if is_key else ("", "")
