"""On a slow line the Red Button can be used within seconds: a model, and the real bytes."""

import re

import pytest

from bench import link
from bench.link import BUTTON_ENDS, LINES, Line, Sent, Visit, handshakes, usable_after
from mori.web.wire.assets import address

GOALS = {"GPRS": 3.0, "2G": 2.8, "slow 3G": 1.6}


def sent(browser, path: str) -> Sent:
    reply = browser.get(path, headers={"Accept-Encoding": "br"})
    with reply:
        return Sent(dict(reply.headers), reply.get_data())


def test_the_lines_are_those_that_were_promised():
    assert {line.name: line.goal for line in LINES} == GOALS


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
@pytest.mark.parametrize("who", [None, "sari"], ids=["sign-in page", "home"])
def test_the_button_can_be_used_in_time_on_a_first_visit(visit, cast, line, who):
    browser = visit(cast.sari if who else None)

    page = sent(browser, "/" if who else "/masuk")

    assert usable_after(line, Visit(page)) <= line.goal


def test_no_script_and_no_font_stands_before_the_button(visit, cast):
    for browser, path in ((visit(), "/masuk"), (visit(cast.sari), "/")):
        before = browser.get(path).text.split('class="red"')[0]

        scripts = re.findall(r"<script[^>]*>", before)
        assert all(" defer" in script for script in scripts)
        assert "@font-face" not in before


def test_the_sign_in_page_waits_for_nothing_but_itself(visit):
    page = visit().get("/masuk").text

    assert 'rel="stylesheet"' not in page
    assert "<script" not in page
    assert f'rel="prefetch" href="{address("mori.css")}"' in page


def test_a_page_is_readable_as_far_as_it_has_come(visit):
    page = sent(visit(), "/masuk")

    size = page.bytes_until(BUTTON_ENDS)

    assert page.head_bytes < size < page.bytes
    whole = Sent(page.headers, page.body[: size - page.head_bytes])
    assert whole.bytes_until(BUTTON_ENDS) == size


LINE = Line("even", 8_000, 1.0, 0)  # a thousand bytes a second


def test_each_segment_has_its_header():
    assert LINE.carries(1_460) == 1.5
    assert LINE.carries(1_461) == 1.541


def test_a_line_that_is_slower_than_its_round_trip_never_waits_for_acknowledgements():
    assert LINE.delivers(50_000) == LINE.carries(50_000)


def test_a_fast_line_waits_a_round_trip_after_ten_segments():
    fast = Line("fast", 80_000_000, 0.5, 0)

    assert fast.delivers(14_600) < 0.01
    assert 0.49 < fast.delivers(14_601) < 0.51
    assert 0.99 < fast.delivers(14_600 * 3 + 1) < 1.02


def test_before_the_first_page_come_two_round_trips_and_the_certificate():
    expected = 2 * 1.0 + LINE.carries(link.CLIENT_HELLO) + LINE.carries(link.SERVER_FLIGHT)

    assert handshakes(LINE) == pytest.approx(expected)


def test_a_stylesheet_that_is_linked_costs_a_round_trip_more():
    page = Sent({}, b'<link rel="stylesheet" href="x"><form><button>' + BUTTON_ENDS)

    with_styles = usable_after(LINE, Visit(page, stylesheet=Sent({}, b"x" * 943)))

    # another request, its round trip, and a thousand bytes in one segment
    styles = LINE.asks(link.REQUEST) + LINE.carries(960)
    assert with_styles == pytest.approx(usable_after(LINE, Visit(page)) + styles, abs=0.05)
