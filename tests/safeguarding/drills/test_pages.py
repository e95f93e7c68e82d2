"""A drill from notice to figure, on pages without a script."""

import re

import pytest

from mori.notifications.models import Message
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.drills.models import Drill
from mori.safeguarding.points.rules import Way
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import alert_of, climb, hand_over, minutes
from tests.safeguarding.drills.drilling import (
    alert_in,
    done_drill,
    drill_in,
    missed_drill,
    work,
)
from tests.safeguarding.points.asking import proven

pytestmark = pytest.mark.usefixtures("clock", "english")


def ask(browser, token="t", wait="quarter"):
    return browser.post("/jaga/latihan", {"token": token, "wait": wait})


def cards(html):
    return [each.split("</li>")[0] for each in html.split('<li class="card stack" data-waits>')[1:]]


def test_from_notice_to_figure(visit, cast, clock):
    for n in (3, 2):
        done_drill(cast.banua, cast.opik, n, n + 1, NOON - minutes(60 * 24 * 7 * n))
    reply = ask(visit(cast.hasan))
    assert reply.location == "/jaga/latihan"
    assert "Hasan Contoh asked for a drill" in visit(cast.hasan).get("/jaga/latihan").text

    drill = Drill.select().order_by(Drill.id.desc()).get()
    begun = drill.planned_at
    clock.move_to(begun)
    work(begun)
    hand_over(begun)
    board = visit(cast.ningsih).get("/jaga").text
    assert "Open and handle" in board
    clock.move_to(begun + minutes(5))
    reply = visit(cast.ningsih).post(f"/jaga/{alert_in(drill).key}/tangani")
    opened = visit(cast.ningsih).get(reply.location).text
    assert "This was a drill. Thank you." in opened
    assert "Ningsih" in opened
    assert f"/jaga/latihan/{drill.key}" in opened

    figure = (
        "3 drills in the last 90 days: half were read after 3 minutes, 95 of 100 after 5 minutes."
    )
    assert figure in visit(cast.ningsih).get("/jaga/latihan").text
    assert figure in visit(cast.sari).get("/bantuan").text
    assert figure not in visit(cast.laila).get("/bantuan").text
    one = visit(cast.hasan).get(f"/jaga/latihan/{drill.key}").text
    assert "Hasan Contoh" in one
    assert "handed over after a minute" in one


def test_what_nobody_read_is_counted_apart_and_no_time_is_made_up(visit, cast):
    for n in (3, 2):
        done_drill(cast.banua, cast.opik, n, n + 1, NOON - minutes(60 * 24 * 7 * n))
    missed_drill(cast.banua, NOON - minutes(60 * 24 * 28))

    page = visit(cast.sari).get("/bantuan").text

    assert "3 drills in the last 90 days: half were read after 3 minutes." in page
    assert "1 was read by nobody within an hour." in page
    assert "95 of 100" not in page


def test_before_it_is_handled_it_looks_like_a_call_of_nobody_known(visit, cast):
    alert_of()
    climb(NOON)
    called = visit(cast.ningsih).get(f"/jaga/{Alert.get().key}").text
    call = cards(visit(cast.ningsih, htmx=True).get("/jaga").text)
    Alert.update(state="acknowledged").execute()
    drill = drill_in(cast.banua)
    work()

    opened = visit(cast.ningsih).get(f"/jaga/{alert_in(drill).key}").text
    drilled = cards(visit(cast.ningsih, htmx=True).get("/jaga").text)

    def without_keys(html):
        return re.sub(r"/jaga/\w+|csrf_token[^>]*|[Cc]ode \w{8}|“[^”]*”", "", html)

    assert without_keys(drilled[0]) == without_keys(call[0])
    main = [without_keys(html).split('<div class="two">')[1] for html in (opened, called)]
    assert [part.split('id="told"')[0] for part in main][0] == main[1].split('id="told"')[0]
    assert "rill" not in opened.replace("/jaga/latihan", "")


def test_a_call_stands_before_a_drill_on_the_board(visit, cast):
    alert = alert_of(cast.sari)
    climb(NOON)
    Alert.update(state="acknowledged").execute()
    drill = drill_in(cast.banua)
    work()
    Alert.update(state="notified").execute()

    first, second = cards(visit(cast.ningsih, htmx=True).get("/jaga").text)

    assert f"/jaga/{alert.key}/" in first
    assert f"/jaga/{alert_in(drill).key}/" in second


def test_over_it_stands_on_no_board_and_in_no_badge(visit, cast):
    done_drill(cast.banua, cast.ningsih)

    board = visit(cast.ningsih).get("/jaga").text

    assert "No calls." in board
    assert 'class="badge' not in board


