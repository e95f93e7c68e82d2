from mori.access.grants import EVERYONE, OWN, anyone, office
from mori.access.roles import Role
from mori.web.i18n import marked
from mori.web.menu import Item
from mori.web.slice import Slice

from . import people_views, phone_views, views

SLICE = Slice(
    "accounts",
    blueprints=(views.bp, people_views.bp, phone_views.bp),
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
    pages={"sign-in": marked("Sign in"), "outbox": marked("On this phone")},
)
