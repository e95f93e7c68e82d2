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
    from mori.access import grants, guard, holds, purposes
    from mori.core import db, jobs
    from mori.core.counts import changes
    from mori.core.files.store import open_store
    from mori.slices import slices
    from mori.web.wire import assets, compress, connections, door, headers

    from .web import errors, files, i18n, mentions, menu, render, sessions
    from .web.phone import queue, worker

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
    sessions.init_app(app, LoginManager(add_context_processor=False), slices())
    Htmx(app)
    door.init_app(app)
    files.init_app(app, open_store(settings.files_url, settings.folder / "files"))
    queue.init_app(app)
    worker.init_app(app, [form for each in slices() for form in each.waiting_forms])
    CSRFProtect(app)

    grants.use_grants(slices())
    holds.use_holds(each.holds for each in slices() if each.holds)
    purposes.use_purposes(link for each in slices() for link in each.purposes)
    mentions.use_mentions(mention for each in slices() for mention in each.mentions)
    jobs.use_long_kinds(kind for each in slices() for kind in each.long_jobs)
    changes.use_followers(each.follows for each in slices() if each.follows)
    menu.init_app(app, slices())
    for each in slices():
        for blueprint in each.blueprints:
            app.register_blueprint(blueprint)
    cli.init_app(app)
    guard.require_declared(app)

    hops = settings.proxy_hops
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app
