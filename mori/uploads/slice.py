from mori.access.grants import OWN
from mori.web.slice import Slice

from .jobs import jobs
from .views import bp

SLICE = Slice("uploads", blueprints=(bp,), grants={"upload.continue": OWN}, jobs=jobs)
