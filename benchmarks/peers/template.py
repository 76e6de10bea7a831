"""OpenFisca Core or PolicyEngine Core: the parenting allowance of the template country.

It looks at the ages of the children and at what the family earns; both engines ship the same rule.
"""

from __future__ import annotations

import importlib
import sys
from importlib.metadata import version
from typing import Any

import numpy as np
from population import YEAR, asked, measured, people

ENGINES = {
    "openfisca": ("openfisca_core", "openfisca_country_template", "OpenFisca-Core", (0, 1)),
    "policyengine": (
        "policyengine_core", "policyengine_core.country_template", "policyengine-core",
        ("first_parent", "child"),
    ),
}  # fmt: skip
MONTHS = [f"{YEAR}-{month:02}" for month in range(1, 13)]


def main(engine: str, families: int) -> None:
    core, template, package, (adult, child) = ENGINES[engine]
    system = importlib.import_module(template).CountryTaxBenefitSystem()
    builder_of: Any = importlib.import_module(f"{core}.simulations").SimulationBuilder
    told = people(families)

    def prepared() -> Any:
        builder = builder_of()
        builder.create_entities(system)
        builder.declare_person_entity("person", np.arange(told.family.size))
        group = builder.declare_entity("household", np.arange(families))
        builder.join_with_persons(group, told.family, np.where(told.is_child, child, adult))
        made = builder.build(system)
        made.set_input("birth", "ETERNITY", told.birth.astype("datetime64[D]"))
        for month in MONTHS:
            made.set_input("salary", month, told.pay)
        return made

    ready = [prepared() for _ in range(3)]  # what is computed once is remembered

    def year() -> None:
        made = ready.pop()
        for month in MONTHS:
            made.calculate("parenting_allowance", month)

    measured(version(package), "parenting allowance of the template country", year)


if __name__ == "__main__":
    main(sys.argv[2], asked())
