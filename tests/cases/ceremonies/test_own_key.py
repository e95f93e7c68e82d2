"""An officer makes their key, changes its passphrase, and loses it."""

import datetime as dt

import pytest

from mori.accounts.models import Person
from mori.cases.keys.models import OfficerKey, Share, Unlocking
from mori.cases.keys.queries import key_of
from mori.notifications.models import Message
from mori.safeguarding.audit.models import AuditRecord
from tests.cases.opening import PASSPHRASE, give_key, handled_alert, opened
from tests.cast import NOON, PASSWORD
from tests.safeguarding.alerts.excluding import exclude

from .keeping import NEW, OPIKS, WORDS, add, asked, both_with_keys, holders, read, work

pytestmark = pytest.mark.usefixtures("noon", "english")
KEYS, CHANGE, FORGOTTEN = "/jaga/kunci", "/jaga/kunci/ganti", "/jaga/kunci/lupa"


def test_an_officer_makes_a_key_and_from_then_on_its_passphrase_opens_their_case(
    visit, cast, alert
):
    add(visit(cast.ningsih), alert)

    made = visit(cast.ningsih).post(KEYS, asked())

    assert made.status_code == 303
    assert WORDS in read(visit, cast.ningsih, alert, NEW)
    assert not Share.select().where(Share.is_of_server).exists()
    assert AuditRecord.get(AuditRecord.verb == "make key").actor == cast.ningsih.key


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (asked(secret="bukan kata sandi"), "not the password of your account"),
        (asked(secret=""), "Write your password."),
        (asked(passphrase="pendek sekali"), "At least 15 characters"),
        (asked(passphrase="   a    b    c    d   "), "At least 15 characters"),
        (asked(again="jukung merah di pasar terapung"), "not the same"),
        (asked(passphrase=PASSWORD), "Take another one"),
    ],
)
def test_what_is_wrong_is_said_and_no_key_is_made(visit, cast, wrong, said):
    answer = visit(cast.ningsih).post(KEYS, wrong)

    assert answer.status_code == 422
    assert said in answer.text
    assert key_of(cast.ningsih.id) is None


def test_a_session_that_was_open_has_to_prove_the_new_passphrase(visit, cast, alert):
    browser = opened(visit, cast.ningsih)

    browser.post(KEYS, asked())

    assert "Who opens this?" in browser.get(f"/jaga/{alert.key}/kasus").text
    assert not Unlocking.select().exists()


def test_another_passphrase_opens_the_same_key_and_the_one_before_nothing(visit, cast, alert, app):
    key = give_key(cast.ningsih, app)
    add(visit(cast.ningsih), alert)

    changed = visit(cast.ningsih).post(CHANGE, asked(secret=PASSPHRASE))

    assert changed.status_code == 303
    assert key_of(cast.ningsih.id).public == key.public
    before = visit(cast.ningsih).post("/jaga/buka", {"secret": PASSPHRASE, "next": "/jaga"})
    assert before.status_code == 422
    assert WORDS in read(visit, cast.ningsih, alert, NEW)


def test_the_passphrase_is_changed_by_whoever_knows_it_alone(visit, cast, app):
    key = give_key(cast.ningsih, app)

    by_password = visit(cast.ningsih).post(CHANGE, asked())

    assert by_password.status_code == 422
    assert "not the passphrase of your key" in by_password.text
    assert key_of(cast.ningsih.id).sealed == key.sealed


def test_whoever_has_a_key_makes_no_second_one_beside_it(visit, cast, app):
    give_key(cast.ningsih, app)

    assert visit(cast.ningsih).post(KEYS, asked()).status_code == 409
    assert OfficerKey.select().count() == 1


def test_whoever_forgot_reads_what_is_new_at_once_and_the_rest_once_a_colleague_opened_it(
    visit, cast, alert, app
):
    both_with_keys(cast, app)
    add(visit(cast.ningsih), alert)

    replaced = visit(cast.ningsih).post(FORGOTTEN, asked())
    add(visit(cast.opik), alert, "Sudah ditelepon lagi", "t2")
    before = read(visit, cast.ningsih, alert, NEW)
    read(visit, cast.opik, alert, OPIKS)
    after = read(visit, cast.ningsih, alert, NEW)

    assert replaced.status_code == 303
    assert "Sudah ditelepon lagi" in before
    assert WORDS not in before
    assert WORDS in after
    assert "Sudah ditelepon lagi" in after