def test_without_enough_drills_interns_read_nothing_of_them(visit, cast):
    done_drill(cast.banua, cast.ningsih)
    missed_drill(cast.banua, NOON - minutes(60 * 24))

    assert 'id="drills"' not in visit(cast.sari).get("/bantuan").text
    assert "From 3 drills in 90 days on" in visit(cast.ningsih).get("/jaga/latihan").text
    assert visit().get("/bantuan").status_code == 200


def test_a_missed_drill_is_said_and_counts(visit, cast):
    for n in range(3):
        drill = missed_drill(cast.banua, NOON - minutes(60 * 24 * n))

    opened = visit(cast.ningsih).get(f"/jaga/{alert_in(drill).key}").text
    page = visit(cast.ningsih).get("/jaga/latihan").text
    one = visit(cast.ningsih).get(f"/jaga/latihan/{drill.key}").text

    assert "handled by nobody within an hour" in page
    assert "3 were read by nobody within an hour" in visit(cast.sari).get("/bantuan").text
    assert "had not gone out when the drill ended" in one
    assert "It ended by itself after an hour." in opened


def test_of_each_officer_it_says_what_every_channel_did(visit, cast):
    proven(cast.ningsih, Way.SMS, "+6281234567890")
    proven(cast.ningsih, Way.MAIL, "ningsih.sendiri@contoh.example")

    drill = missed_drill(cast.banua)
    page = shown(visit(cast.ningsih).get(f"/jaga/latihan/{drill.key}").text)

    assert "Ningsih Contoh SMS · had not gone out when the drill ended" in page
    assert "Ningsih Contoh E-mail · had not gone out when the drill ended" in page
    assert "not told" not in page
    assert all(message.stopped_at for message in Message.select().where(Message.is_urgent))


def shown(html):
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_invariant_9_no_call_moves_a_figure(visit, cast, clock):
    for n in range(3):
        done_drill(cast.banua, cast.ningsih, at=NOON - minutes(60 * 24 * n + 60))
    before = [visit(cast.sari).get("/bantuan").text, visit(cast.hasan).get("/jaga/latihan").text]

    alert = alert_of(cast.tono)
    climb(NOON)
    visit(cast.ningsih).post(f"/jaga/{alert.key}/tangani")

    after = [visit(cast.sari).get("/bantuan").text, visit(cast.hasan).get("/jaga/latihan").text]
    said = [re.search(r"3 drills[^<]*", html)[0] for html in [*before, *after]]
    assert said[:2] == said[2:]


def test_a_drill_of_long_ago_counts_no_more(visit, cast):
    for n in range(3):
        done_drill(cast.banua, cast.ningsih, at=NOON - minutes(60 * 24 * (91 + n)))

    assert 'id="drills"' not in visit(cast.sari).get("/bantuan").text


def test_pressing_twice_asks_once(visit, cast):
    browser = visit(cast.hasan)

    assert [ask(browser).status_code for _ in range(2)] == [303, 303]

    assert Drill.select().count() == 1


def test_a_second_one_waits_for_the_first(visit, cast):
    ask(visit(cast.hasan))

    reply = ask(visit(cast.ningsih), token="other", wait="half_day")

    assert reply.status_code == 422
    assert "A drill has been asked for already." in reply.text
    assert re.search(r'value="half_day"\s+checked', reply.text)


def test_that_it_has_begun_shows_on_no_page(visit, cast):
    ask(visit(cast.hasan))
    before = visit(cast.hasan).get("/jaga/latihan").text.partition("<main")[2]
    drill = Drill.get()

    Drill.update(planned_at=NOON).execute()
    work()

    assert alert_in(drill).state == "notified"
    said = re.search(r"Hasan Contoh asked for a drill[^<]*", before)[0]
    after = visit(cast.hasan).get("/jaga/latihan").text
    assert said in after
    assert drill.key not in after
    assert visit(cast.hasan).get(f"/jaga/latihan/{drill.key}").status_code == 404


def test_a_wait_that_is_not_offered_is_refused(visit, cast):
    reply = ask(visit(cast.hasan), wait="never")

    assert reply.status_code == 422
    assert "Choose one of those offered." in reply.text
    assert Drill.select().count() == 0


def test_another_office_finds_nothing(visit, cast):
    drill = done_drill(cast.banua, cast.ningsih)

    assert visit(cast.dewi).get(f"/jaga/latihan/{drill.key}").status_code == 404
    assert drill.key not in visit(cast.dewi).get("/jaga/latihan").text


@pytest.mark.parametrize("who", ["sari", "rina", "wati", "gita"])
def test_nobody_else_drills(visit, cast, who):
    browser = visit(getattr(cast, who))

    assert browser.get("/jaga/latihan").status_code == 403
    assert ask(browser).status_code == 403
    assert Drill.select().count() == 0
