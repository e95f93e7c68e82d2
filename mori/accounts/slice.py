from mori.access.grants import EVERYONE, OWN, anyone, office
from mori.access.roles import Role
from mori.core.words import marked
from mori.web.menu import Item
from mori.web.slice import Slice

from . import link_views, signed_out_views, views
from .people import contact_views
from .people import views as people
from .tries.jobs import jobs

SLICE = Slice(
    "accounts",
    rooms=("tries", "people"),
    blueprints=(views.bp, link_views.bp, people.bp, contact_views.bp, signed_out_views.bp),
    grants={
        "self.read": EVERYONE,
        "self.change": EVERYONE,
        "session.end": OWN,
        "membership.use": OWN,
        "person.list": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "person.make": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "person.change": {Role.COORDINATOR: office, Role.HEAD: office},
    },
    menu=(Item("people", 60, "person.list", "people.people", "people", marked("People")),),
    jobs=jobs,
    pages={"sign-in": marked("Sign in")},
)
