"""Reports as tests need them."""

import hashlib
from typing import Any

from mori.core.db import new_key
from mori.core.files.kinds import FileKind
from mori.evaluation.reports.models import Report
from mori.evaluation.reports.operations import hand_in_report
from mori.evaluation.reports.queries import report_of
from mori.evaluation.reports.views import PURPOSE as REPORTS
from mori.placements.models import Placement
from mori.uploads.models import Upload
from tests.cast import NOON
from tests.support.documents import pdf

PDF = pdf()
LINK = "https://contoh.example/laporan"


def hand_in_file(
    store: Any, placement: Placement, content: bytes = PDF, title: str = "Laporan akhir"
) -> Report:
    """A report that is a file, in the store."""
    key, name = new_key(), REPORTS.name
    upload = Upload.create(
        token=key,
        person=placement.person_id,
        purpose=name,
        name="laporan.pdf",
        bytes=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        received_bytes=len(content),
        kind=FileKind.PDF,
        file=key,
        begun_at=NOON,
    )
    store.put(upload.path, content)
    return Report.create(token=key, placement=placement, title=title, upload=upload, handed_at=NOON)


def hand_in_link(placement: Placement, title: str = "Laporan akhir", at=NOON) -> Report:
    hand_in_report(placement, title, None, LINK, new_key(), at)
    report = report_of(placement.id)
    assert report
    return report
