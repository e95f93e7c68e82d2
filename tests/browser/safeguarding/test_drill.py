"""A drill, from its notice to the figure that an intern reads."""

import pytest

from mori.core.clock import now
from mori.core.workdays import DAY
from mori.safeguarding.drills.models import Drill
from tests.safeguarding.drills.drilling import done_drill

from .calling import reloaded, text_of

FIGURE = (
    "%(n)d drills in the last 90 days: half were read after %(median)s, "
    "95 of 100 after %(slowest)s."
)
TIMES = {
    "id": {"median": "2 menit", "slowest": "4 menit"},
    "en": {"median": "2 minutes", "slowest": "4 minutes"},
}


@pytest.fixture
def two_drills(site):
    """Too few for a figure."""
    cast = site.cast
    for read_after, days in ((2, 20), (4, 40)):
        done_drill(cast.banua, cast.ningsih, read_after, 6, at=now() - days * DAY)
    site.replay()


@pytest.mark.usefixtures("two_drills")
def test_a_drill_is_told_handled_and_counted(call, site, said):
    cast = site.cast
    call.told()
    sari, ningsih = call.phone_of(cast.sari), call.phone_of(cast.ningsih, scripts=False)
    figure = said(FIGURE, n=3, **TIMES[call.language])
    sari.goto("/bantuan")
    assert said("We practise, and officers don't know when.") not in text_of(sari)

    ningsih.goto("/jaga/latihan")
    ningsih.get_by_role("button", name=said("Begin a drill")).click()
    assert said("A drill will come.") in ningsih.locator("body").inner_text()
    Drill.update(planned_at=now()).where(Drill.begun_by == cast.ningsih).execute()
    for _ in ("it begins", "its officers are called"):
        site.replay()

    subjects = {mail["Subject"] for mail in site.mailbox.messages}
    assert call.told() == ["ningsih"]
    assert subjects == {said("MORI: 1 task is waiting.")}
    assert said("We practise, and officers don't know when.") not in reloaded(sari)

    ningsih.goto("/jaga")
    assert said("This was a drill. Thank you.") not in text_of(ningsih)
    ningsih.get_by_role("button", name=said("Open and handle")).click()
    assert said("This was a drill. Thank you.") in text_of(ningsih)
    ningsih.get_by_role("link", name=said("What came of it")).click()
    assert cast.ningsih.name in text_of(ningsih)

    page = reloaded(sari)
    assert figure in page
    assert (
        said("Real calls are not counted: nobody can see from this whether anybody called.") in page
    )
