"""What happens in the network without anybody asking."""

from functools import partial

from mori.config import Settings
from mori.core.jobs import Job
from mori.links.operations import Post
from mori.notifications.jobs import HOUR, periodic

from .renewing.operations import ask_and_lapse


def jobs(settings: Settings) -> list[Job]:
    post = Post(settings.address, settings.key, "/t/{}/{}".format)
    return [periodic("ask members", HOUR, partial(ask_and_lapse, post))]
