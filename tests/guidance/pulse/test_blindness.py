"""Nothing that a supervisor can fetch differs with what the intern says, or whether; nor does
anything by which somebody is assessed.
"""

import re

import pytest

from mori.guidance.pulse.models import PulseAnswer, PulseEvent
from mori.guidance.pulse.rules import Side
from mori.notifications.models import Message
from tests.guidance.pulse.asking import FINE, PAID, answer
from tests.house.test_access import (
    guarded_routes,
    path_of,
    people,  # noqa: F401 - a fixture
    rows,  # noqa: F401 - a fixture
)
from tests.house.test_architecture import MODULES, ROOT, imports

pytestmark = pytest.mark.usefixtures("noon")

# Made anew for every page: the key of a tap, and the tokens of forms.
FRESH = re.compile(rb'(name="(?:k|token)"(?: type="hidden")? value=")[^"]*')
WORDS = {**PAID, "work": "no", "place": "no"}
OWN_PAGES = {
    "tono": {"/", "/hari-kesepuluh", "/saya"},
    "wati": {"/ringkasan", "/tertunda", "/peserta/<key>", "/peserta/<key>/hari-kesepuluh"},
    "budi": set(),
    "hasan": set(),
    "ningsih": set(),
}


def everything(app, browser, rows, left_out=()) -> dict[str, tuple[int, bytes]]:  # noqa: F811
    """What every page and file answers that asks for an action."""
    found = {}
    for rule, method, view in guarded_routes(app):
        if method == "GET" and rule.rule not in left_out:
            path = path_of(rule, view, rows)
            reply = browser.client.get(path, base_url=browser.base_url, headers=browser.headers)
            found[path] = (reply.status_code, FRESH.sub(rb"\1", reply.data))
    return found


@pytest.mark.parametrize("who", OWN_PAGES)
def test_what_the_intern_says_changes_no_page_but_those_of_its_readers(
    app,
    visit,
    cast,
    rows,  # noqa: F811
    who,
):
    browser, left_out = visit(getattr(cast, who)), OWN_PAGES[who]
    everything(app, browser, rows, left_out)  # so that what is opened first is opened
    before = everything(app, browser, rows, left_out)
    assert len(before) > 20

    for said in (FINE, WORDS):
        PulseEvent.delete().execute()
        PulseAnswer.delete().execute()
        answer(cast.placement_tono, said, words="Diminta Rp50.000.")
        after = everything(app, browser, rows, left_out)

        differ = [path for path in before if before[path] != after[path]]
        assert not differ, f"{who} can tell {said} by {differ}"


def test_the_readers_do_see_it(app, visit, cast, rows):  # noqa: F811
    browser = visit(cast.wati)
    before = everything(app, browser, rows)

    answer(cast.placement_tono, PAID)

    after = everything(app, browser, rows)
    path = f"/peserta/{cast.placement_tono.key}"
    differ = {each for each in before if before[each] != after[each]}
    assert {"/ringkasan", "/tertunda", path, f"{path}/hari-kesepuluh"} <= differ


def test_no_mail_is_written_because_of_it(cast, rows):  # noqa: F811
    before = list(Message.select().tuples())

    answer(cast.placement_tono, WORDS)
    answer(cast.placement_tono, FINE, Side.SUPERVISOR)

    assert list(Message.select().tuples()) == before


def test_nothing_else_knows_of_it():
    """No assessment, certificate or figure can ask: nothing imports the room but what its readers
    find on their overview.
    """
    inside = ROOT / "guidance/pulse"
    knowing = {
        str(path.relative_to(ROOT))
        for path in MODULES
        if inside not in path.parents
        and any(name.startswith("mori.guidance.pulse") for name in imports(path))
    }

    assert {each for each in knowing if not each.startswith("demo/")} == {
        "guidance/slice.py",
        "guidance/overview/queries.py",
    }


def test_it_never_asks_about_alerts():
    for path in MODULES:
        if "pulse" in path.parts or "plans" in path.parts:
            assert not any("safeguarding" in name for name in imports(path)), path
