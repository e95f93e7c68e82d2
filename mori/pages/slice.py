from mori.attendance.corrections.views import corrections_waiting
from mori.core.words import marked
from mori.web.menu import Item
from mori.web.slice import Slice

from .interns import views as interns
from .me import views as me
from .phone import views as phone
from .start import views as start

SLICE = Slice(
    "pages",
    rooms=("start", "interns", "me", "phone"),
    blueprints=(start.bp, interns.bp, me.bp, phone.bp),
    pages={"outbox": marked("On this phone")},
    places={"placement": "interns.placement", "worker": "phone.worker"},
    menu=(
        Item("today", 10, "day.read", "start.start", "home", marked("Today")),
        Item(
            "interns",
            50,
            "placement.list",
            "interns.interns",
            "person",
            marked("Interns"),
            waits=corrections_waiting,
        ),
        Item("me", 90, "self.read", "me.me", "gear", marked("Me")),
    ),
)
