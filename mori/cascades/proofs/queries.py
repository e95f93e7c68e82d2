"""Pictures that show teachings."""

import datetime as dt

from peewee import fn

from mori.core.db import literals
from mori.offices.models import Office

from ..models import EvidenceFile, Teaching, TeachingEvent
from ..queries import Kept, head_of
from ..rules import TeachingState
from .rules import KEPT

AT_ONCE = 50


def file_by_token(token: str) -> EvidenceFile | None:
    return EvidenceFile.get_or_none(EvidenceFile.token == token)


def evidence_file_by_key(key: str) -> EvidenceFile | None:
    """A picture with its teaching, which says whose office may see it."""
    return (
        EvidenceFile.select(EvidenceFile, Teaching, Office)
        .join(Teaching)
        .join(Office)
        .where(EvidenceFile.key == key)
        .get_or_none()
    )


def files_that_served(at: dt.datetime) -> list[EvidenceFile]:
    """Some pictures of teachings that are checked, and were long ago."""
    checked = TeachingEvent.select(TeachingEvent.id).where(
        TeachingEvent.teaching == Kept.id,
        TeachingEvent.verb == "check",
        TeachingEvent.at > at - KEPT,
    )
    found = (
        EvidenceFile.select(EvidenceFile)
        .join(Teaching)
        .join(Kept, on=(Kept.id == head_of(Teaching)))
        .where(
            EvidenceFile.at <= at - KEPT,
            Kept.state.in_(literals([TeachingState.CHECKED])),
            ~fn.EXISTS(checked),
        )
        .order_by(EvidenceFile.id)
        .limit(AT_ONCE)
    )
    return list(found)
