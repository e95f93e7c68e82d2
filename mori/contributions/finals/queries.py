"""Final copies."""

from mori.uploads.models import Upload

from ..studies.models import Study
from ..studies.queries import study_by_key
from .models import FinalCopy
from .rules import MOST_COPIES


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
