"""What a server runs: ``app`` is everything, ``button`` the Red Button alone on its own socket."""

from functools import cache

from mori import config, create_app
from mori.safeguarding.button import RedButton

settings = config.load()


@cache
def flask_app():
    return create_app(settings)


def rescue(record):
    """Put a tap straight into the database, when the spool cannot be written."""
    flask_app()
    from mori.safeguarding.operations import rescue_tap

    rescue_tap(record)


def red_button(behind):
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
