"""Signed in as the national operator, with every link followed and every address tried: nobody."""

import re
from collections import deque
from urllib.parse import urldefrag

import pytest

from mori.access.roles import Role
from mori.accounts.models import Person, Session
from mori.institutions.models import InstitutionContact
from mori.placements.models import Placement
from tests.house.test_access import guarded_routes, is_of_no_office, path_of, rows  # noqa: F401
from tests.logbook.writing import write_entry
from tests.nation.counting import counted, more_interns, reviewed, tally

pytestmark = pytest.mark.usefixtures("noon")

LINK = re.compile(r'(?:href|action|src|hx-get|data-worker)="(/[^"]*)"')
OWN = {"/", "/saya", "/nasional"}


@pytest.fixture
def lived_in(cast):
    """Offices with figures, so that there is something to show."""
    for office, unit, who in (
        (cast.banua, cast.pvl, cast.rina),
        (cast.seberang, cast.unit_seberang, cast.joko),
    ):
        counted(office)
        tally(office, present=9, entries=9, initialled=8, certificates=7, answers=1)
        reviewed(more_interns(office, unit, who, 5)[0], 30, 40)
    write_entry(cast)


def traces_of(gita) -> re.Pattern[str]:
    """By what anybody but the operator could be known: names, numbers, addresses, keys."""
    others = list(Person.select().where(Person.id != gita.id))
    traces = {each for row in others for each in (row.name, row.key, row.phone, row.email) if each}
    traces |= {row.name.split()[0] for row in others}
    traces |= {row.key for row in Placement.select()}
    traces |= {row.key for row in Session.select().where(Session.person != gita.id)}
    traces |= {row.name for row in InstitutionContact.select()}
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(traces)))})(?!\w)")


def test_no_link_leads_to_anybody(visit, cast, lived_in):
    browser, traces = visit(cast.gita), traces_of(cast.gita)
    ahead, opened, wrong = deque(["/"]), set(), []
    while ahead:
        path = urldefrag(ahead.popleft().replace("&amp;", "&"))[0]
        if path in opened or path.startswith("/static/"):
            continue
        opened.add(path)
        answer = browser.get(path)
        wrong += [f"{path}: {each}" for each in traces.findall(answer.text)]
        ahead += LINK.findall(answer.text)

    assert not wrong, "\n".join(wrong)
    assert opened >= {*OWN, f"/nasional/kantor/{cast.banua.key}", "/nasional/kantor-baru"}


def test_nothing_that_they_may_send_answers_with_anybody(app, visit, cast, lived_in, rows):  # noqa: F811
    """Of all else tests/house/test_access.py asks in their column: 403 and 404."""
    traces, wrong = traces_of(cast.gita), []
    for rule, method, view in guarded_routes(app):
        if not is_of_no_office(view.action, Role.OPERATOR):
            continue
        path = path_of(rule, view, rows)
        answer = getattr(visit(cast.gita), method.lower())(path)
        wrong += [f"{method} {path}: {each}" for each in traces.findall(answer.text)]

    assert not wrong, "\n".join(wrong)


def test_the_red_button_is_on_every_page_of_theirs(visit, cast):
    browser = visit(cast.gita)

    for path in ("/nasional", "/nasional/kantor-baru", f"/nasional/kantor/{cast.banua.key}"):
        assert 'class="red"' in browser.get(path).text