def test_the_other_officers_hear_of_it_by_the_letter_that_says_nothing(visit, cast, alert, app):
    both_with_keys(cast, app)
    add(visit(cast.ningsih), alert)
    before = {message.id for message in Message.select()}

    visit(cast.ningsih).post(FORGOTTEN, asked())

    fresh = [each for each in Message.select() if each.id not in before]
    assert [each.recipient for each in fresh] == [cast.opik.email]
    assert fresh[0].subject == "MORI: 1 task is waiting."
    board = visit(cast.opik).get("/jaga").text
    assert "A colleague waits until you open one of your cases once." in board
    assert "Sari" not in board


@pytest.mark.parametrize(
    ("locale", "thin", "waiting"),
    [
        ("en", "2 of your cases fewer than two", "open 2 of your cases once"),
        ("id", "2 kasus Anda hari ini bisa dibuka kurang", "membuka 2 kasus Anda sekali"),
    ],
)
def test_of_several_cases_the_board_says_how_many(visit, cast, alert, app, locale, thin, waiting):
    Person.update(locale=locale).execute()
    both_with_keys(cast, app)
    add(visit(cast.ningsih), alert)
    add(visit(cast.ningsih), handled_alert(cast, cast.tono), token="t2")
    visit(cast.ningsih).post(FORGOTTEN, asked())

    board = visit(cast.opik).get("/jaga").text

    assert thin in board
    assert waiting in board


def test_before_a_key_is_replaced_the_page_says_what_would_be_lost(visit, cast, alert, app):
    give_key(cast.ningsih, app)
    add(visit(cast.ningsih), alert)

    alone = visit(cast.ningsih).get(FORGOTTEN).text
    give_key(cast.opik, app, OPIKS)
    read(visit, cast.ningsih, alert)
    with_another = visit(cast.ningsih).get(FORGOTTEN).text

    assert "what was told there so far is lost" in " ".join(alone.split())
    assert "is lost" not in with_another


def test_invariant_13_fewer_than_two_who_opened_lately_is_a_warning(visit, cast, alert, app, noon):
    both_with_keys(cast, app)
    add(visit(cast.ningsih), alert)
    fresh = visit(cast.ningsih).get("/jaga").text
    noon.move_to(NOON + dt.timedelta(days=46))
    read(visit, cast.ningsih, alert)

    board = visit(cast.ningsih).get("/jaga").text
    page = visit(cast.ningsih).get(KEYS).text

    assert "fewer than two officers" not in fresh
    assert "One of your cases fewer than two officers could open today." in board
    assert "You and Opik Contoh" in page
    assert "Fewer than two officers have used their key" in page
    assert "Sari" not in board + page


def test_an_officer_without_a_key_is_asked_for_one_and_a_head_without_cases_is_not(visit, cast):
    assert "You have no key of your own yet" in visit(cast.dewi).get("/jaga").text
    assert "You have no key of your own yet" not in visit(cast.hasan).get("/jaga").text
    assert 'href="/jaga/kunci"' in visit(cast.hasan).get("/saya").text


def test_to_whoever_is_excluded_the_board_and_the_keys_are_as_without_a_case(
    visit, cast, alert, app
):
    give_key(cast.opik, app, OPIKS)
    exclude(cast.sari, cast.opik)
    pages = ("/jaga", KEYS, FORGOTTEN, "/saya")
    browser = visit(cast.opik)
    before = [shown(browser, each) for each in pages]

    add(visit(cast.ningsih), alert)
    give_key(cast.ningsih, app)
    read(visit, cast.ningsih, alert)
    work(app)

    assert [shown(browser, each) for each in pages] == before
    assert holders(alert) == ["ningsih"]


def shown(browser, path):
    """The part of a page that is about anything: without tokens and the button's own key."""
    text = browser.get(path).text
    return text.split("<main")[1].split("</main>")[0].replace(browser.form_token, "")


def test_a_supervisor_a_coordinator_and_an_intern_find_no_such_page(visit, cast):
    for who in (cast.rina, cast.wati, cast.sari, cast.gita):
        assert visit(who).get(KEYS).status_code == 403
        assert visit(who).post(KEYS, asked()).status_code == 403
