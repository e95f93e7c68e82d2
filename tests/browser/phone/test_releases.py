"""Workers of two releases, and one that is switched off."""

import shutil
from pathlib import Path

import pytest

from mori.web.phone.worker import ORDER
from tests.browser import acts
from tests.browser.phone.door import arrived, queue_comments, serving
from tests.browser.site import ROOT

FROZEN = Path(__file__).parent / "first_worker.js"  # the worker of the first release


# The shell that releases before kept: they cut it into its templates.
OLD_SHELL = """async () => (await caches.open('shell-1')).put('/kotak-keluar', new Response(
    '<!doctype html><html lang="id"><body><h1>Kerangka lama</h1>' +
    '<template id="on-queued"><p>{text}</p></template>',
    {headers: {'Content-Type': 'text/html'}}))"""


RENEW = "navigator.serviceWorker.getRegistration().then(found => found.update()).then(() => {})"


# A form that waits on phones, as a slice adds one.
WISHES = {
    "mori/attendance/views.py": """

@bp.post("/harapan")
@may("day.write")
def wish() -> Response:
    return see_other(f"/?{request.form['wish']}")
""",
    "mori/attendance/waiting_forms.py": """
WAITING_FORMS += (
    WaitingForm(
        "wish",
        "A wish",
        [Address("attendance.wish")],
        prose=["wish"],
        offered="attendance/_kept_wish.html",
        is_daily=True,
    ),
)
""",
    "templates/attendance/_kept_wish.html": """
<form method="post" action="{{ url_for('attendance.wish') }}">
  <input type="hidden" name="token" value="{token}">
  <input type="hidden" name="writer" value="{writer}">
  <label for="wish">Wish</label><input id="wish" name="wish">
  <button>Wish it</button>
</form>
""",
}


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A copy of MORI, to be changed."""
    folder = tmp_path / "release"
    for name in ("mori", "templates", "static"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "wsgi.py", folder)
    return folder


@pytest.fixture
def first_release(release: Path) -> Path:
    """One that hands out the worker of the first release."""
    first, *others = (release / "static" / "worker" / f"{name}.js" for name in ORDER)
    shutil.copy(FROZEN, first)
    for each in others:
        each.write_text("")
    return release


@pytest.fixture
def release_with_wishes(release: Path) -> Path:
    """One in which a slice has a form more that waits; nothing is said of it anywhere else."""
    for path, added in WISHES.items():
        with (release / path).open("a") as file:
            file.write(added)
    return release


@pytest.mark.parametrize("newest", ["here", "there"])
def test_an_older_worker_and_a_newer_one_both_deliver(page, door, listener, first_release, newest):
    before, after = (first_release, ROOT) if newest == "here" else (ROOT, first_release)
    word = f"Rilis{newest}"
    with serving(door, listener, before):
        acts.begin(page, door, "Contohwati")
        entry = queue_comments(page, 3, word)
    with serving(door, listener, after):
        page.context.set_offline(False)
        page.goto("/")
        acts.wait_for(lambda: arrived(page, entry, 3, word) == [1] * 3)


def test_the_page_that_an_older_worker_kept_is_gone_with_it(page, door, listener, first_release):
    with serving(door, listener, first_release):
        acts.begin(page, door, "Contohwati")
        page.evaluate(OLD_SHELL)
        queue_comments(page, 1, "Lama")
        assert "Kerangka lama" in page.goto("/kotak-keluar").text()
    with serving(door, listener):
        page.context.set_offline(False)
        page.context.new_cdp_session(page).send("Network.clearBrowserCache")  # an hour later
        page.goto("/masuk")
        page.evaluate(RENEW)
        acts.wait_for(lambda: page.evaluate("caches.keys()") == ["shell-2"])

        acts.wait_for(lambda: "Diterima" in acts.kept(page))

        assert "Lama 0." in page.locator("#kept").inner_text()


def test_a_new_kind_of_form_waits_as_soon_as_a_slice_declares_it(
    page, door, listener, release_with_wishes
):
    with serving(door, listener, release_with_wishes):
        acts.begin(page, door, "Chloe Sampleton")
        page.goto("/kotak-keluar")
        page.context.set_offline(True)

        page.get_by_label("Wish").fill("Hujan berhenti.")
        page.get_by_role("button", name="Wish it").click()
        page.get_by_text("Tersimpan di HP ini, belum terkirim.").wait_for()

        kept = page.locator("#kept").inner_text()
        assert "Hujan berhenti." in kept
        assert "A wish ·" in kept
        assert not page.get_by_label("Wish").count()  # once a day is enough
        page.context.set_offline(False)
        page.reload()
        acts.wait_until_delivered(page)
        assert [each["kind"] for each in page.evaluate(acts.KEPT)] == ["wish"]


def test_a_worker_that_is_switched_off_delivers_what_it_has_and_goes(page, door, listener):
    with serving(door, listener):
        acts.begin(page, door, "Contohwati")
        entry = queue_comments(page, 3, "Pamit")
    with serving(door, listener, MORI_OFFLINE="no"):
        page.context.set_offline(False)
        page.goto("/")
        acts.wait_for(lambda: arrived(page, entry, 3, "Pamit") == [1] * 3)

        # An hour later:
        page.context.new_cdp_session(page).send("Network.clearBrowserCache")
        gone = "navigator.serviceWorker.getRegistrations().then(all => !all.length)"
        for _ in range(10):  # the browser looks for a new worker a while after a page was opened
            page.reload()
            page.wait_for_timeout(2000)
            if page.evaluate(gone):
                return
        pytest.fail("The worker is still there.")
