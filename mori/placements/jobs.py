from mori.config import Settings
from mori.core.jobs import Job
from mori.notifications.jobs import HOUR, periodic

from . import operations


def jobs(settings: Settings) -> list[Job]:
    return [
        periodic("finish placements", HOUR, operations.finish_ended_placements),
        periodic("find institutions", HOUR, operations.find_institutions),
        periodic("part from former interns", HOUR, operations.part_from_former_interns),
    ]
