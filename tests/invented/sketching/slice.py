from mori.access.grants import anyone, own
from mori.access.roles import Role
from mori.web.menu import Item
from mori.web.slice import Slice

from .views import PURPOSE, bp

SLICE = Slice(
    "sketching",
    blueprints=(bp,),
    grants={"sketch.hand": {Role.INTERN: anyone}, "sketch.read": {Role.INTERN: own}},
    menu=(Item("sketching", 36, "sketch.hand", "sketching.sketches", "door", "Sketches"),),
    file_purposes=(PURPOSE,),
)
