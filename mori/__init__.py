"""MORI, the internship system of a regional ombudsman's office.

Everything is imported where it is used: the Red Button imports this package
too, and must stand even when Flask or a slice does not.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from mori.config import Settings


def create_app(settings: "Settings | None" = None) -> "Flask":
    """The whole application, in the order in which its parts stand on each other."""
    from flask import Flask
    from flask_login import LoginManager
    from flask_wtf import CSRFProtect
    from htmx_flask import Htmx
    from werkzeug.middleware.proxy_fix import ProxyFix

    from mori import cli, config
    from mori.access import guard
    from mori.core import db, files
    from mori.web import (
        assets,
        compress,
        connections,
        errors,
        headers,
        i18n,
        queue,
        render,
        sessions,
        uploads,
    )

    settings = settings or config.load()
    app = Flask("mori", static_folder=None)
    app.config.from_mapping(config.for_flask(settings))

    db.open_database(settings.database)
    connections.init_app(app)
    i18n.init_app(app)
    assets.init_app(app, settings.folder / "assets")
    headers.init_app(app)
    compress.init_app(app)
    errors.init_app(app)
    render.init_app(app)
    sessions.init_app(app, LoginManager(add_context_processor=False))
    Htmx(app)
    uploads.init_app(app, files.open_store(settings.files_url, settings.folder / "files"))
    queue.init_app(app)
    CSRFProtect(app)

    for blueprint in blueprints():
        app.register_blueprint(blueprint)
    cli.init_app(app)
    guard.require_declared(app)

    hops = settings.proxy_hops
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


def blueprints() -> list:
    """The pages, slice by slice."""
    from mori.accounts import (  # noqa: F401 - they add to the same pages
        carry_views,
        me_views,
        people_views,
        phone_views,
    )
    from mori.accounts.views import bp as accounts
    from mori.logbook import (  # noqa: F401
        book_views,
        overdue_views,
        photo_views,
        phrase_views,
        verdict_views,
        writing_views,
    )
    from mori.logbook.views import bp as logbook
    from mori.notifications.views import bp as notifications
    from mori.offices import calendar_views  # noqa: F401
    from mori.offices.views import bp as offices
    from mori.placements import (  # noqa: F401
        attendance_views,
        code_views,
        correction_views,
        paper_views,
        print_views,
        rotation_views,
        sheet_views,
    )
    from mori.placements.views import bp as placements
    from mori.safeguarding.views import bp as safeguarding

    return [notifications, offices, accounts, safeguarding, placements, logbook]
