"""Publications in each state; the first is reported by somebody of the network."""

from mori.campaign.models import Campaign, Material
from mori.campaign.publications.operations import (
    Report,
    Reporter,
    check_publication,
    report_publication,
    withdraw_publication,
)
from mori.campaign.publications.queries import publication_by_key
from mori.campaign.rules import Channel, ReachSource
from mori.core.clock import local_date
from mori.core.db import new_key
from mori.core.workdays import DAY
from mori.network.models import Community, Member

from ..alumni.desk import Desk
from ..network.life import LINKED


def report_media(desk: Desk, campaign: Campaign, materials: list[Material]) -> None:
    today = local_date(desk.at, desk.office.zone)
    first = materials[0] if materials else None
    reports = (
        Report(first, Channel.WHATSAPP, "Grup arisan Contoh", today - DAY, "", None, ""),
        Report(
            first,
            *(Channel.RADIO, "Radio Umpama FM", today - 6 * DAY, ""),
            *(1200, ReachSource.EDITOR),
        ),
        Report(
            None,
            *(Channel.INSTAGRAM, "@komunitas.contoh", today - 4 * DAY),
            *("https://instagram.example/p/contoh", 340, ReachSource.COUNTER),
        ),
        Report(first, Channel.FACEBOOK, "Halaman Misal", today - 9 * DAY, "", None, ""),
    )
    communities = list(
        Community.select().where(Community.office == desk.office.id).order_by(Community.id).limit(4)
    )
    for number, report in enumerate(reports):
        community = communities[number] if number < len(communities) else None
        by = Reporter(community_id=community.id) if community else Reporter(None, None)
        if number == 0:
            by = Reporter(member_id=_member_of(desk))
        made = report_publication(campaign, report, by, new_key(), desk.ago(1))
        _settle(desk, made.key, number)


def _member_of(desk: Desk) -> int | None:
    found = Member.get_or_none(Member.office == desk.office.id, Member.name == LINKED)
    return found.id if found else None


def _settle(desk: Desk, key: str, number: int) -> None:
    """The second and third were looked at, the last was not so."""
    found = publication_by_key(key)
    if found and number in (1, 2):
        check_publication(found, desk.coordinator.id, desk.at)
    elif found and number == 3:
        withdraw_publication(found, desk.coordinator.id, desk.at)
