from mori.core.words import marked
from mori.web.slice import Machine, Slice

from .checking import views as checking
from .cohorts import models as _cohorts  # noqa: F401 - so that its tables are known
from .cohorts import rules as cohorts
from .lines import models as _lines  # noqa: F401
from .numbers import models as _numbers  # noqa: F401
from .papers import rules as papers
from .signatories import models as _signatories  # noqa: F401

SLICE = Slice(
    "certificates",
    rooms=(
        *("statements", "keys", "lines"),
        *("numbers", "signatories", "papers", "signing", "cohorts", "checking"),
    ),
    blueprints=(checking.bp,),
    pages={"check": marked("Checking a paper")},
    places={"check": "checking.ask"},
    machines=(
        Machine(
            "Paper",
            papers.PaperState,
            papers.MOVES,
            frozenset({papers.PaperState.AWAITING_NUMBER}),
            frozenset({papers.PaperState.REVOKED, papers.PaperState.DROPPED}),
        ),
        Machine(
            "IssuingRun",
            cohorts.RunState,
            cohorts.MOVES,
            frozenset({cohorts.RunState.RUNNING}),
            frozenset({cohorts.RunState.DONE}),
        ),
    ),
)
