"""A link is opened by a press, not by a look, and opens nothing once it has ended."""

import datetime as dt
from dataclasses import replace

import pytest

from mori.access import purposes
from mori.accounts.models import FailedSignIn, Person
from mori.accounts.tries.rules import FREE_LINKS
from mori.campus.students.views import STUDENTS
from mori.core.db import db
from mori.institutions.operations import remove_contact
from mori.links import operations
from mori.links.models import SignedLink
from mori.links.rules import LinkState
from mori.notifications.models import Message
from tests.cast import NOON
from tests.links.holding import POST, door_of, everything, give, holder, inside_of

pytestmark = pytest.mark.usefixtures("noon")

OTHER = {"name": "Pak Darmawan", "email": "darmawan@campus.example"}


def test_the_door_says_whom_it_is_for_and_nothing_of_students(visit, given):
    page = visit().get(door_of(given))

    assert page.status_code == 200
    assert "Untuk Bu Rahimah" in page.text
    assert "Universitas Contoh Banua" in page.text
    assert "Sari" not in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert '<meta name="referrer" content="strict-origin">' in page.text


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_mail_scanner_that_looks_changes_nothing(visit, given, method):
    before, scanner = everything(), visit()

    for path in (door_of(given), f"{door_of(given)}/bukan-saya", f"{door_of(given)}/teruskan"):
        scanner._open(method, path)

    assert everything() == before
    assert FailedSignIn.select().count() == 0
    assert "Set-Cookie" not in scanner._open(method, door_of(given)).headers


def test_pressing_open_leads_in_and_is_noted(visit, given):
    browser = holder(visit, given)

    assert browser.get(inside_of(given)).status_code == 200
    assert SignedLink.get().used_at == NOON


def test_the_secret_stands_on_no_page_behind_the_door(visit, given):
    browser = holder(visit, given)

    pages = [browser.get(path) for path in (inside_of(given), f"/t/{given.link.key}/tentang")]

    assert [page.status_code for page in pages] == [200, 200]
    assert not any(given.secret in page.text for page in pages)


def test_the_cookie_is_for_this_link_alone(visit, given):
    reply = visit(https=True).post(door_of(given))

    cookie = reply.headers["Set-Cookie"]
    assert f"Path=/t/{given.link.key};" in cookie
    assert all(word in cookie for word in ("HttpOnly", "SameSite=Lax", "Secure", "Max-Age=43200"))


@pytest.mark.parametrize("ending", ["revoked", "expired", "disowned", "forwarded", "deleted"])
def test_what_has_ended_opens_nothing_at_once(visit, cast, contact, given, noon, ending):
    browser = holder(visit, given)

    match ending:
        case "revoked":
            operations.revoke_link(given.link, cast.wati.id, NOON)
        case "expired":
            noon.shift(STUDENTS.lasts)
        case "disowned":
            visit().post(f"{door_of(given)}/bukan-saya")
        case "forwarded":
            visit().post(f"{door_of(given)}/teruskan", OTHER)
        case "deleted":
            remove_contact(contact, cast.wati.id, NOON)

    replies = [browser.get(inside_of(given)), visit().get(door_of(given))]
    replies += [visit().post(door_of(given)), visit().post(f"{door_of(given)}/bukan-saya")]
    assert [each.status_code for each in replies] == [404] * 4
    assert all("Tautan ini tidak bisa dibuka" in each.text for each in replies)


def test_it_works_until_the_last_second(visit, given, noon):
    noon.shift(STUDENTS.lasts - dt.timedelta(seconds=1))

    assert visit().get(door_of(given)).status_code == 200


def said(page) -> str:
    return page.text.split("<main")[1]


def test_an_ended_link_looks_like_one_that_never_was(visit, cast, given):
    operations.revoke_link(given.link, cast.wati.id, NOON)

    ended, never = visit().get(door_of(given)), visit().get("/t/abcdefghjkmnpq/nonsense")

    assert said(ended) == said(never)
    assert ended.status_code == never.status_code


def test_wrong_secrets_are_slowed_and_the_right_one_is_not(visit, given):
    guesser = visit()

    codes = [
        guesser.get(f"/t/{given.link.key}/guess{n}").status_code for n in range(FREE_LINKS + 3)
    ]

    assert codes == [404] * FREE_LINKS + [429] * 3
    assert FailedSignIn.select().count() == FREE_LINKS
    assert visit().get(door_of(given)).status_code == 200
    assert holder(visit, given).get(inside_of(given)).status_code == 200


def test_a_link_that_has_ended_is_no_guess(visit, cast, given):
    operations.revoke_link(given.link, cast.wati.id, NOON)

    visit().get(door_of(given))

    assert FailedSignIn.select().count() == 0


