"""Fixtures of two members' links: what each may open, and what is the other's."""

import pytest

from mori.core.clock import now
from mori.network.queries import standing_member
from tests.campaign.making import campaign_of, publication_of
from tests.cascades.opened import reported
from tests.network.making import link_to, make_member


@pytest.fixture
def belonging(cast):
    """Two links to the own page in the network."""
    return {
        name: link_to(cast, make_member(cast.banua), f"{name} member", at=now())
        for name in ("own", "other")
    }


@pytest.fixture
def teachings(cast, belonging, store):
    """What both members taught."""
    both = [reported(cast, each, store) for each in belonging.values()]
    told = tuple({"teaching": each["teaching"]} for each in both)
    return {
        **dict.fromkeys(("teaching_of", "open_teaching_of", "own_teaching_of"), told),
        "own_file_of": tuple({"file": each["file"]} for each in both),
    }


@pytest.fixture
def spreading(cast, belonging):
    """A campaign of the members' office and another's; what each of the two published."""
    ours = campaign_of(cast)
    theirs = campaign_of(cast, cast.seberang, title="Kampanye seberang")
    members = [standing_member(each.link.about_key) for each in belonging.values()]
    published = tuple({"publication": publication_of(ours, each).key} for each in members)
    return {
        "campaign_to_spread": ({"campaign": ours.key}, {"campaign": theirs.key}),
        "own_publication": published,
    }
