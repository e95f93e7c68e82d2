"""An officer makes a key, writes in a case, forgets the passphrase, and reads again."""

import pytest

from mori.cases.ceremonies.operations import keep_recovery_key, restore_case
from mori.cases.ceremonies.rules import RestoreReason
from mori.cases.keys.operations import set_up_key
from mori.core.clock import now
from mori.core.vault.pairs import new_pair
from mori.core.vault.paper import from_paper, on_paper
from tests.browser import acts
from tests.cast import PASSWORD
from tests.faults.site import age
from tests.support.looking.legible import look_at

from .calling import reloaded, text_of, the_alert

FIRST, SECOND, OPIKS, THIRD = (
    "perahu hijau di muara sungai",
    "jukung kuning di pasar terapung",
    "kain sasirangan biru laut",
    "rakit bambu di hulu sungai",
)
WORDS = "Katanya di gudang arsip Contoh"
ASKED = "You have no key of your own yet: with it you can read what people told us."
MADE = "Your key is made. From now on its passphrase opens your cases."


@pytest.fixture
def officers(call, site):
    """Ningsih and Opik, who were called for Sari, and Sari."""
    sari = call.phone_of(site.cast.sari)
    acts.tap(sari)
    site.replay()
    age(2, site.cast.sari)
    site.replay()
    return call.phone_of(site.cast.ningsih), call.phone_of(site.cast.opik), sari


def check_looks(call, page):
    """Where there are scripts: looking takes one."""
    assert call.language == "en" or list(look_at(page)) == []


def fill(page, secret, passphrase):
    main = page.locator("main")
    main.locator('[name="secret"]').fill(secret)
    main.locator('[name="passphrase"]').fill(passphrase)
    main.locator('[name="again"]').fill(passphrase)
    main.locator('form:has([name="again"]) button').click()


def open_case(page, key, secret):
    page.goto(f"/jaga/{key}/kasus")
    if page.locator('main [name="secret"]').count():
        page.locator('main [name="secret"]').fill(secret)
        page.locator('main form:has([name="secret"]) button').click()
    return text_of(page)


def test_a_forgotten_passphrase_costs_no_word_once_a_colleague_has_opened_the_case(
    call, site, officers, said
):
    ningsih, opik, _sari = officers
    key = the_alert(site.cast.sari).key
    for page, passphrase in ((ningsih, FIRST), (opik, OPIKS)):
        page.goto("/jaga")
        assert said(ASKED) in text_of(page)
        page.goto("/jaga/kunci")
        check_looks(call, page)
        fill(page, PASSWORD, passphrase)
        assert said(MADE) in text_of(page)
    open_case(ningsih, key, FIRST)
    ningsih.locator('#told [name="text"]').fill(WORDS)
    ningsih.locator("#told form button").click()
    assert WORDS in text_of(ningsih)

    ningsih.goto("/jaga/kunci/lupa")
    check_looks(call, ningsih)
    fill(ningsih, PASSWORD, SECOND)
    assert WORDS not in open_case(ningsih, key, SECOND)
    opik.goto("/jaga/kunci")
    check_looks(call, opik)
    assert "Ningsih" in text_of(opik)
    assert WORDS in open_case(opik, key, OPIKS)

    assert WORDS in open_case(ningsih, key, SECOND)


def test_everybody_forgot_and_acts_all_the_same_until_two_sheets_of_paper_open_the_case(
    call, site, officers, said
):
    ningsih, opik, sari = officers
    cast, alert, pair = site.cast, the_alert(site.cast.sari), new_pair()
    sheets = on_paper(pair.secret)
    keep_recovery_key(pair.public, now())
    for officer, passphrase in ((cast.ningsih, FIRST), (cast.opik, OPIKS)):
        set_up_key(officer, passphrase, site.settings.key, now())
    open_case(ningsih, alert.key, FIRST)
    ningsih.locator('#told [name="text"]').fill(WORDS)
    ningsih.locator("#told form button").click()
    for page, passphrase in ((ningsih, SECOND), (opik, THIRD)):
        page.goto("/jaga/kunci/lupa")
        fill(page, PASSWORD, passphrase)
        assert WORDS not in open_case(page, alert.key, passphrase)
    ningsih.goto("/jaga")
    ningsih.get_by_role("button", name=said("Open and handle")).click()
    assert "Sari Contoh" in text_of(ningsih)

    typed = ["\n".join(sheet) for sheet in sheets]
    restore_case(alert, from_paper(*typed), RestoreReason.FORGOTTEN, (cast.eko, cast.gita), now())

    assert WORDS in open_case(ningsih, alert.key, SECOND)
    assert WORDS in open_case(opik, alert.key, THIRD)
    check_looks(call, opik)
    assert said(RestoreReason.FORGOTTEN.english) in reloaded(sari)