def test_another_links_secret_opens_nothing(visit, cast, contact, given):
    other = give(cast, contact, "t2")

    crossed = visit().get(f"/t/{given.link.key}/{other.secret}")

    assert crossed.status_code == 404
    assert holder(visit, given).get(inside_of(other)).status_code == 404


def test_a_press_without_the_forms_token_does_nothing(visit, given):
    before = everything()

    replies = [
        visit()._open("POST", f"{door_of(given)}{path}")
        for path in ("", "/bukan-saya", "/teruskan")
    ]

    assert [reply.status_code for reply in replies] == [400] * 3
    assert everything() == before


def test_not_me_tells_whoever_made_it(visit, cast, given):
    page = visit().post(f"{door_of(given)}/bukan-saya")

    assert "Tautan sudah dimatikan" in page.text
    link = SignedLink.get()
    assert (link.state, link.ended_at) == (LinkState.DISOWNED, NOON)
    mail = Message.get(Message.recipient == cast.wati.email)
    assert "bukan saya" in mail.body
    assert given.secret not in mail.body


def test_not_me_can_be_said_from_inside(visit, given):
    browser = holder(visit, given)

    browser.post(f"/t/{given.link.key}/bukan-saya")

    assert browser.get(inside_of(given)).status_code == 404


def test_handing_on_sends_a_new_link_to_the_new_hand_alone(visit, cast, given):
    page = visit().post(f"{door_of(given)}/teruskan", OTHER)

    old, new = SignedLink.select().order_by(SignedLink.id)
    assert (old.state, new.state) == (LinkState.FORWARDED, LinkState.OPEN)
    assert (new.name, new.email, new.expires_at) == (*OTHER.values(), old.expires_at)
    assert new.handed_on_from == old
    recipients = [each.recipient for each in Message.select().order_by(Message.id)]
    assert recipients == ["rahimah@campus.example", OTHER["email"], cast.wati.email]
    assert f"/t/{new.key}" not in page.text


@pytest.mark.parametrize("wrong", [{"name": ""}, {"email": ""}, {"email": "nowhere"}])
def test_handing_on_to_nobody_keeps_the_link_and_what_was_typed(visit, given, wrong):
    page = visit().post(f"{door_of(given)}/teruskan", OTHER | wrong)

    assert page.status_code == 422
    assert SignedLink.get().state == LinkState.OPEN
    assert all(text in page.text for text in (OTHER | wrong).values())


def test_where_the_holder_signs_a_coordinator_confirms_the_new_hand(
    visit, cast, given, monkeypatch
):
    monkeypatch.setitem(purposes.PURPOSES, STUDENTS.name, replace(STUDENTS, signs=True))

    visit().post(f"{door_of(given)}/teruskan", OTHER)

    new = SignedLink.get(SignedLink.state == LinkState.WAITING)
    assert new.digest is None
    assert not Message.select().where(Message.recipient == OTHER["email"]).exists()
    assert visit().get(f"/t/{new.key}/anything").status_code == 404
    assert "Benar orangnya?" in visit(cast.wati).get("/tautan").text

    shown = visit(cast.wati).post(f"/tautan/{new.key}/pastikan")

    path = shown.text.split(f"/t/{new.key}/")[1].split("<")[0]
    assert visit().get(f"/t/{new.key}/{path}").status_code == 200
    assert Message.select().where(Message.recipient == OTHER["email"]).exists()


def test_a_maker_without_an_address_does_not_keep_the_link_alive(visit, cast, given):
    Person.update(email=None).where(Person.id == cast.wati.id).execute()

    assert visit().post(f"{door_of(given)}/bukan-saya").status_code == 200
    assert SignedLink.get().state == LinkState.DISOWNED


def test_the_database_never_holds_the_secret(visit, cast, given):
    holder(visit, given)
    visit().post(f"{door_of(given)}/teruskan", OTHER)
    stored = "".join(
        repr(db.execute_sql(f'SELECT * FROM "{table}"').fetchall()) for table in db.get_tables()
    )

    assert "Bu Rahimah" in stored
    assert given.secret not in stored
    assert f"/t/{given.link.key}" not in stored


def test_the_mail_that_waits_is_sealed_and_is_sent_in_clear(given, settings, tmp_path):
    from mori.notifications.mail import sender

    message = Message.get()
    own = replace(settings, instance=str(tmp_path), secret_key=POST.seal_with.decode())

    sender(own)(message)

    (file,) = (tmp_path / "mail").iterdir()
    assert given.secret not in message.body
    assert given.secret in file.read_text().replace("=\n", "")
