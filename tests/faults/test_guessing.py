"""Whoever guesses passwords without end keeps nobody out: real processes, real addresses."""

import itertools
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from mori.accounts.models import FailedSignIn
from tests.cast import PASSWORD

from .site import Answer, Phone, Server, Site, until

HOME, CAMPUS, ELSEWHERE = "203.0.113.7", "198.51.100.9", "192.0.2.1"
PEOPLE = ("sari", "tono", "rina", "budi", "wati", "ningsih", "opik", "hasan")
TIMES = 40


class Door:
    """The sign-in page of a server behind one proxy, which says from where somebody comes."""

    def __init__(self, server: Server) -> None:
        self.server = server
        page = server.ask("/masuk").text
        self.token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]

    def knock(self, name: str, password: str, address: str, phone: Phone | None = None) -> Answer:
        form = {"csrf_token": self.token, "login": f"{name}@contoh.example", "password": password}
        return self.server.ask("/masuk", phone, form, X_Forwarded_For=address)

    def refused(self, address: str, phones: dict[str, Phone] | None = None) -> list[int]:
        """What right passwords were answered that were not let in."""
        people = itertools.islice(itertools.cycle(PEOPLE), TIMES)
        given = [self.knock(who, PASSWORD, address, (phones or {}).get(who)) for who in people]
        return [answer.status for answer in given if answer.status != 303]


@contextmanager
def attack(door: Door, whom: Callable[[int], str], whence: Callable[[int], str]) -> Iterator[None]:
    """Somebody tries one wrong password after another, until the end."""
    ended = threading.Event()

    def guess() -> None:
        for number in itertools.count():
            if ended.is_set():
                return
            door.knock(whom(number), "salah sekali", whence(number))

    attacker = threading.Thread(target=guess, daemon=True)
    attacker.start()
    try:
        until(lambda: FailedSignIn.select().count() >= 15)
        yield
    finally:
        ended.set()
        attacker.join(20)


@pytest.fixture
def door(site: Site) -> Door:
    return Door(site.serve(env={"MORI_PROXY_HOPS": "1"}))


def test_an_officer_is_let_in_while_another_address_guesses(door):
    with attack(door, lambda _: "ningsih", lambda _: ELSEWHERE):
        given = [door.knock("ningsih", PASSWORD, HOME).status for _ in range(TIMES)]

    assert given == [303] * TIMES


def test_an_officer_is_let_in_while_many_addresses_guess(door):
    with attack(door, lambda _: "ningsih", lambda number: f"192.0.2.{number % 250}"):
        given = [door.knock("ningsih", PASSWORD, HOME).status for _ in range(TIMES)]

    assert given == [303] * TIMES


def test_a_campus_is_let_in_while_somebody_on_it_guesses(door):
    with attack(door, lambda number: f"tiada{number}", lambda _: CAMPUS):
        assert door.refused(CAMPUS) == []


def test_known_phones_are_let_in_while_somebody_beside_them_guesses_at_everybody(door):
    phones = {who: phone_after(door.knock(who, PASSWORD, HOME)) for who in PEOPLE}

    with attack(door, lambda number: PEOPLE[number % len(PEOPLE)], lambda _: CAMPUS):
        assert door.refused(CAMPUS, phones) == []


def phone_after(answer: Answer) -> Phone:
    """A phone that signed in once, of which nothing but its being known is left."""
    return Phone(re.search(r"mori_device=[^;]+", answer.headers["Set-Cookie"])[0])
