"""Forty spellings of twelve invented names, as people write them."""

from typing import Any

from mori.accounts.models import Person
from mori.core.db import db
from mori.institutions.merging.operations import facts_of, merge_institutions
from mori.institutions.models import Institution
from mori.institutions.queries import institution_by_id
from mori.placements.models import Placement
from mori.placements.queries import with_institution
from tests.cast import NOON

SPELLINGS = {
    "Universitas Contoh Banua": (
        "Universitas Contoh Banua",
        "universitas contoh banua",
        "Univ. Contoh Banua",
        "UCB",
        "Universitas  Contoh Banua",
    ),
    "Universitas Misal Barito": (
        "Universitas Misal Barito",
        "Univ Misal Barito",
        "UMB",
        "UNIVERSITAS MISAL BARITO",
    ),
    "Politeknik Contoh Banua": (
        "Politeknik Contoh Banua",
        "Poltek Contoh Banua",
        "POLITEKNIK CONTOH BANUA",
    ),
    "SMK Negeri Contoh 3": ("SMK Negeri Contoh 3", "SMKN Contoh 3", "smk negeri contoh 3"),
    "SMK Negeri Contoh 5": ("SMK Negeri Contoh 5", "SMKN Contoh 5", "SMK N Contoh 5"),
    "Institut Teladan": ("Institut Teladan", "Inst. Teladan", "Institut “Teladan”"),
    "Akademi Umpama & Rekan": (
        "Akademi Umpama & Rekan",
        "Akademi Umpama dan Rekan",
        "AKADEMI UMPAMA & REKAN",
    ),
    "Komunitas Baca Misalkan": ("Komunitas Baca Misalkan", "Kom. Baca Misalkan", "KBM"),
    "Sampleton High School": (
        "Sampleton High School",
        "Sampleton High School (Australia)",
        "sampleton high school",
    ),
    "Kementerian Peraga": ("Kementerian Peraga", "Kemen Peraga", "KEMENTERIAN PERAGA"),
    "Universitas Seumpama": ("Universitas Seumpama", "Univ. Seumpama", "Universitas Seumpamanya"),
    "SMA Négeri É": ("SMA Négeri É", "sma négeri é", "SMA Négeri É Misal", "SMAN É"),
}
ALL = [text for spellings in SPELLINGS.values() for text in spellings]


def shown_names() -> dict[int, str]:
    """Placement's id → what it shows as its institution."""
    return {row.id: row.institution_name for row in with_institution(Placement.select())}


def tables() -> dict[str, list[tuple]]:
    """Everything in the tables that a merge may touch, but for what only ever grows."""
    names = ("placement", "institution", "institution_name", "institution_contact")
    return {
        name: sorted(db.execute_sql(f'SELECT * FROM "{name}"').fetchall(), key=repr)
        for name in names
    }


def merge(kept: Institution, merged: Institution, actor: Person, **facts: Any) -> None:
    """As the page does it: with what it shows of both just now."""
    kept, merged = institution_by_id(kept.id), institution_by_id(merged.id)
    chosen = facts_of(kept)._replace(**facts)
    merge_institutions(kept, merged, chosen, (kept.seen, merged.seen), actor.id, NOON)
