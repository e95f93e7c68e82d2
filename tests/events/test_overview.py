"""What Ringkasan says of events: invitations to pass on while answers are due, events to report."""

import pytest

from mori.core.workdays import DAY
from mori.events.making.operations import report_event
from mori.events.rules import Notice, ToldBy
from mori.events.telling.operations import note_told
from tests.cast import NOON, TODAY
from tests.events.making import event_of, invited
from tests.recap.overview.conftest import told  # noqa: F401 - a fixture

pytestmark = pytest.mark.usefixtures("noon")


def test_invitations_are_told_while_answers_are_due(told, cast):  # noqa: F811
    event = event_of(cast, seats=9)
    first, second = (invited(cast, event, name) for name in ("Satu Contoh", "Dua Contoh"))
    far = event_of(
        cast,
        starts_on=TODAY + 40 * DAY,
        ends_on=TODAY + 40 * DAY,
        answer_until=TODAY + 30 * DAY,
    )
    invited(cast, far, "Tiga Contoh")
    page = f"/kegiatan/{event.key}/kabari"

    found = told(cast.wati)

    assert "Pelatihan Contoh punya 2 undangan yang belum disampaikan" in found[page]
    assert "Jawaban ditunggu sampai Sen 23 Nov" in found[page]
    assert f"/kegiatan/{far.key}/kabari" not in found
    assert page not in told(cast.hasan)
    assert page not in told(cast.citra)

    for row in (first, second):
        note_told(row, Notice.INVITED, ToldBy.SHARED, cast.wati.id, NOON)

    assert page not in told(cast.wati)


def test_what_is_over_is_told_until_it_is_reported(told, cast, noon):  # noqa: F811
    event = event_of(cast)
    assert "/kegiatan" not in told(cast.wati)

    noon.shift(11 * DAY)

    assert "1 kegiatan sudah selesai dan belum dilaporkan" in told(cast.wati)["/kegiatan"]

    report_event(event, cast.wati.id, NOON + 11 * DAY)

    assert "/kegiatan" not in told(cast.wati)
