"""From a tap to a case of which nothing is left, as the person and two officers go through it."""

import logging

import pytest

from mori.cases.entries.models import CaseEntry
from mori.cases.evidence.models import Evidence
from mori.cases.keys.models import CasePair, Share
from mori.cases.keys.operations import set_up_key
from mori.cases.referrals.rules import partners
from mori.core.clock import now
from mori.core.workdays import DAY
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.rules import AlertState
from tests.browser import acts
from tests.cases import leftovers
from tests.cases.opening import PASSPHRASE
from tests.faults.site import age
from tests.safeguarding.duty.planning import declare, plan
from tests.support.as_if import begun_at
from tests.support.looking.legible import look_at

from .calling import reloaded, text_of, the_alert

OPIKS = "kain sasirangan biru laut"
NEXT_DAY = "2026-11-19T10:00+08:00"
YEARS_LATER, AN_HOUR_LATER = "2028-12-20T10:00+08:00", "2028-12-20T11:30+08:00"
TOLD, SAID, TALKED, PLANNED, PASSED, NEEDED = (
    f"Ini kalimat rekaan yang tertanam-{word}, Contoh."
    for word in ("pertama", "kedua", "ketiga", "keempat", "kelima", "keenam")
)
PLANTED = b"tertanam-"
FILE = b"%PDF-1.7\n" + b"berkas tertanam-ketujuh " * 9000
KEPT_OF_A_CASE = (CaseEntry, CasePair, Share, Evidence)
pytestmark = pytest.mark.usefixtures("requests_fail")  # what was erased is not found


@pytest.fixture
def story(call, site, said, caplog):
    """Two officers with keys, on duty, and an intern."""
    caplog.set_level(logging.INFO)
    cast = site.cast
    declare(cast.banua)
    plan(cast.banua, cast.ningsih, cast.opik)
    for officer, passphrase in ((cast.ningsih, PASSPHRASE), (cast.opik, OPIKS)):
        set_up_key(officer, passphrase, site.settings.key, now())
    return Story(call, site, said)


