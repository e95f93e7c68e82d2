"""A campaign's kit as an office runs it, one card whose facts are out of date, and publications."""

from collections.abc import Iterable

from mori.core.files.store import Store
from mori.offices.queries import uses_module
from mori.offices.rules import Module

from ..alumni.desk import Desk
from .kits import fill_kit
from .media import report_media


def run_campaigns(desks: Iterable[Desk], store: Store | None) -> None:
    for desk in desks:
        if not uses_module(desk.office.id, Module.NETWORK):
            continue
        campaign, materials = fill_kit(desk, store)
        report_media(desk, campaign, materials)
