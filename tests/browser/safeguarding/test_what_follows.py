"""After the contact, on small phones: a yes to help from outside, a question, and next steps."""

import datetime as dt

from mori.cases.checkins.operations import ask_and_look
from mori.cases.holders.operations import name_takers
from mori.core.clock import now
from mori.core.workdays import DAY
from mori.safeguarding.alerts import operations
from mori.safeguarding.alerts.models import Alert
from tests.browser import acts
from tests.cast import PASSWORD
from tests.faults.site import age
from tests.safeguarding.duty.planning import declare, plan
from tests.support.looking.legible import look_at

from .calling import reloaded, text_of, the_alert


def opened(page, alert, said):
    """The case, once its officer has proved who they are."""
    page.goto(f"/jaga/{alert.key}/kasus/sekitar")
    page.get_by_label(said("Password")).fill(PASSWORD)
    page.get_by_role("button", name=said("Open"), exact=True).click()
    page.get_by_role("heading", name=said("Who holds this case")).wait_for()
    return page


def reached(site, cast):
    """Both were called, one took it on, the other has made sure that Sari was reached."""
    site.replay()
    age(2, cast.sari)
    site.replay()
    operations.acknowledge_alert(the_alert(cast.sari), cast.ningsih.id, now())
    operations.confirm_contact_as_officer(the_alert(cast.sari), cast.opik.id, now())
    name_takers(now())
    return the_alert(cast.sari)


def looked_at(call, page):
    """Where there are scripts to look with; the pages are the same without."""
    if call.language == "en":
        return []
    page.goto(page.url.partition("#")[0])  # from its beginning
    return list(look_at(page))


def test_from_the_contact_to_help_from_outside_and_a_question(call, site, said):
    cast = site.cast
    declare(cast.banua)
    plan(cast.banua, cast.ningsih, cast.opik)
    sari = call.phone_of(cast.sari)
    acts.tap(sari)
    alert = reached(site, cast)

    ningsih = opened(call.phone_of(cast.ningsih), alert, said)
    ningsih.get_by_text(said("Offer help from outside")).click()
    offer = ningsih.locator("#referrals details")
    offer.get_by_label(said("To which partner")).select_option("uptd_ppa")
    offer.get_by_text(said("the name"), exact=True).click()
    offer.get_by_label(said("On which day")).fill(str(now().date() + DAY))
    offer.get_by_role("button", name=said("Put it before the person")).click()
    ningsih.get_by_text(said("Waits for the person's answer")).wait_for()
    assert looked_at(call, ningsih) == []

    assert "UPTD PPA" in reloaded(sari)
    assert looked_at(call, sari) == []
    sari.get_by_role("button", name=said("Yes, pass this on")).click()
    sari.get_by_text(said("You said yes.")).wait_for()

    ningsih.reload()
    form = ningsih.locator("#referrals form", has=ningsih.locator("textarea"))
    form.locator("textarea").fill("Kepada petugas Contoh")
    form.get_by_role("button", name=said("I have passed it on")).click()
    ningsih.get_by_text(said("Passed on"), exact=True).wait_for()
    assert said("It has been passed on.") in reloaded(sari)

    Alert.update(contacted_at=now() - dt.timedelta(days=1)).where(Alert.id == alert.id).execute()
    ask_and_look(the_alert(cast.sari), b"", "", now())
    sari.reload()
    question = sari.locator("#how")
    question.get_by_text(said("No"), exact=True).first.click()
    question.get_by_role("button", name=said("Send my answer")).click()
    sari.get_by_text(said("Thank you for your answer.")).wait_for()

    unsafe = said("The person says that they are not safe: contact them now")
    ningsih.goto(f"/jaga/{alert.key}/kasus")
    assert unsafe in text_of(ningsih)
    assert looked_at(call, ningsih) == []
    ningsih.goto("/jaga")
    assert said("A second holder is missing.") in text_of(ningsih)
    assert "Sari" not in text_of(ningsih)
