"""Final copies."""

import datetime as dt

from mori.core.clock import local_date
from mori.core.db import literals
from mori.offices.models import Office
from mori.uploads.models import Upload

from ..studies.models import Study
from ..studies.queries import listed, study_by_key
from ..studies.rules import StudyState
from .models import FinalCopy
from .rules import MOST_COPIES, TELLS_FOR


def copies_of(study_id: int) -> list[FinalCopy]:
    """What was handed in, the last one first."""
    rows = FinalCopy.select(FinalCopy, Upload).left_outer_join(Upload)
    rows = rows.where(FinalCopy.study == study_id).order_by(FinalCopy.id.desc())
    return list(rows.limit(MOST_COPIES))


def final_of(study_id: int) -> FinalCopy | None:
    """The one that counts."""
    return next(iter(copies_of(study_id)), None)


def copy_by_token(token: str) -> FinalCopy | None:
    found: FinalCopy | None = FinalCopy.get_or_none(FinalCopy.token == token)
    return found


def copy_to_read(key: str) -> FinalCopy | None:
    """One copy with its file and its study."""
    joined = FinalCopy.select(FinalCopy, Upload, Study).left_outer_join(Upload)
    found: FinalCopy | None = (
        joined.switch(FinalCopy).join(Study).where(FinalCopy.key == key).get_or_none()
    )
    if found:
        found.study = study_by_key(found.study.key) or found.study
    return found


def files_opened(at: dt.datetime) -> list[str]:
    """Keys of studies whose file everybody may read since a few days, of their office."""
    rows = Study.select(Study, Office).join(Office).order_by(Study.id)
    rows = rows.where(
        *listed(),
        Study.state.in_(literals([StudyState.ARCHIVED])),
        Study.public_on.between(at.date() - TELLS_FOR, at.date() + TELLS_FOR),
    )
    return [each.key for each in rows if each.opening_on(local_date(at, each.office.zone)).is_open]
