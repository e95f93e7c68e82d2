from mori.access.grants import anyone, office
from mori.access.roles import Role
from mori.core.words import marked
from mori.web.slice import Machine, Part, Slice

from .jobs import jobs
from .overview.views import ATTENTIONS
from .rules import MOVES, JobState
from .views import bp, office_part, trouble

STAFF = {Role.COORDINATOR: anyone, Role.HEAD: anyone}
OFFICE = {Role.COORDINATOR: office, Role.HEAD: office}

SLICE = Slice(
    "background",
    rooms=("overview",),
    blueprints=(bp,),
    grants={"job.list": STAFF, "job.change": OFFICE},
    pages={"jobs": marked("Jobs")},
    parts=(Part("office", "background/_office.html", office_part),),
    attentions=ATTENTIONS,
    jobs=jobs,
    trouble=trouble,
    machines=(Machine("LongJob", JobState, MOVES, frozenset({JobState.QUEUED})),),
)
