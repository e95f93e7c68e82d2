"""Who reads what was told: holders who proved who they are, and nobody else."""

import pytest

from mori.cases.entries.models import CaseEntry
from mori.cases.keys import operations, queries
from mori.cases.keys.models import Share
from mori.core.db import db
from mori.safeguarding.audit.models import AuditRecord
from tests.cases.opening import PASSPHRASE, give_key, opened
from tests.cases.thread.writing import code_of, messages_on, plain
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import alert_of, minutes
from tests.safeguarding.alerts.excluding import exclude

pytestmark = pytest.mark.usefixtures("noon", "english")
WORDS = "Katanya di gudang arsip Contoh,\nsetelah jam kerja"


def add(visit, who, alert, text=WORDS, token="t1"):
    return visit(who).post(f"/jaga/{alert.key}/kasus", {"text": text, "token": token})


def page_of(browser, alert):
    return browser.get(f"/jaga/{alert.key}/kasus")


def test_whoever_has_a_key_reads_and_the_server_cannot(visit, cast, alert, app):
    give_key(cast.ningsih, app)
    give_key(cast.opik, app, "kain sasirangan biru laut")

    assert add(visit, cast.ningsih, alert).status_code == 303

    for who, secret in ((cast.ningsih, PASSPHRASE), (cast.opik, "kain sasirangan biru laut")):
        assert WORDS in page_of(opened(visit, who, secret), alert).text
    assert not Share.select().where(Share.is_of_server).exists()


def test_without_any_key_it_is_written_and_read_all_the_same_and_the_page_says_who_could(
    visit, cast, alert
):
    add(visit, cast.ningsih, alert)

    text = page_of(opened(visit, cast.opik), alert).text

    assert WORDS in text
    assert "whoever holds the server could read" in text


def test_before_anything_is_written_the_page_says_so_too(visit, cast, alert, app):
    before = page_of(opened(visit, cast.opik), alert).text
    give_key(cast.ningsih, app)
    after = page_of(opened(visit, cast.opik), alert).text

    assert "whoever holds the server could read" in before
    assert "whoever holds the server could read" not in after


def test_the_first_key_takes_from_the_server_what_it_could_read(visit, cast, alert, app):
    add(visit, cast.ningsih, alert)
    give_key(cast.ningsih, app)

    text = page_of(opened(visit, cast.ningsih, PASSPHRASE), alert).text

    assert WORDS in text
    assert "whoever holds the server could read" not in text
    assert not Share.select().where(Share.is_of_server).exists()


def test_an_officer_of_another_case_takes_nothing_from_the_server(visit, cast, alert, app):
    add(visit, cast.ningsih, alert)

    give_key(cast.dewi, app)

    assert Share.select().where(Share.is_of_server).count() == 1


def test_a_newcomer_acts_at_once_and_reads_once_a_holder_has_opened_it(visit, cast, alert, app):
    give_key(cast.ningsih, app)
    add(visit, cast.ningsih, alert)
    give_key(cast.opik, app, "kain sasirangan biru laut")
    newcomer = opened(visit, cast.opik, "kain sasirangan biru laut")

    before = page_of(newcomer, alert).text
    add(visit, cast.opik, alert, "Sudah saya telepon", "t2")
    page_of(opened(visit, cast.ningsih, PASSPHRASE), alert)
    after = page_of(newcomer, alert).text

    assert WORDS not in before
    assert "As soon as an officer who has one opens this case" in before
    assert WORDS in after
    assert "Sudah saya telepon" in after


def test_a_wrong_passphrase_opens_nothing_and_soon_has_to_wait(visit, cast, alert, app):
    give_key(cast.ningsih, app)
    browser = visit(cast.ningsih)

    answers = [
        browser.post("/jaga/buka", {"secret": "perahu merah di muara", "next": "/jaga"})
        for _ in range(12)
    ]

    assert {each.status_code for each in answers} == {422}
    assert "not the passphrase" in answers[0].text
    assert "Too many tries" in answers[-1].text
    assert "Who opens this?" in page_of(browser, alert).text


def test_after_fifteen_idle_minutes_it_is_closed_and_what_is_being_written_is_kept(
    visit, cast, alert, noon
):
    browser = opened(visit, cast.ningsih)
    noon.move_to(NOON + minutes(14))
    assert "What was told" in page_of(browser, alert).text

    noon.move_to(NOON + minutes(28))
    assert "What was told" in page_of(browser, alert).text
    noon.move_to(NOON + minutes(43.1))
    sent = browser.post(f"/jaga/{alert.key}/kasus", {"text": WORDS, "token": "t1"})

    assert sent.status_code == 303
    assert "Who opens this?" in page_of(browser, alert).text
    assert CaseEntry.get().author == cast.ningsih


def test_another_session_of_the_same_officer_is_not_open(visit, cast, alert):
    opened(visit, cast.ningsih)

    assert "Who opens this?" in page_of(visit(cast.ningsih), alert).text


