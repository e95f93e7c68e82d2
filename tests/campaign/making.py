"""Campaigns and materials for tests, made as a coordinator makes them."""

from io import BytesIO

from werkzeug.datastructures import FileStorage

from mori.campaign.materials.file_operations import put_file
from mori.campaign.materials.operations import (
    Aim,
    Words,
    make_campaign,
    make_material,
    publish_material,
)
from mori.campaign.models import Material, Publication
from mori.campaign.publications.operations import Report, Reporter, report_publication
from mori.campaign.queries import material_by_key
from mori.campaign.rules import Channel, MaterialKind, ReachSource
from mori.core.db import new_key
from mori.core.workdays import DAY
from mori.web.files import STORE
from tests.cast import NOON, TODAY
from tests.support.pictures import jpeg

PDF = b"%PDF-1.7\n" + b"0" * 20_000 + b"\nstartxref\n0\n%%EOF\n"
FORM = {
    "token": "m1",
    "seen": "0",
    "title": "Tahu syarat sebelum antre",
    "body": "Syarat tertulis di papan layanan.",
    "alt": "Gambar papan layanan dengan tiga syarat.",
    "for_whatsapp": "Minta daftar syarat sebelum antre.",
    "for_instagram": "Tahu syarat, tidak bolak-balik. #layananpublik",
    "for_x": "Tahu syarat, tidak bolak-balik.",
    "language": "id",
    "chapter": "",
    "facts_checked_on": "2026-11-01",
    "facts_until": "2026-11-20",
}


def campaign_of(cast, office=None, **changes):
    said = {
        "title": "Tahu syarat, catat janji",
        "theme": "Apa yang boleh diminta di loket.",
        "from_on": TODAY - 10 * DAY,
        "until_on": None,
        **changes,
    }
    where = office or cast.banua
    return make_campaign(where.id, Aim(**said), f"c{said['title']}", cast.wati.id, NOON)


def words(**changes) -> Words:
    return Words(
        **{
            "title": "Tahu syarat sebelum antre",
            "body": "Syarat tertulis di papan layanan.",
            "for_whatsapp": "Minta daftar syarat sebelum antre.",
            "for_instagram": "",
            "for_x": "",
            "alt": "Papan layanan dengan tiga syarat.",
            "language": "id",
            "chapter": "",
            "facts_checked_on": None,
            "facts_until": None,
            **changes,
        }
    )


def draft_of(cast, campaign, kind=MaterialKind.CAPTION, office=None, **changes) -> Material:
    said = words(**changes)
    where = office or cast.banua
    token = f"{campaign and campaign.key} {kind} {said.title}"[:40]
    return make_material(where.id, campaign, kind, said, token, cast.wati.id, NOON)


def published(cast, campaign, kind=MaterialKind.CAPTION, app=None, **changes) -> Material:
    """In its kit; with a file where its kind has one and ``app`` is given."""
    made = material_by_key(draft_of(cast, campaign, kind, **changes).key)
    if app and kind.has_file:
        content = jpeg() if kind is MaterialKind.CARD else PDF
        put_file(app.extensions[STORE], made, content, cast.wati.id, NOON)
        made = material_by_key(made.key)
    publish_material(made, TODAY, cast.wati.id, NOON, is_looked_at=True)
    return material_by_key(made.key)


def publication_of(campaign, member=None, **changes) -> Publication:
    said = {
        "material": None,
        "channel": Channel.RADIO,
        "place": "Radio Umpama",
        "day": TODAY,
        "url": "",
        "reach_said": 1200,
        "reach_source": ReachSource.EDITOR,
        **changes,
    }
    by = Reporter(member_id=member.id if member else None)
    return report_publication(campaign, Report(**said), by, new_key(), NOON)


def file_of(content: bytes, name: str = "kartu") -> FileStorage:
    return FileStorage(BytesIO(content), name)
