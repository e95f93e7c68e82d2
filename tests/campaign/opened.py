"""Rows of campaigns for the pages that are opened by a key, and for their lists."""

from mori.campaign.models import ShareLink
from mori.campaign.publications.operations import keep_evidence
from mori.campaign.rules import MaterialKind
from mori.core.workdays import DAY
from mori.network.queries import member_by_key
from mori.web.files import STORE
from tests.campaign.making import campaign_of, draft_of, publication_of, published
from tests.cast import NOON, TODAY
from tests.support.pictures import jpeg


def campaign_rows(app, cast, member_key: str = "") -> dict[str, str]:
    """Loader's name → the key of a row of Banua."""
    campaign = campaign_of(cast)
    material = published(cast, campaign, MaterialKind.LEAFLET, app)
    member = member_by_key(member_key) if member_key else None
    publication = publication_of(campaign, member)
    keep_evidence(app.extensions[STORE], publication, jpeg(), cast.wati.id, NOON)
    return {
        "campaign_by_key": campaign.key,
        "material_by_key": material.key,
        "publication_by_key": publication.key,
    }


def opened_links() -> list[str]:
    return [each.key8 for each in ShareLink.select()]


def campaign_to_list(cast) -> dict[str, str]:
    """Rows of which every list of campaigns has something to show."""
    campaign = campaign_of(cast)
    material = published(cast, campaign)
    past = {"facts_checked_on": TODAY - 2 * DAY, "facts_until": TODAY}
    published(cast, campaign, title="Segera lewat", **past)
    draft_of(cast, None, title="Di luar kampanye")
    return {
        "campaign": campaign.key,
        "material": material.key,
        "publication": publication_of(campaign).key,
        "share_link": opened_links()[0],
    }


def spread_by(cast, members) -> dict[str, tuple[dict[str, str], ...]]:
    """Loader's name → further keys in addresses of the first one's link: theirs, and not theirs."""
    ours = campaign_of(cast)
    elsewhere = campaign_of(cast, cast.seberang, title="Kampanye seberang")
    reported = [{"publication": publication_of(ours, each).key} for each in members]
    return {
        "campaign_to_spread": ({"campaign": ours.key}, {"campaign": elsewhere.key}),
        "own_publication": tuple(reported),
    }
