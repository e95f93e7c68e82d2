"""A row for every page of the network that is opened by a key, and rows for its lists: of Tono's
office.
"""

from mori.network.merging.operations import facts_of, merge
from mori.network.models import CommunityMerge, CommunityRelation, MemberMerge
from mori.network.operations import note_activity
from mori.network.rules import ActivityKind, Purpose, RelationKind
from tests.cast import NOON, TODAY, Cast
from tests.network.making import make_community, make_member, together


def network_rows(cast: Cast) -> dict[str, str]:
    """Loader's name → the key of a row."""
    members = [make_member(cast.banua) for _ in range(2)]
    communities = [make_community(cast.banua) for _ in range(3)]
    for kept, merged in (members, communities[:2]):
        seen = str(kept.revision), str(merged.revision)
        merge(kept, merged, facts_of(kept), seen, cast.wati.id, NOON)
    tie = together(members[0], communities[0])
    relation = CommunityRelation.create(
        one=communities[0], other=communities[2], kind=RelationKind.PARTNER, from_on=TODAY
    )
    return {
        "member_by_key": members[0].key,
        "community_by_key": communities[0].key,
        "tie_by_key": tie.key,
        "relation_by_key": relation.key,
        "member_merge_by_key": MemberMerge.get(MemberMerge.kept == members[0].id).key,
        "community_merge_by_key": CommunityMerge.get(CommunityMerge.kept == communities[0].id).key,
    }


def network_to_list(cast: Cast) -> dict[str, str]:
    """Rows of which every list of the network has something to show."""
    rows = network_rows(cast)
    member = make_member(cast.banua, "Umi Umpama", agreed=tuple(Purpose))
    community = make_community(cast.banua, "Rumah Baca Umpama")
    together(member, community)
    note_activity(
        cast.banua.id,
        ActivityKind.MET,
        TODAY,
        "Pertemuan",
        "key",
        member_id=member.id,
        community_id=community.id,
    )
    return {
        "member": rows["member_by_key"],
        "second_member": member.key,
        "community": rows["community_by_key"],
        "second_community": community.key,
    }
