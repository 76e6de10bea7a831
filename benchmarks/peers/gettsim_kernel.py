"""GETTSIM: German child benefit of one month, times twelve; its public call or its kernel alone."""

from __future__ import annotations

import importlib
import sys
from importlib.metadata import version
from typing import Any

import numpy as np
from population import asked, measured, people

DAY = "2025-01-01"
TIMES = 12


def main(families: int, *, is_kernel: bool) -> None:
    gettsim: Any = importlib.import_module("gettsim")
    pandas: Any = importlib.import_module("pandas")
    wanted = gettsim.TTTargets(tree={"kindergeld": {"betrag_m": "amount"}})
    target = gettsim.MainTarget
    law = gettsim.main(main_target=target.policy_environment, policy_date_str=DAY)
    told = people(families)
    series = pandas.Series
    data = {
        "p_id": series(np.arange(told.family.size)),
        "alter": series(told.age),
        "arbeitsstunden_w": series(np.where(told.is_child, 0.0, 40.0)),
        "kindergeld": {
            "in_ausbildung": series(told.age == 18),
            "p_id_empfänger": series(np.where(told.is_child, told.family * 4, -1)),
        },
    }

    def asked_of(**what: Any) -> Any:
        return gettsim.main(
            **what, policy_date_str=DAY, policy_environment=law,
            input_data=gettsim.InputData.tree(data), tt_targets=wanted, include_warn_nodes=False,
        )  # fmt: skip

    if is_kernel:
        parts = asked_of(
            main_targets=[target.tt_function, target.processed_data], include_fail_nodes=False
        )
        kernel, given = parts["tt_function"], parts["processed_data"]
        kernel(given)

        def month() -> object:
            return kernel(given)
    else:

        def month() -> object:
            return asked_of(main_target=target.results.df_with_mapper)

    def year() -> None:
        for _ in range(TIMES if is_kernel else 1):
            month()

    what = "Kindergeld, its kernel alone" if is_kernel else "Kindergeld, its public call, ONE month"
    measured(version("gettsim"), what, year)


if __name__ == "__main__":
    main(asked(), is_kernel=sys.argv[2] == "kernel")
