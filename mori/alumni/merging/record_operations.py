"""Parting with records that are taken away for good."""

from collections.abc import Collection

from ..finding.models import AlumnusChange
from ..queries import alumnus_by_id
from . import queries
from .models import AlumnusBlock, DuplicatePair, NotSame


def forget_record(alumnus_ids: Collection[int]) -> None:
    """What was derived of records goes; what was said of them and others stays, by their facts."""
    ids = list(alumnus_ids)
    for said in queries.said_of(ids):
        _keep_by_facts(said, set(ids))
    DuplicatePair.delete().where(
        DuplicatePair.one.in_(ids) | DuplicatePair.other.in_(ids)
    ).execute()
    for model in (AlumnusBlock, AlumnusChange):
        model.delete().where(model.alumnus.in_(ids)).execute()


def _keep_by_facts(said: NotSame, gone: set[int]) -> None:
    columns: dict[str, object] = {"other": None}
    if said.one_id in gone:
        if said.other_id is None or said.other_id in gone:
            NotSame.delete().where(NotSame.id == said.id).execute()
            return
        columns |= {
            "one": said.other_id,
            "one_signature": said.other_signature,
            "other_signature": said.one_signature,
            "other_name": alumnus_by_id(said.one_id).name,
        }
    NotSame.update(columns).where(NotSame.id == said.id).execute()
