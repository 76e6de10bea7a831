"""Which commands there are, and where each stands: only the one that is named is read."""

from __future__ import annotations

from typing import Final, NamedTuple


class Home(NamedTuple):
    """Where a command stands.

    Attributes:
        module: inside ``perenou.cli``. name: of the function. help: key of its text.
    """

    module: str
    name: str
    help: str


COMMANDS: Final[dict[str, Home]] = {
    "solve": Home("cases", "solve", "cli.solve"),
    "ask": Home("cases", "ask", "cli.ask"),
    "plan": Home("cases", "plan", "cli.plan"),
    "act": Home("act", "act", "cli.act"),
    "prove": Home("prove", "prove", "cli.prove"),
    "rates": Home("norms", "rates", "cli.rates"),
    "rule": Home("norms", "rule", "cli.rule"),
    "practice": Home("practice", "practice", "cli.practice"),
    "recompute": Home("recompute", "recompute", "cli.recompute"),
    "search": Home("search", "search", "cli.search"),
    "simulate": Home("simulate", "simulate", "cli.simulate"),
    "propose": Home("propose", "propose", "cli.propose"),
    "mcp": Home("mcp", "mcp", "cli.mcp"),
    "serve": Home("workbench", "serve", "cli.workbench.serve"),
    "worker": Home("workbench", "worker", "cli.workbench.worker"),
    "migrate": Home("operations", "migrate", "cli.operations.migrate"),
    "account": Home("operations", "account", "cli.operations.account"),
    "backup": Home("operations", "backup", "cli.operations.backup"),
    "restore": Home("operations", "restore", "cli.operations.restore"),
    "check-act": Home("check_act", "check_act", "cli.check_act"),
    "fetch-rates": Home("neighbours", "fetch_rates", "cli.neighbours.rates"),
    "check-container": Home("neighbours", "check_container", "cli.neighbours.check"),
    "new": Home("cases", "new", "cli.new"),
    "verify": Home("cases", "verify", "cli.verify"),
    "schema": Home("cases", "schema", "cli.schema"),
}
"""By name of the command, in the order of the help page."""

GROUPS: Final[dict[str, str]] = {
    "law": "law",
    "text": "text",
    "audit": "workbench",
    "keys": "workbench",
    "config": "operations",
    "population": "simulate",
    "table": "tables",
    "process": "process",
}
"""By name of a command that has commands of its own, as its module calls it: the module."""
