"""The models of MORI, without those that a test invents."""

import sys

from mori.core.db import Model
from mori.slices import slices


def stored() -> list[type[Model]]:
    slices()  # whose imports make them known
    return [
        each
        for each in Model.__subclasses__()
        if "/invented/" not in str(sys.modules[each.__module__].__file__)
    ]
