"""*Safe here*: kept sealed, never shown again, read by officers who were told and nobody else."""

import re

import pytest

from mori.accounts.models import Person
from mori.placements.models import Placement
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.operations import acknowledge_alert
from mori.safeguarding.safety.models import SafetyItem
from mori.safeguarding.safety.queries import kinds_kept
from mori.safeguarding.safety.rules import SafetyKind
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import climb, minutes, reload, replay, tap, told, verbs
from tests.safeguarding.doubts.test_silencing import again, open_link
from tests.safeguarding.receipts.reading import phone_of, seen
from tests.safeguarding.safety.keeping import CONTACT, keep_contact

pytestmark = pytest.mark.usefixtures("clock", "english")
FILLED = {
    "kontak": CONTACT,
    "tepercaya": {"name": "Teman Rekaan", "number": "0812 0000 5566", "may": "lost"},
    "petugas": {"gender": "woman", "language": "Bugis Wajo"},
    "kampus": {"satgas": "no"},
    "pin": {"pin": "4821", "duress": "907315"},
    "latihan": {},
    "hak": {},
}
SECRET = ("0812 0000 7788", "magrib", "layang", "0812 0000 5566", "Rekaan", "Bugis")


def fill_in_all(browser):
    return {part: browser.post(f"/saya/aman/{part}", said) for part, said in FILLED.items()}


def test_everything_can_be_filled_in_and_nothing_is_shown_again(visit, cast):
    sari = visit(cast.sari)
    before = seen(sari.get("/saya/aman"))

    replies = fill_in_all(sari)

    assert {reply.status_code for reply in replies.values()} == {303}
    assert 'href="/saya/aman"' in seen(sari.get("/saya"))
    after = seen(sari.get("/saya/aman"))
    assert (before.count("not yet"), after.count("not yet")) == (8, 1)  # the wishes are left
    pages = [sari.get(f"/saya/aman/{part}") for part in FILLED]
    for page in pages:
        assert page.headers["Cache-Control"] == "no-store"
        assert not any(word in seen(page) for word in SECRET)
    kept = "".join(item.sealed for item in SafetyItem.select())
    assert not any(word in kept for word in SECRET)


@pytest.mark.parametrize(
    ("part", "said", "why"),
    [
        ("kontak", {"way": "call", "number": " "}, "Write a number"),
        ("kontak", {"way": "pigeon", "number": "1"}, "Choose one of those offered"),
        ("tepercaya", {"name": "Teman", "number": "", "may": "asked"}, "how to reach this person"),
        ("pin", {"pin": "123", "duress": "456789"}, "4 to 8 digits"),
        ("pin", {"pin": "1234", "duress": "abcd"}, "4 to 8 digits"),
        ("pin", {"pin": "1234", "duress": "1234"}, "another one than the first"),
    ],
)
def test_what_cannot_be_kept_says_why(visit, cast, part, said, why):
    reply = visit(cast.sari).post(f"/saya/aman/{part}", said)

    assert reply.status_code == 422
    assert why in reply.text
    assert not SafetyItem.select().exists()


def test_what_is_taken_back_is_gone(visit, cast):
    sari = visit(cast.sari)
    fill_in_all(sari)

    for part in FILLED:
        sari.post(f"/saya/aman/{part}/hapus")

    assert not SafetyItem.select().exists()
    assert "not yet" in seen(sari.get("/saya/aman"))


def test_a_page_that_is_none(visit, cast):
    for path in ("/saya/aman/lain", "/saya/aman/kontak/lain"):
        assert visit(cast.sari).get(path).status_code == 404
    assert visit(cast.sari).post("/saya/aman/lain").status_code == 404


def test_officers_who_were_told_read_the_safe_contact_before_any_number(visit, cast):
    fill_in_all(visit(cast.sari))
    alert = replay(tap(cast.sari)).alert
    climb(NOON)

    page = seen(visit(cast.ningsih).get(f"/jaga/{alert.key}"))

    main = page[page.index("<main") :]
    assert main.index("0812 0000 7788") < main.index(f"tel:{cast.sari.phone}")
    assert 'href="tel:081200007788"' in main
    for words in ("WhatsApp", "setelah magrib", "jangan menelepon rumah", "layang-layang",
                  "soal jadwal piket", "Teman Rekaan", "A woman", "Bugis Wajo"):  # fmt: skip
        assert words in main


@pytest.mark.parametrize("who", ["opik", "hasan", "rina", "wati", "tono", "gita"])
def test_nobody_else_finds_it(visit, cast, who):
    fill_in_all(visit(cast.sari))
    alert = replay(tap(cast.sari)).alert
    climb(NOON)

    assert visit(getattr(cast, who)).get(f"/jaga/{alert.key}").status_code == 404


def test_a_practice_tap_calls_nobody(visit, cast):
    page = visit(cast.sari)

    page.post("/saya/aman/latihan")

    assert not Alert.select().exists()
    assert "Nobody was called" in seen(page.get("/saya/aman/latihan"))


