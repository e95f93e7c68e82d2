"""One kit: what is offered, a card whose facts are out of date, and a draft."""

from typing import Any

from mori.campaign.materials.file_operations import put_file
from mori.campaign.materials.operations import (
    Aim,
    Words,
    make_campaign,
    make_material,
    publish_material,
)
from mori.campaign.models import Campaign, Material, ShareLink
from mori.campaign.queries import material_by_key
from mori.campaign.rules import MaterialKind
from mori.campaign.shares.operations import count_opening
from mori.core.clock import local_date
from mori.core.db import new_key
from mori.core.files.store import Store
from mori.core.workdays import DAY

from ..alumni.desk import Desk
from .pictures import card, leaflet

ASK = ("Minta daftar syarat.", "Catat janji waktunya.", "Simpan tanda terima.")
CAPTIONS = {
    "for_whatsapp": (
        "Sebelum antre: minta daftar syarat, catat janji waktunya, simpan tanda terima."
    ),
    "for_instagram": (
        "Tiga hal sebelum pulang dari loket: daftar syarat, janji waktu, tanda terima. "
        "#layananpublik"
    ),
    "for_x": "Tiga hal sebelum pulang dari loket: daftar syarat, janji waktu, tanda terima.",
}
OPENED = (3, 7, 4, 11, 6)  # of the card, on the last days


def fill_kit(desk: Desk, store: Store | None) -> tuple[Campaign, list[Material]]:
    """A campaign of six weeks, and what of it is offered today."""
    today = local_date(desk.at, desk.office.zone)
    aim = Aim(
        "Tahu syarat, catat janji",
        "Apa yang boleh diminta siapa saja di loket, tanpa menyebut nama siapa pun.",
        today - 21 * DAY,
        today + 21 * DAY,
    )
    made_at, actor_id = desk.ago(21), desk.coordinator.id
    campaign = make_campaign(desk.office.id, aim, new_key(), actor_id, made_at)
    kit = _Kit(desk, campaign, store)
    kit.offer(MaterialKind.CAPTION, _words("Pesan pendek untuk grup", **CAPTIONS))
    kit.write(
        MaterialKind.AUDIO,
        _words("Suara: tiga hal di loket", body="Sebelum antre, minta dulu daftar syaratnya."),
    )
    if store:
        first = _words("Kartu: tiga hal di loket", alt=" ".join(ASK), **CAPTIONS)
        kit.offer(MaterialKind.CARD, first, card(ASK))
        sheet = _words("Selebaran A5 hitam-putih", alt=" ".join(ASK))
        kit.offer(MaterialKind.LEAFLET, sheet, leaflet("Tahu syarat, catat janji", ASK))
        _leave_one_behind(kit)
    _open(kit.offered[-1] if kit.offered else None, desk)
    return campaign, kit.offered


class _Kit:
    """A campaign that is being filled."""

    def __init__(self, desk: Desk, campaign: Campaign, store: Store | None) -> None:
        self.desk, self.campaign, self.store = desk, campaign, store
        self.offered: list[Material] = []

    def write(self, kind: MaterialKind, words: Words) -> Material:
        desk = self.desk
        made = make_material(
            desk.office.id, self.campaign, kind, words, new_key(), desk.coordinator.id, desk.ago(20)
        )
        return self.fresh(made)

    def offer(self, kind: MaterialKind, words: Words, content: bytes = b"") -> None:
        material = self.write(kind, words)
        actor_id, at = self.desk.coordinator.id, self.desk.ago(20)
        if content and self.store:
            put_file(self.store, material, content, actor_id, at)
            material = self.fresh(material)
        day = local_date(at, self.desk.office.zone)
        publish_material(material, day, actor_id, at, is_looked_at=True)
        self.offered.append(self.fresh(material))

    def fresh(self, material: Material) -> Material:
        return material_by_key(material.key) or material


def _words(title: str, **said: str) -> Words:
    nothing: dict[str, Any] = dict.fromkeys(
        ("body", "for_whatsapp", "for_instagram", "for_x", "alt", "chapter"), ""
    )
    return Words(
        **{
            "title": title,
            **nothing,
            "language": "id",
            "facts_checked_on": None,
            "facts_until": None,
            **said,
        }
    )


def _leave_one_behind(kit: _Kit) -> None:
    """Its facts held until the day before yesterday, and nobody has looked since."""
    lines = ("Selama pindah gedung", "loket di lantai satu", "pukul 8 sampai 12.")
    words = _words("Kartu: loket selama pindah gedung", alt=" ".join(lines))
    today = local_date(kit.desk.at, kit.desk.office.zone)
    dated = words._replace(facts_checked_on=today - 20 * DAY, facts_until=today - 2 * DAY)
    kit.offer(MaterialKind.CARD, dated, card(lines))
    kit.offered.pop()


def _open(material: Material | None, desk: Desk) -> None:
    link = ShareLink.get_or_none(ShareLink.material == material) if material else None
    today = local_date(desk.at, desk.office.zone)
    if link is None:
        return
    for ago, times in enumerate(OPENED):
        for _time in range(times):
            count_opening(link, today - ago * DAY)