class Story:
    """What each of them does, one after the other."""

    def __init__(self, call, site, said):
        self.call, self.site, self.said = call, site, said
        self.sari = self.ningsih = self.opik = None

    @property
    def key(self):
        return the_alert(self.site.cast.sari).key

    def press(self, page, text, within="main"):
        page.locator(within).get_by_role("button", name=self.said(text), exact=True).click()

    def write(self, page, form, text, button):
        page.locator(form).locator("textarea").fill(text)
        self.press(page, button, form)

    def open_case(self, page, passphrase, more=""):
        """The case, once its officer has proved who they are."""
        page.goto(f"/jaga/{self.key}/kasus{more}")
        if page.locator("main [name=secret]").count():
            page.locator("main [name=secret]").fill(passphrase)
            self.press(page, "Open")
        page.get_by_text(self.said("What is done"), exact=True).wait_for()

    def look(self, page):
        """Where there are scripts to look with; the pages are the same without."""
        if self.call.language == "id":
            page.goto(page.url.partition("#")[0])  # from its beginning
            assert list(look_at(page)) == []
            page.set_viewport_size({"width": 360, "height": 640})

    def is_taken_on(self):
        self.code = acts.tap(self.sari)
        self.site.replay()
        age(2, self.site.cast.sari)
        self.site.replay()
        self.ningsih.goto("/jaga")
        assert "Sari" not in text_of(self.ningsih)
        self.press(self.ningsih, "Open and handle")
        assert "Sari Contoh" in text_of(self.ningsih)

    def is_contacted(self):
        self.ningsih.get_by_role("link", name=self.said("Open the case")).click()
        self.open_case(self.ningsih, PASSPHRASE)
        tries = self.ningsih.locator("#contacts")
        tries.get_by_text(self.said("Note a contact or a try")).click()
        tries.get_by_text(self.said("Telephone call"), exact=True).click()
        tries.get_by_text(self.said("Yes"), exact=True).click()
        self.write(self.ningsih, "#contacts form", TALKED, "Note this contact")
        assert TALKED in text_of(self.ningsih)
        assert self.said("Officers were told") in reloaded(self.sari)
        self.press(self.sari, "I have been contacted")
        assert self.said("You confirmed that you were contacted") in text_of(self.sari)

    def they_write(self):
        self.sari.goto(f"/c/{self.code}/pesan")
        self.write(self.sari, "main form:has(textarea)", TOLD, "Send to the officers")
        self.open_case(self.ningsih, PASSPHRASE)
        assert TOLD in text_of(self.ningsih)
        self.write(self.ningsih, "#thread form", SAID, "Write to the person")
        page = reloaded(self.sari)
        assert SAID in page
        assert self.site.cast.ningsih.name in page
        self.ningsih.get_by_text(self.said("Write a new plan")).click()
        self.write(self.ningsih, "#plan form", PLANNED, "Keep this plan")
        self.sari.goto(f"/c/{self.code}/bukti")
        document = {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": FILE}
        self.sari.locator("input[type=file]").set_input_files(document)
        if self.call.language == "id":
            done = self.said("The file was received. Send the form now.")
            self.sari.get_by_text(done).wait_for()
        self.press(self.sari, "Send to the officers")
        assert self.said("PDF document") in text_of(self.sari)

    def help_comes_from_outside(self):
        """What the partner has to do is said before the choice, to both of them."""
        must = partners()["uptd_ppa"].said(self.call.language)[2]
        self.open_case(self.ningsih, PASSPHRASE, "/sekitar")
        self.ningsih.get_by_text(self.said("Offer help from outside")).click()
        offer = self.ningsih.locator("#referrals details")
        offer.get_by_label(self.said("To which partner")).select_option("uptd_ppa")
        offer.get_by_text(self.said("the name"), exact=True).click()
        offer.get_by_label(self.said("On which day")).fill(str(now().date() + DAY))
        assert offer.get_by_text(must).is_visible()
        self.press(self.ningsih, "Put it before the person", "#referrals details")
        self.sari.goto(f"/c/{self.code}")
        shown, yes = text_of(self.sari), self.said("Yes, pass this on")
        assert 0 < shown.index(must) < shown.index(yes)
        self.press(self.sari, "Yes, pass this on")
        self.ningsih.reload()
        form = "#referrals form:has(textarea)"
        self.write(self.ningsih, form, PASSED, "I have passed it on")
        assert PASSED in text_of(self.ningsih)
        assert self.said("It has been passed on.") in reloaded(self.sari)

    def is_asked_how_it_goes(self):
        self.site.replay()
        self.sari.goto(f"/c/{self.code}")
        question = self.sari.locator("#how")
        for each in (0, 1):
            answers = question.get_by_role("radio", name=self.said(("Yes", "No")[each]), exact=True)
            answers.nth(each).check(force=True)
        self.write(self.sari, "#how form", NEEDED, "Send my answer")
        assert self.said("Thank you for your answer.") in text_of(self.sari)
        self.open_case(self.opik, OPIKS, "/sekitar")
        assert NEEDED in text_of(self.opik)

    def is_closed_by_two_with_her_yes(self):
        self.ningsih.goto(f"/jaga/{self.key}")
        form = self.ningsih.locator("#closing details")
        form.get_by_text(self.said("Propose to close it")).first.click()
        form.get_by_text(self.said("The person is safe and needs nothing more from us")).click()
        form.get_by_text(self.said("Is asked on the page after the tap")).click()
        self.press(self.ningsih, "Propose to close it", "#closing details")
        assert self.said("A second officer decides. They were told.") in text_of(self.ningsih)
        self.opik.goto(f"/jaga/{self.key}")
        self.press(self.opik, "I agree")
        assert the_alert(self.site.cast.sari).state is AlertState.CONTACTED  # she was not asked yet
        self.sari.goto(f"/c/{self.code}")
        self.look(self.sari)
        self.press(self.sari, "Yes, it may be closed")
        assert self.said("You said yes. A second officer decides.") in text_of(self.sari)
        self.opik.goto(f"/jaga/{self.key}")
        self.look(self.opik)
        self.press(self.opik, "I agree")
        assert the_alert(self.site.cast.sari).state is AlertState.CLOSED
        assert self.said("I need help again") in reloaded(self.sari)

    def is_erased_by_two_as_she_wants(self):
        self.ningsih.goto("/jaga/tanya-hapus")
        self.ningsih.locator("main li").get_by_role("link", name=self.said("Open")).click()
        self.look(self.ningsih)
        erase = self.said("The person said: %(answer)s", answer=self.said("Erase it"))
        self.ningsih.get_by_role("button", name=erase, exact=True).click()
        assert self.said("A second officer makes sure, and erases it.") in text_of(self.ningsih)
        self.opik.goto(f"/jaga/{self.key}")
        key = self.key
        self.press(self.opik, "Erase it for good")
        assert self.said("Erased. Nobody can bring it back.") in self.opik.inner_text("body")
        assert self.opik.goto(f"/jaga/{key}").status == 404
        assert self.sari.goto(f"/c/{self.code}").status == 404


def test_from_a_tap_to_a_case_of_which_nothing_is_left(call, site, story, caplog):
    cast = site.cast
    story.sari, story.ningsih = call.phone_of(cast.sari), call.phone_of(cast.ningsih)
    story.is_taken_on()
    story.is_contacted()
    story.they_write()
    story.help_comes_from_outside()
    check_told_nobody_else(call, site, caplog, story)

    with call.later(NEXT_DAY):
        story.sari = call.phone_of(cast.sari, before=story.sari)
        story.ningsih, story.opik = call.phone_of(cast.ningsih), call.phone_of(cast.opik)
        story.is_asked_how_it_goes()
        story.is_closed_by_two_with_her_yes()
        check_told_nobody_else(call, site, caplog, story)

    key, sealed = story.key, [entry.sealed for entry in CaseEntry.select()]
    assert len(sealed) >= 6
    with call.later(YEARS_LATER):
        site.replay()  # as in each second of those years
        story.sari = call.phone_of(cast.sari, before=story.sari)
        story.ningsih, story.opik = call.phone_of(cast.ningsih), call.phone_of(cast.opik)
        story.is_erased_by_two_as_she_wants()
        with begun_at(AN_HOUR_LATER):  # the log of SQLite is emptied by then
            site.replay()
        check_told_nobody_else(call, site, caplog, story)
        assert not Alert.select().where(Alert.person == cast.sari).exists()
        check_nothing_is_left(site, key, story.code, sealed)


def check_told_nobody_else(call, site, caplog, story):
    """No sentence of it stands anywhere in clear, while the case goes on and afterwards."""
    phones = [story.sari, story.ningsih] if call.language == "id" else []
    assert leftovers.where_found(PLANTED.decode(), site, phones) == []
    assert PLANTED.decode() not in caplog.text
    assert site.mailbox.deliveries


def check_nothing_is_left(site, key, code, sealed):
    """But that there was a case, and in which year."""
    assert [model.__name__ for model in KEPT_OF_A_CASE if model.select().exists()] == []
    rows = list(leftovers.rows())
    named = {table for table, row in rows if key in row}
    assert named == {"audit_record", "erased_case", "lasting_change"}
    assert not [table for table, row in rows if code in row]
    files = dict(leftovers.files_of(site))
    assert not [path for path in files if "/evidence/" in path]
    assert not [path for path in files for each in sealed if each.encode() in files[path]]
