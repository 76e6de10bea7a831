"""The registers of this installation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from django.conf import settings

from perenou.registers.saying import REGISTERS, Register
from perenou.registers.x_road import Service
from perenou.workbench.configuration import Registers


def services() -> Mapping[Register, Service]:
    """The registers that are switched on; empty: none."""
    told: Registers | None = settings.CONFIGURATION.registers
    return {} if told is None else _services(told)


@lru_cache(maxsize=1)
def _services(told: Registers) -> Mapping[Register, Service]:
    """The same each time, so that the circuit of each remembers how it fared."""
    paths = dict(told.services)
    return {
        register: Service(told.server, told.client, paths[register], told.seconds, told.identity)
        for register in REGISTERS
        if register in paths
    }
