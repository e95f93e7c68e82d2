"""An office that does without the network has none of it: no page, no link, no menu item."""

import pytest

from mori.access.grants import GRANTS, MODULES
from mori.network.rules import MemberState
from mori.offices.operations import use_modules
from mori.offices.queries import modules_of, uses_module
from mori.offices.rules import Module
from tests.house.test_access import guarded_routes
from tests.links.test_access import link_routes, path_with

from .making import base_of, holder, link_to, make_member
from .opened import network_rows

pytestmark = pytest.mark.usefixtures("noon")


def test_every_page_and_form_of_it_is_404(app, cast, visit):
    keys = network_rows(cast)
    use_modules(cast.banua.id, [])
    wati, found = visit(cast.wati), {}
    for rule, method, view in guarded_routes(app):
        if MODULES.get(view.action) == Module.NETWORK:
            key = keys.get(view.loader.__name__, "") if view.loader else ""
            path = str(rule.rule).replace("<key>", key)
            if "<" not in path and (view.loader is None or key):
                found[f"{method} {path}"] = getattr(wati, method.lower())(path).status_code

    assert len(found) >= 30
    assert set(found.values()) == {404}


def test_its_links_open_nothing_until_it_is_used_again(app, cast, visit):
    given = link_to(cast, make_member(cast.banua))
    browser = holder(visit, given)
    use_modules(cast.banua.id, [])
    pages = [
        getattr(browser, method)(path_with(rule, given.link.key, {})).status_code
        for rule, view, method in link_routes(app)
        if view.purpose == given.link.purpose and "<" not in str(rule.rule).replace("<key>", "")
    ]
    use_modules(cast.banua.id, [Module.NETWORK])

    assert len(pages) >= 10
    assert set(pages) == {404}
    assert browser.get(base_of(given)).status_code == 200


def test_menu_and_overview_leave_it_out(cast, visit):
    make_member(cast.banua, state=MemberState.INVITED)
    wati = visit(cast.wati)
    before = wati.get("/ringkasan").text
    use_modules(cast.banua.id, [])
    after = wati.get("/ringkasan").text

    assert 'href="/jejaring"' in before
    assert "diminta menjadi anggota" in before
    assert 'href="/jejaring"' not in after
    assert "diminta menjadi anggota" not in after
    assert 'href="/jejaring"' in visit(cast.citra).get("/ringkasan").text


def test_a_coordinator_says_what_the_office_uses(cast, visit):
    wati = visit(cast.wati)

    empty = wati.post("/kantor/bagian")
    off = wati.post("/kantor/bagian", {"sure": "1"})
    unknown = wati.post("/kantor/bagian", {"sure": "1", "modules": "moon"})
    is_off = modules_of(cast.banua.id)
    wati.post("/kantor/bagian", {"sure": "1", "modules": "network"})

    assert (empty.status_code, off.status_code, unknown.status_code) == (422, 303, 422)
    assert is_off == []
    assert uses_module(cast.banua.id, Module.NETWORK)
    assert uses_module(cast.seberang.id, Module.NETWORK)
    assert visit(cast.hasan).post("/kantor/bagian", {"sure": "1"}).status_code == 403


@pytest.mark.once
def test_all_its_actions_belong_to_it(app):
    theirs = {action for action in GRANTS if action.split(".")[0] in ("network", "member")}

    assert {action for action in theirs if MODULES.get(action) == Module.NETWORK} == theirs
