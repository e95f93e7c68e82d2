"""A task from the supervisor to the initial, on a small phone, with and without scripts."""

import pytest

from tests.browser import acts
from tests.browser.site import Site
from tests.support.servers.browser import axe, described

SMALL = {"viewport": {"width": 360, "height": 640}}
SUPERVISOR = "Yuliana Teladan"
WAYS = {"with scripts": SUPERVISOR, "without scripts": "Raudah Misalkan"}  # of two offices
NARROW = {"width": 320, "height": 640}


@pytest.fixture
def enter(way, browser, site: Site):
    """Somebody's phone: ``enter("Yuliana Teladan")``."""
    stack = []

    def signed_in(name):
        session = acts.signed_in(
            browser,
            site.people[name],
            base_url=site.address,
            java_script_enabled=way == "with scripts",
            **SMALL,
        )
        stack.append(session)
        return session.__enter__()

    yield signed_in
    for session in reversed(stack):
        session.__exit__(None, None, None)


@pytest.mark.parametrize("way", WAYS)
def test_a_task_is_given_in_three_taps_written_about_and_initialled(enter, way):
    title = f"Hitung map di rak, {way}"
    supervisor = enter(WAYS[way])

    supervisor.goto("/tugas")
    supervisor.get_by_role("link", name="Beri tugas", exact=True).first.click()
    supervisor.get_by_label("Apa tugasnya?").fill(title)
    first = supervisor.locator("#interns label").first.inner_text().strip()
    supervisor.get_by_role("button", name="Berikan tugas").click()
    supervisor.wait_for_url("**/tugas")

    intern = enter(first)
    intern.goto("/")
    intern.locator("#tasks a", has_text="Semua tugas").or_(
        intern.locator("#tasks a", has_text=title)
    ).first.click()
    if not intern.get_by_role("heading", name=title).is_visible():
        intern.get_by_role("link", name=title).click()
    intern.get_by_role("link", name="Tulis di catatan hari ini").click()
    assert intern.get_by_label("Tugas").locator("option:checked").inner_text() == title
    text = intern.get_by_label("Apa yang kamu kerjakan?")
    text.fill(f"{text.input_value()} Sudah dihitung: 42.")
    intern.locator("form[data-draft] button.primary").click()
    intern.wait_for_url("**/logbook")

    supervisor.goto("/tugas")
    row = supervisor.get_by_role("row").filter(has_text=title).filter(has_text=first)
    acts.wait_for(lambda: "Sudah ditulis, belum diparaf" in row.inner_text(), supervisor.reload)
    row.get_by_role("link", name=title).click()
    task = supervisor.url
    key = supervisor.locator('dd a[href^="/logbook/"]').first.get_attribute("href").split("/")[-1]
    supervisor.goto(f"/tinjau?buka={key}")
    supervisor.locator('button[value="approve"]:visible').first.click()
    supervisor.goto(task)  # the initial takes effect after the seconds in which it can be undone
    acts.wait_for(supervisor.get_by_text("Diparaf oleh").is_visible, supervisor.reload)


@pytest.mark.parametrize("name", [SUPERVISOR, "Farah Umpamanya"])
def test_pages_fit_a_narrow_phone_and_axe_objects_to_nothing(browser, site: Site, name):
    with acts.signed_in(browser, site.people[name], base_url=site.address, **SMALL) as page:
        page.set_viewport_size(NARROW)
        places = ["/", "/tugas", "/tugas/baru"] if name == SUPERVISOR else ["/", "/saya"]
        page.goto(places[-1])
        if name == SUPERVISOR:
            page.goto("/peserta")
            page.locator('a[href^="/peserta/"]').first.click()
            places.append(page.url)
        for part in ("tugas", "bimbingan"):
            places.append(page.locator(f'a[href$="/{part}"]').first.get_attribute("href"))
        for place in places:
            page.goto(place)
            assert not (wrong := axe(page)), f"{place}: {described(wrong)}"
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, place
