from mori.web.slice import Slice

from .views import bp

SLICE = Slice("notifications", blueprints=(bp,))
