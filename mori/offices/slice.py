from mori.access.grants import anyone, office
from mori.access.roles import Role, module_fact
from mori.core.words import marked
from mori.web.menu import Item
from mori.web.slice import Slice

from . import calendar_views, views
from .queries import fact_of
from .rules import Module

SLICE = Slice(
    "offices",
    blueprints=(views.bp, calendar_views.bp),
    grants={
        "office.read": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "office.change": {Role.COORDINATOR: anyone},
        "office.part": {Role.COORDINATOR: office},
    },
    facts={module_fact(each): fact_of(each) for each in Module},
    menu=(Item("office", 70, "office.read", "offices.office", "building", marked("Office")),),
)
