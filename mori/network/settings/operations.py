"""What an office calls its network, on what terms one belongs to it, and which kinds it uses."""

from collections.abc import Collection
from typing import NamedTuple

from mori.core.db import writing

from ..models import NetworkSetting
from ..queries import setting_of
from .rules import packed


class Wanted(NamedTuple):
    """What an office says of its network."""

    name: str
    member_word: str
    terms: str
    types: Collection[str]


@writing()
def set_network(office_id: int, wanted: Wanted) -> None:
    """Keep what an office says; other terms get a number of their own."""
    NetworkSetting.insert(office=office_id).on_conflict_ignore().execute()
    before = setting_of(office_id)
    version = before.terms_version + (1 if before.terms and wanted.terms != before.terms else 0)
    NetworkSetting.update(
        name=wanted.name,
        member_word=wanted.member_word,
        terms=wanted.terms,
        terms_version=version,
        types_unused=packed(wanted.types),
    ).where(NetworkSetting.office == office_id).execute()
