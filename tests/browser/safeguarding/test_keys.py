"""An officer makes a key, writes in a case, forgets the passphrase, and reads again."""

import pytest

from tests.browser import acts
from tests.cast import PASSWORD
from tests.faults.site import age
from tests.support.looking.legible import look_at

from .calling import text_of, the_alert

FIRST, SECOND, OPIKS = (
    "perahu hijau di muara sungai",
    "jukung kuning di pasar terapung",
    "kain sasirangan biru laut",
)
WORDS = "Katanya di gudang arsip Contoh"
ASKED = "You have no key of your own yet: with it you can read what people told us."
MADE = "Your key is made. From now on its passphrase opens your cases."


@pytest.fixture
def officers(call, site):
    """Ningsih and Opik, who were called for Sari."""
    sari = call.phone_of(site.cast.sari)
    acts.tap(sari)
    site.replay()
    age(2, site.cast.sari)
    site.replay()
    return call.phone_of(site.cast.ningsih), call.phone_of(site.cast.opik)


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
    ningsih, opik = officers
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
