"""Exports, their log, requests about own data and the own page: legible, 320 px wide as well."""

import pytest

from mori.accounts.operations import open_session
from mori.alumni.privacy.rules import RequestKind
from mori.background.models import LongJob
from mori.background.rules import JobState
from mori.core.clock import now
from tests.alumni.exports import making
from tests.alumni.privacy import asking
from tests.browser import acts
from tests.cast import NOON
from tests.support.looking.legible import look_at

pytestmark = [pytest.mark.usefixtures("noon", "requests_fail"), pytest.mark.once]
ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture
def coordinator(browser, app, cast):
    """A browser of Wati's whose every request this process answers, over this test's rows."""
    client = app.test_client()
    client.set_cookie("mori", open_session(cast.wati, now(), "Test"), domain="127.0.0.1")
    with acts.anonymous(browser, base_url=ADDRESS, service_workers="block") as page:

        def answer(route):
            path = route.request.url.removeprefix(ADDRESS)
            found = client.get(path, base_url=ADDRESS)
            headers = {name: value for name, value in found.headers if name != "Content-Length"}
            route.fulfill(status=found.status_code, headers=headers, body=found.data)
            found.close()

        page.route("**/*", answer)
        yield page


@pytest.fixture
def paths(cast):
    """Each page, with something on it."""
    alumnus = asking.whole(cast)
    export = making.export_of(cast)
    LongJob.update(
        state=JobState.DONE, started_at=NOON, done=1, file="2" * 14, file_until=NOON
    ).execute()
    late = asking.ask(alumnus, RequestKind.CORRECTION, text="Tahun 2014", at=NOON, token="a")
    erasure = asking.ask(alumnus, token="b")
    return {
        "log": "/pekerjaan/ekspor",
        "jobs": "/pekerjaan",
        "asking": "/alumni/ekspor/baru?tahun=2015",
        "export": f"/alumni/ekspor/{export.key}",
        "requests": "/alumni/permintaan",
        "correction": f"/alumni/permintaan/{late.key}",
        "erasure": f"/alumni/permintaan/{erasure.key}",
        "noting": f"/alumni/{alumnus.key}/permintaan",
    }


@pytest.mark.parametrize(
    "name", ["log", "jobs", "asking", "export", "requests", "correction", "erasure", "noting"]
)
def test_each_page_is_legible(coordinator, paths, name):
    coordinator.goto(paths[name])

    assert coordinator.inner_text("h1")
    assert not list(look_at(coordinator))


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/alumni/ekspor/{}", "Hentikan"),
        ("/alumni/ekspor/{}", "Lihat lagi"),
        ("/pekerjaan", "Hentikan"),
        ("/pekerjaan", "Ekspor data alumni"),
    ],
)
def test_what_has_the_focus_keeps_it_when_the_bar_asks_again(coordinator, cast, address, name):
    coordinator.goto(address.format(making.export_of(cast).key))
    held = coordinator.locator("main").get_by_text(name, exact=True).first
    held.focus()
    before = coordinator.evaluate("document.activeElement.id")
    coordinator.evaluate("document.activeElement.dataset.old = 1")

    with coordinator.expect_response(lambda answer: answer.request.headers.get("hx-request")):
        pass
    coordinator.wait_for_function(f"!document.getElementById('{before}').dataset.old")

    assert before
    assert coordinator.evaluate("document.activeElement.id") == before


def test_the_file_appears_beside_its_bar_without_loading_the_page(coordinator, cast):
    export = making.export_of(cast)
    coordinator.goto(f"/alumni/ekspor/{export.key}")
    assert not coordinator.get_by_role("link", name="Unduh").count()

    LongJob.update(
        state=JobState.DONE, started_at=NOON, done=1, file="2" * 14, file_until=NOON
    ).execute()

    coordinator.get_by_role("link", name="Unduh").wait_for()
