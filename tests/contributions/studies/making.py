"""Studies as tests need them, in whatever state."""

import datetime as dt
import hashlib
from typing import Any

from mori.contributions.data_requests.models import DataRequest
from mori.contributions.data_requests.operations import ask_for_data
from mori.contributions.finals.models import FinalCopy
from mori.contributions.finals.operations import Consent, say_consent
from mori.contributions.finals.views import PURPOSE
from mori.contributions.studies.models import Study
from mori.contributions.studies.operations import (
    Note,
    Plan,
    register_study,
    review_ethics,
    write_ethics,
)
from mori.contributions.studies.queries import ethics_of, study_by_key, units_of
from mori.contributions.studies.rules import EthicsDecision, StudyState
from mori.core.db import new_key
from mori.core.files.kinds import FileKind
from mori.placements.models import Placement
from mori.uploads.models import Upload
from tests.cast import NOON
from tests.support.documents import pdf

TITLE = "Penundaan berlarut dalam pelayanan akta kelahiran"
PDF = pdf()
DAY = dt.date(2027, 3, 1)


def fresh(study: Study) -> Study:
    found = study_by_key(study.key)
    assert found
    return found


def registered(placement: Placement, title: str = TITLE, at: dt.datetime = NOON) -> Study:
    (unit, *_others) = units_of(placement.id)
    plan = Plan(title, unit.id, "Mengapa akta lama terbit?", "Wawancara", None)
    return fresh(register_study(placement, plan, new_key(), at, ""))


def brought(study: Study, state: StudyState) -> Study:
    """The same in another state, whatever way led there."""
    Study.update(state=state).where(Study.id == study.id).execute()
    return fresh(study)


def listed(placement: Placement, title: str = TITLE, *, name: bool = False) -> Study:
    """Finished, and in the public list, with a day on which its file opens."""
    study = brought(registered(placement, title), StudyState.ARCHIVED)
    say_consent(study, Consent(True, name, DAY), placement.person_id, NOON)
    return fresh(study)


def with_ethics(study: Study, reviewer_id: int) -> Study:
    """Its ethics note is in order."""
    note = Note("Lima pelapor", True, False, True, "Di laptop, dengan sandi.", DAY)
    write_ethics(study, note, 0, study.person_id, NOON)
    found = ethics_of(study.id)
    assert found
    review_ethics(study, EthicsDecision.FINE, "", found.revision, reviewer_id, NOON)
    return fresh(study)


def asked(study: Study, what: str = "Jumlah laporan 2025") -> DataRequest:
    token = new_key()
    ask_for_data(study, what, "Bab 4", DAY, token, study.person_id, NOON, "")
    return DataRequest.get(DataRequest.token == token)


def file_of(store: Any, study: Study, content: bytes = PDF) -> FinalCopy:
    """A final copy that is a file, in the store."""
    key = new_key()
    upload = Upload.create(
        token=key,
        person=study.person_id,
        purpose=PURPOSE.name,
        name="skripsi.pdf",
        bytes=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        received_bytes=len(content),
        kind=FileKind.PDF,
        file=key,
        begun_at=NOON,
    )
    store.put(upload.path, content)
    return FinalCopy.create(token=key, study=study, upload=upload, received_at=NOON)
