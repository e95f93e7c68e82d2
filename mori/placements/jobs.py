from functools import partial

from mori.config import Settings
from mori.core.jobs import Job
from mori.notifications.jobs import HOUR, periodic

from . import operations
from .proceedings.operations import tend
from .resignations.operations import end_resigned


def jobs(settings: Settings) -> list[Job]:
    return [
        periodic("finish placements", HOUR, operations.finish_ended_placements),
        periodic("find institutions", HOUR, operations.find_institutions),
        periodic("tend proceedings", HOUR, partial(tend, settings.address)),
        periodic("end resigned placements", HOUR, partial(end_resigned, settings.address)),
        periodic("part from former interns", HOUR, operations.part_from_former_interns),
    ]
