from mori.access.grants import anyone, office
from mori.access.roles import Role
from mori.core.words import marked
from mori.offices.rules import Module
from mori.web.slice import Machine, Part, Slice

from .giving import views as giving
from .jobs import jobs
from .kits import share_views as share_links
from .kits import views as kits
from .materials import campaign_views as campaigns
from .materials import views as materials
from .materials import writing_views as writing
from .overview import views as overview
from .publications import own_views as own
from .publications import views as publications
from .rules import MATERIAL_MOVES, PUBLICATION_MOVES, MaterialState, PublicationState

STAFF = {Role.COORDINATOR: anyone, Role.HEAD: anyone}
OFFICE = {Role.COORDINATOR: office, Role.HEAD: office}

SLICE = Slice(
    "campaign",
    module=Module.NETWORK,
    rooms=("shares", "giving", "kits", "materials", "publications", "overview"),
    blueprints=(
        *(kits.bp, giving.bp, share_links.bp),
        *(campaigns.bp, writing.bp, materials.bp, publications.bp, own.bp),
    ),
    grants={
        "campaign.list": STAFF,
        "campaign.read": OFFICE,
        "campaign.make": {Role.COORDINATOR: anyone},
        "campaign.change": {Role.COORDINATOR: office},
    },
    pages={"kit": marked("Campaign kit")},
    places={"campaigns": "campaigns.campaigns"},
    parts=(
        Part("campaign", "campaign/publications/_campaign.html", publications.campaign_part),
        Part("member_own", "campaign/publications/_member.html", own.member_part),
    ),
    attentions=overview.ATTENTIONS,
    jobs=jobs,
    machines=(
        Machine("Material", MaterialState, MATERIAL_MOVES, frozenset({MaterialState.DRAFT})),
        Machine(
            "Publication",
            PublicationState,
            PUBLICATION_MOVES,
            frozenset({PublicationState.REPORTED}),
            frozenset({PublicationState.WITHDRAWN}),
        ),
    ),
)
