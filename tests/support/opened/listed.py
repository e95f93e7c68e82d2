"""What stands in the addresses of lists, of all that has many."""

from tests.campaign.opened import campaign_to_list
from tests.cascades.opened import teachings_to_list
from tests.contributions.ideas.opened import ideas_to_list
from tests.contributions.opened import revealed_matter
from tests.contributions.studies.opened import study_to_list
from tests.events.followups.opened import promises_to_list
from tests.events.opened import event_rows
from tests.events.presence.opened import presence_rows
from tests.guidebook.opened import books_to_list
from tests.network.opened import network_to_list
from tests.support.opened.alumni import alumni_to_list
from tests.support.opened.internships import internships_to_list


def rows_to_list(cast):
    here = internships_to_list(cast) | alumni_to_list(cast) | books_to_list(cast)
    here |= network_to_list(cast) | campaign_to_list(cast) | teachings_to_list(cast)
    here |= ideas_to_list(cast)
    here |= study_to_list(cast)
    event, held = (made(cast)["event_by_key"] for made in (event_rows, presence_rows))
    here |= promises_to_list(cast)
    return here | {"event": event, "held": held, "matter": revealed_matter(cast).key}
