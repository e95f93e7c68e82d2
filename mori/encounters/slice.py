from mori.core.words import marked
from mori.web.slice import Slice

from .notebook import paper_views as papers
from .notebook import phone_views as phone
from .notebook import views as notebook

# No module: a stranger's notebook stands when an office does without all the rest.
SLICE = Slice(
    "encounters",
    rooms=("clocks", "readiness", "services", "letters", "notebook"),
    blueprints=(notebook.bp, papers.bp, phone.bp),
    pages={"encounter": marked("Service note")},
    places={"encounters": "encounters.front"},
)
