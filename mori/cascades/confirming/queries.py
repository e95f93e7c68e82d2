"""Confirmations by participants; who they are nobody knows."""

from collections.abc import Collection

from ..models import Confirmation


def is_confirmed_by(teaching_ids: Collection[int], phone_hash: str) -> bool:
    """Whether a phone confirmed a teaching already."""
    found = Confirmation.select(Confirmation.id).where(
        Confirmation.teaching.in_(list(teaching_ids)), Confirmation.phone_hash == phone_hash
    )
    return bool(found.exists())


def number_of_answers(teaching_ids: Collection[int]) -> int:
    found = Confirmation.select().where(
        Confirmation.teaching.in_(list(teaching_ids)), Confirmation.answers != ""
    )
    return int(found.count())