def test_each_opening_is_a_record_and_the_page_says_whose(visit, cast, alert):
    browser = opened(visit, cast.ningsih)

    page_of(browser, alert)
    text = browser.get(f"/jaga/{alert.key}/kasus/sekitar").text

    records = AuditRecord.select().where(AuditRecord.verb == "open", AuditRecord.about == alert.key)
    assert [each.actor for each in records] == [cast.ningsih.key] * 2
    said = plain(text.split('id="openings"')[1])
    assert said.count("Ningsih Contoh") == 1
    assert ", 12.00 (2 times)" in said


def test_whoever_was_not_told_or_is_excluded_by_now_finds_nothing(visit, cast, alert):
    browser = opened(visit, cast.opik)
    exclude(cast.sari, cast.opik)

    assert page_of(browser, alert).status_code == 404
    for who in (cast.opik, cast.dewi, cast.rina, cast.wati, cast.sari):
        assert page_of(visit(who), alert).status_code == 404
        assert add(visit, who, alert).status_code == 404


def test_whoever_left_opens_nothing_that_is_written_afterwards(visit, cast, alert, app):
    give_key(cast.ningsih, app)
    key = give_key(cast.opik, app, "kain sasirangan biru laut")
    add(visit, cast.ningsih, alert)
    kept = operations.unlocked(key, "kain sasirangan biru laut", cast.opik.key)
    old = [each for each in queries.shares_of(alert.id) if each.officer_key == key]
    exclude(cast.sari, cast.opik)

    operations.take_away(alert, NOON)
    operations.renew_pair(alert, app.config["SECRET_KEY"], NOON)
    add(visit, cast.ningsih, alert, "Rencana baru", "t2")

    assert operations.opened_share(old[0], kept, alert.key).public == bytes.fromhex(
        old[0].pair.public
    )
    assert not any(each.officer_key == key for each in queries.shares_of(alert.id))
    assert CaseEntry.select().order_by(CaseEntry.id.desc()).first().pair_id != old[0].pair_id
    text = page_of(opened(visit, cast.ningsih, PASSPHRASE), alert).text
    assert WORDS in text
    assert "Rencana baru" in text


def test_invariant_12_nothing_of_it_is_in_the_database_in_clear(visit, cast, alert):
    add(visit, cast.ningsih, alert)

    dump = [
        str(row) for table in db.get_tables() for row in db.execute_sql(f'SELECT * FROM "{table}"')
    ]

    assert not any("gudang" in row for row in dump)
    assert any(alert.key in row for row in dump)


def test_the_same_form_sent_twice_is_one_text(visit, cast, alert):
    for _ in range(2):
        add(visit, cast.ningsih, alert)

    assert CaseEntry.select().count() == 1


def test_nothing_written_is_refused_with_what_to_do(visit, cast, alert):
    answer = add(visit, cast.ningsih, alert, "  ")

    assert answer.status_code == 422
    assert "Write what you were told." in answer.text


def test_leaving_quickly_closes_the_case_to_this_session(visit, cast, alert):
    browser = opened(visit, cast.ningsih)
    page = page_of(browser, alert)
    assert 'action="/jaga/keluar"' in page.text
    assert "Leave quickly" in page.text

    left = browser.post("/jaga/keluar", {})

    assert left.status_code == 303
    assert left.headers["Location"] == "/saya"
    assert "Who opens this?" in page_of(browser, alert).text


def test_leaving_quickly_closes_no_other_session(visit, cast, alert):
    browser, other = opened(visit, cast.ningsih), opened(visit, cast.ningsih)

    browser.post("/jaga/keluar", {})

    assert "Who opens this?" not in page_of(other, alert).text


@pytest.mark.parametrize("page", ["", "/pesan", "/bukti", "/orangnya"])
def test_the_way_out_of_a_call_of_ones_own_closes_the_case_too(visit, cast, alert, page):
    browser = opened(visit, cast.opik)
    own = f"/c/{code_of(alert_of(cast.opik))}{page}"
    assert 'href="/jaga/keluar"' in browser.get(own).text

    left = browser.get("/jaga/keluar")

    assert left.headers["Location"] == "/saya"
    assert "Who opens this?" in page_of(browser, alert).text


def test_the_way_out_of_whoever_opens_no_case_takes_no_step_more(visit, cast, alert):
    page = visit(cast.sari).get(f"/c/{code_of(alert)}").text

    assert 'class="leave" aria-label="The way out"><a class="button" href="/logbook">' in page


def test_who_opened_the_case_again_and_again_has_one_line_for_each_hour(visit, cast, alert, noon):
    phone = visit(cast.sari)
    looks = ((0, cast.ningsih), (4, cast.opik), (9, cast.ningsih), (14, cast.ningsih))
    for minute, officer in (*looks, (61, cast.ningsih)):
        noon.move_to(NOON + minutes(minute))
        page_of(opened(visit, officer), alert)

    lines = plain(messages_on(phone, alert).split("Who opened your case")[1])

    often = lines.index("12.00 – 12.14 (3 times)")
    assert lines.index("13.01") < often < lines.index("Opik Contoh")
    assert lines.count("Ningsih Contoh") == 2
    assert lines.count("Opik Contoh") == 1
