"""What a server runs: ``app`` is everything, ``button`` the Red Button alone on its own socket."""

import logging
import threading
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from mori import config, create_app
from mori.safeguarding.button.app import RedButton

if TYPE_CHECKING:
    from flask import Flask

log = logging.getLogger("mori")


def settings_for_the_button() -> config.Settings:
    """All settings; if one is wrong the app refuses to start, and the button stands without it."""
    try:
        return config.load()
    except config.SettingError as error:
        log.critical("%s Until then only the Red Button works.", error)
        return config.load_readable()


settings = settings_for_the_button()
creating = threading.Lock()


def flask_app() -> "Flask":
    with creating:  # a page and a rescue may both be the first to need it
        return the_one_app()


@cache
def the_one_app() -> "Flask":
    return create_app()


def rescue(record: dict[str, Any]) -> None:
    """Put a tap straight into the database, when the spool cannot be written."""
    flask_app()
    from mori.safeguarding.rescue.operations import rescue_tap

    rescue_tap(record)


def red_button(behind: Callable[[], "Flask"] | None) -> RedButton:
    return RedButton(
        settings.folder / "spool",
        settings.key,
        behind,
        rescue,
        static=settings.folder / "assets",
        zone=settings.zone,
        hops=settings.proxy_hops,
    )


app = red_button(flask_app)
button = red_button(None)
