"""An example of each call: for the description, for the page of examples, and run by the tests."""

from __future__ import annotations

import json
import shlex
from typing import Any, Final

from perenou.api import PREFIX
from perenou.api.every import NAMES
from perenou.api.problems import say

ADDRESS: Final = "http://127.0.0.1:8000"

_HOME: Final = [{"country": "EE", "ground": "citizen"}]
CASE: Final[dict[str, Any]] = {
    "as_of": "2026-11-26",
    "period": {"from": "2026-01", "to": "2026-12"},
    "otherwise": "ordinary",
    "people": {"mari": {"name": "Mari Näide", "birth": "1990-05-01", "residence": _HOME}},
    "children": {
        "juku": {
            "name": "Juku Näide", "birth": "2018-05-14", "residence": _HOME,
            "parents": [{"who": "mari", "role": "mother"}],
            "lives": [{"with": ["mari"], "share": "full"}],
        }
    },
    "claims": [
        {"benefits": ["child_allowance"], "for": ["juku"], "by": "mari", "received": "2018-06-01"}
    ],
}  # fmt: skip
_LETTER: Final = "Lugupeetud Mari Näide\n\nLapsetoetus on 60 eurot kuus (PHS § 17 lg 3)."
_REFORM: Final = {
    "title": "Lapsetoetus 100 eurot",
    "source": "näide",
    "parameters": {
        "child_allowance_first_two": [
            {"from": "2027-01-01", "value": 100, "citation": "PHS § 17 lg 3"}
        ]
    },
}

QUESTIONS: Final[dict[str, dict[str, Any]]] = {
    "solve": {"case": CASE, "language": "en"},
    "sums": {"case": CASE},
    "explain": {"case": CASE, "benefit": "child_allowance"},
    "missing": {"case": {"children": {"juku": {"birth": "2018-05-14"}}}},
    "what_if": {"case": CASE, "changes": ["children.juku.birth=2007-03-01"]},
    "benefits": {"language": "en"},
    "figures": {"day": "2026-11-26", "most": 5},
    "norms": {"day": "2026-11-26", "after": "child_", "most": 5},
    "norm": {"name": "child_allowance_rate"},
    "provision": {"provision": "PHS § 17 lg 1", "day": "2026-11-26"},
    "handbook": {"page": "child_allowance", "day": "2026-11-26"},
    "find": {"question": "lasterikka pere toetus", "most": 3},
    "matters": {"case": CASE},
    "draft_act": {"case": CASE, "number": 1},
    "check_act": {"text": _LETTER, "kind": "information"},
    "check_text": {"text": _LETTER, "as_of": "2026-11-26"},
    "simulate": {"reforms": [_REFORM], "year": 2027, "families": 2000},
}
"""By operation what is asked as an example."""


def curl(name: str) -> str:
    """The call of an operation in the shell."""
    sent = json.dumps(QUESTIONS[name], ensure_ascii=False)
    return (
        f'curl -s "{ADDRESS}{PREFIX}/{name}" -H "Authorization: Bearer $TOKEN" \\\n'
        f'  -H "Content-Type: application/json" -d {shlex.quote(sent)}'
    )


def python(name: str) -> str:
    """The call of an operation by the client; ``ask`` is the client."""
    told = ", ".join(f"{key}={_said(value)}" for key, value in QUESTIONS[name].items())
    return f"answer = ask.{name}({told})"


def _said(value: object) -> str:
    if value is CASE:
        return "case"
    if value is _LETTER:
        return "letter"
    return repr(value).replace("'", '"') if not isinstance(value, dict) else repr(value)


def page() -> str:
    """The page of examples."""
    told = [_BEGIN]
    for name in NAMES:
        told += [f"## {name}", "", say(f"api.{name}", "en"), ""]
        told += ["```sh", curl(name), "```", "", "```python", python(name), "```", ""]
    told.append(_END)
    return "\n".join(told)


_BEGIN: Final = f'''# Asking over HTTP

Written by `make docs`; the tests run every example. What each call takes and gives stands in
`/api/v1/openapi.json` (OpenAPI 3.1) and, typed, in `perenou/client.py`, one file without other
modules that may be copied beside any program. A token is made on the page of one's own account.

```python
from perenou.client import Perenou

ask = Perenou("{ADDRESS}", token)
case = {json.dumps(CASE, ensure_ascii=False, indent=4)}
letter = {json.dumps(_LETTER, ensure_ascii=False)}
```

- What was wrong comes as `application/problem+json`: `title`, `detail` that says how to mend it,
  and a `code` to quote. The client raises it as `ProblemError`.
- `Accept-Language: et`, `en` or `ru` chooses the language of problems and of answers whose
  question names none.
- Lists come in pieces: `most` says how much, `next` of an answer where to go on (`after`, or
  `before` for work).
- What is looked up (`benefits` to `find`) can be asked with GET, too; `ETag` and `If-None-Match`
  save sending the same twice.
- `Idempotency-Key` makes a call safe to send once more, for a day: the same key with the same
  question gives the same answer or the work begun before, with another question 422, and where the
  answer has changed meanwhile 409. Only keyed hashes of question and answer are kept.
- A token may ask 6,000 questions a minute; beyond that 429 and `Retry-After`.
'''
_END: Final = f'''## Many at once

Up to 1,000 questions in one call, answered each by itself and over all processors.

```sh
curl -s "{ADDRESS}{PREFIX}/batch" -H "Authorization: Bearer $TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{{"questions": [{{"operation": "benefits"}}, {{"operation": "norms", "question": {{}}}}]}}'
```

```python
answer = ask.batch(questions=[{{"operation": "sums", "question": {{"case": case}}}}] * 20)
```

## Work that takes longer

`simulate` answers 202 at once. The work can be looked at, stopped, and its result fetched; it is
seen on the page of work in the background, too.

```sh
curl -s "{ADDRESS}{PREFIX}/jobs?most=5" -H "Authorization: Bearer $TOKEN"
```

```python
begun = ask.simulate(reforms=[], families=500)
answer = ask.job(id=begun["id"])
answer = ask.cancel(id=begun["id"])
answer = ask.jobs(most=5)
```
'''
