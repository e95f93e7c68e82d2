"""Pages of a material and of a publication open in each state there is."""

import pytest

from mori.campaign.models import Material, Publication
from mori.campaign.rules import Channel, MaterialKind, MaterialState, PublicationState
from mori.core.workdays import DAY
from tests.campaign.making import campaign_of, draft_of, publication_of
from tests.cast import TODAY
from tests.network.making import holder, link_to, make_member

pytestmark = pytest.mark.usefixtures("noon")


@pytest.mark.parametrize("state", MaterialState)
def test_a_material_of_every_kind_opens_in_every_state(visit, cast, word, state):
    campaign = campaign_of(cast)
    for kind in MaterialKind:
        draft_of(cast, campaign, kind, title=f"Bahan {kind}")
    Material.update(state=state, facts_checked_on=TODAY, facts_until=TODAY - DAY).execute()
    office, head = visit(cast.wati), visit(cast.hasan)

    assert office.get(f"/kampanye/{campaign.key}").status_code == 200
    for row in Material.select():
        page = office.get(f"/kampanye/bahan/{row.key}").text
        is_stale = state is MaterialState.PUBLISHED
        assert ("Kedaluwarsa" if is_stale else word(state)) in page
        assert "Terbitkan" not in head.get(f"/kampanye/bahan/{row.key}").text
        assert office.get(f"/kampanye/bahan/{row.key}/ubah").status_code == 200


@pytest.mark.parametrize("state", PublicationState)
def test_a_publication_opens_in_every_state(visit, cast, word, state):
    member = make_member(cast.banua)
    given = link_to(cast, member)
    theirs, door = holder(visit, given), f"/t/{given.link.key}"
    for channel in Channel:
        publication_of(campaign_of(cast), member, channel=channel)
    Publication.update(state=state).execute()

    for row in Publication.select():
        assert word(state) in visit(cast.hasan).get(f"/kampanye/publikasi/{row.key}").text
        assert word(state) in theirs.get(f"{door}/publikasi/{row.key}").text
    assert theirs.get(f"{door}/kampanye").status_code == 200