def test_who_comes_in_by_a_staff_link_reads_nothing_and_hides_nothing(app, visit, cast, clock):
    keep_contact(app, cast.sari)
    clock.move_to(NOON + minutes(2))
    intruder = visit(open_link(cast.sari, NOON + minutes(1), cast.wati))

    reading = seen(intruder.get("/saya/aman/kontak"))
    changed = intruder.post("/saya/aman/kontak", CONTACT | {"number": "0812 9999 0000"})
    taken = intruder.post("/saya/aman/kontak/hapus")

    assert "0812 0000 7788" not in reading
    assert (changed.status_code, taken.status_code) == (303, 303)
    alert = replay(tap(again(cast.sari))).alert
    climb(NOON + minutes(2))
    page = seen(visit(cast.ningsih).get(f"/jaga/{alert.key}"))
    assert "0812 0000 7788" in page
    assert "by somebody who may be another" in page
    assert "9999 0000" not in page, "what they wrote themselves they took back"


def test_once_it_is_certain_who_it_is_only_the_last_counts(app, visit, cast, clock):
    keep_contact(app, cast.sari)
    clock.move_to(NOON + minutes(2))
    phone = visit(open_link(cast.sari, NOON + minutes(1), cast.wati))
    phone.post("/saya/aman/kontak", CONTACT | {"number": "0812 9999 0000"})
    Person.update(doubted_since=None).where(Person.id == cast.sari.id).execute()

    alert = replay(tap(again(cast.sari))).alert
    climb(NOON + minutes(2))
    page = seen(visit(cast.ningsih).get(f"/jaga/{alert.key}"))

    assert "0812 9999 0000" in page
    assert "0812 0000 7788" not in page
    visit(cast.sari).post("/saya/aman/kontak/hapus")
    assert not SafetyItem.select().exists()


def test_the_last_thing_said_counts(visit, cast):
    sari = visit(cast.sari)

    for satgas in ("yes", "no"):
        sari.post("/saya/aman/kampus", {"satgas": satgas})

    assert SafetyItem.select().count() == 1
    assert kinds_kept(cast.sari.id) == {SafetyKind.CAMPUS}


def test_what_a_changed_server_key_leaves_unread_is_said(app, visit, cast):
    keep_contact(app, cast.sari)
    SafetyItem.update(sealed="gAAAA").execute()
    alert = replay(tap(cast.sari)).alert
    climb(NOON)

    assert "cannot be read" in seen(visit(cast.ningsih).get(f"/jaga/{alert.key}"))


def test_a_quiet_button_is_of_this_phone_alone(visit, cast):
    sari, other = visit(cast.sari), visit(cast.sari)

    reply = sari.post("/saya/aman-tenang", {"quiet": "1"})

    assert "HttpOnly" in reply.headers["Set-Cookie"]
    assert re.search(r'<script[^>]*src="/static/quiet\.', seen(sari.get("/saya")))
    assert "/static/quiet." not in seen(other.get("/saya"))
    sari.post("/saya/aman-tenang", {"quiet": "0"})
    assert "/static/quiet." not in seen(sari.get("/saya"))


def test_on_the_page_after_a_tap_they_say_how_to_be_contacted(visit, cast):
    first = replay(tap(cast.sari))
    climb(NOON)
    phone = phone_of(visit(), first.code)

    replies = [
        phone.post(f"/c/{first.code}/cara", {"choice": choice})
        for choice in ("call", "not_here", "not_here", "pigeon")
    ]

    assert {reply.status_code for reply in replies} == {303}
    assert verbs(first.alert)[2:] == ["wish", "wish"]
    page = seen(visit(cast.ningsih).get(f"/jaga/{first.alert.key}"))
    assert "Do not contact me on this phone now" in page
    assert re.search(r'value="not_here" checked', seen(phone.get(f"/c/{first.code}")))
    assert told(first.alert) == ["ningsih"]


def test_whoever_handles_it_is_told_of_that(visit, cast):
    first = replay(tap(cast.sari))
    climb(NOON)
    acknowledge_alert(reload(first.alert), cast.ningsih.id, NOON + minutes(1))

    phone_of(visit(), first.code).post(f"/c/{first.code}/cara", {"choice": "write"})

    assert told(first.alert)[-1] == "ningsih"
    assert len(told(first.alert)) == 2


def test_a_pupil_has_more_to_choose_from_and_nobody_is_told(visit, cast):
    first, other = replay(tap(cast.sari)), replay(tap(cast.tono))
    Placement.update(kind="pupil").where(Placement.id == cast.placement.id).execute()

    pupil, student = (
        seen(phone_of(visit(), each.code).get(f"/c/{each.code}")) for each in (first, other)
    )

    assert "UPTD PPA" in pupil
    assert "within three days" in pupil
    assert "UPTD PPA" not in student


def test_mori_writes_by_itself_to_no_other_way_than_mail(visit, cast):
    browser = visit(cast.sari)
    said = {"way": "sms", "number": "0812 0000 7788", "reminder": "yes"}

    refused = browser.post("/saya/aman/kontak", said)
    taken = browser.post("/saya/aman/kontak", said | {"way": "mail", "number": "a@contoh.example"})

    assert refused.status_code == 422
    assert "MORI writes by e-mail alone" in refused.text
    assert taken.status_code == 303
