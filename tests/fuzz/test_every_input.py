"""Whatever is sent to whichever address by whoever: MORI answers, and with a page of its own.

Every input comes from a seed and a number, so that what failed is had again. A run reports each
kind of failure once; ``make fuzz`` is the long form.
"""

import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from peewee import PeeweeException

from mori.accounts.models import Person
from mori.accounts.operations import digest_of, invite_person, open_session
from mori.accounts.views import _seal, _tickets
from mori.alumni.messages.letters import stop_ticket
from mori.alumni.rules import Agreed
from mori.attendance.codes.views import PURPOSE
from mori.core import tickets
from mori.core.clock import now
from mori.core.db import db
from mori.core.errors import Refused
from mori.encounters.reminding.letters import BATCH as DATES
from mori.events.telling.letters import pass_of
from mori.links.views import COOKIE
from mori.safeguarding.button.app import RedButton
from mori.web.sessions import form_token
from tests.cast import role_of
from tests.conftest import forget_calendars
from tests.fuzz import forms
from tests.fuzz.asking import Answer, Watched, ask, complaints, named
from tests.fuzz.inputs import STRANGER, Input, World, input_of, named_parts
from tests.fuzz.rows import (
    SECRET,
    applications_of,
    files,
    keys_of,
    papers_of,
    presence_of,
    promised,
)
from tests.house.test_access import people, rows  # noqa: F401 - a key for every loader
from tests.safeguarding.alerts.alarm import replay, tap

PEOPLE = ("tono", "sari", "budi", "rina", "wati", "ningsih", "hasan", "joko", "citra", "gita")
BATCH = 20  # inputs on the same rows; then all is as it was


class Browsers:
    """Sessions of everybody, opened when they are needed and gone with the batch."""

    def __init__(self, app, cast, code: str) -> None:
        self.secret = app.config["SECRET_KEY"]
        self.cast = cast
        at = int(now().timestamp())
        self.tapped = f"{tickets.TAP_COOKIE}={tickets.tap_ticket(self.secret, code, at)}"
        self.tapped += f"; {COOKIE}={SECRET}"
        self.open: dict[str, tuple[str, str]] = {}

    def of(self, who: str) -> tuple[str, str]:
        """The cookies of somebody, and the form token of their pages."""
        if who == STRANGER:
            return self.tapped, form_token(self.secret, "anonymous")
        if who not in self.open:
            try:
                token = open_session(Person.get_by_id(getattr(self.cast, who).id), now())
            except Refused:  # an input of this batch has ended their role
                return self.of(STRANGER)
            of_forms = form_token(self.secret, digest_of(token))
            self.open[who] = f"mori={token}; {self.tapped}", of_forms
        return self.open[who]


@pytest.fixture
def code(cast) -> str:
    """The code of a tap of Tono's."""
    return replay(tap(cast.tono, now())).code


@pytest.fixture
def watched(app) -> Iterator[Watched]:
    watching = Watched(app)
    with watching.listening():
        yield watching


@pytest.fixture
def site(app, watched, tmp_path) -> RedButton:
    return RedButton(tmp_path / "spool", app.config["SETTINGS"].key, lambda: watched)


@pytest.fixture
def button(app, tmp_path) -> RedButton:
    """The Red Button alone, as on a socket of its own."""
    return RedButton(tmp_path / "alone", app.config["SETTINGS"].key)


@pytest.fixture
def world(app, cast, rows, code, site) -> World:  # noqa: F811 - the fixture
    keys, parts = keys_of(cast, rows)
    parts |= papers_of(cast, keys, app.config["SECRET_KEY"])
    parts |= applications_of(keys, app.config["SECRET_KEY"])
    parts |= presence_of(keys, app.config["SECRET_KEY"])
    world = World(
        routes=list(forms.routes_of(app)),
        keys=keys,
        arguments=arguments(app, cast, code, rows) | parts,
        known=forms.Known(),
        people={STRANGER: None} | {name: role_of(getattr(cast, name)).role for name in PEOPLE},
        files=files(),
    )
    world.known = forms.known_of(app, pages(world, site, Browsers(app, cast, code)))
    return world


def arguments(app, cast, code: str, opened: dict[str, str]) -> dict[str, list[str]]:
    """Parts of addresses and fields that only MORI can have made."""
    settings = app.config["SETTINGS"]
    with app.test_request_context():
        claims = [
            {"person": cast.wati.key, "next": "/\r\nx", "secret": _seal("JBSWY3DPEHPK3PXP")},
            {"person": cast.hasan.key, "next": "/", "secret": None},
        ]
        form = {"path": "/logbook", "fields": [["text", "x"]], "writer": cast.tono.key}
        return {
            "month": ["2026-11", "2026-10", "2000-01"],
            "code": [code],
            "secret": [SECRET],
            "token": [invite_person(cast.laila, now())],
            "carried": [_seal(json.dumps(form))],
            "ticket": [
                tickets.sign(settings.key, DATES, "abcdefgh234567"),
                tickets.sign(settings.key, PURPOSE, cast.banua.key, "0"),
                tickets.help_ticket(settings.key, cast.tono.key, 0),
                stop_ticket(settings.key, opened["alumnus_to_share_with"], Agreed.CONTACT),
                pass_of(settings.key, opened["invitation_by_key"]),
                *promised(settings.key, opened["follow_up_by_key"]),
                *map(_tickets().dumps, claims),
            ],
        }


def pages(world: World, site, browsers: Browsers) -> Iterator[tuple[str, str]]:
    """Every page that each person may open, with its HTML."""
    for who in (STRANGER, "tono", "budi", "wati", "ningsih", "hasan"):
        for route in world.routes:
            if ".pdf" in route.rule or world.people[who] not in (*route.roles, None):
                continue
            for path in paths_of(world, route):
                answer = ask(site, Input(0, who, "GET", path.encode()), *browsers.of(who))
                if answer.status == 200 and answer.header("content-type").startswith("text/html"):
                    yield path, answer.html


def paths_of(world: World, route: forms.Route) -> Iterator[str]:
    """An address with each key that there is for it."""
    path = route.rule
    for name in named_parts(path):
        if name != "key":
            path = path.replace(f"<{name}>", world.arguments[name][0])
    for key in world.keys[route.loader] if "<key>" in path else [""]:
        yield path.replace("<key>", key)


@contextmanager
def undone() -> Iterator[None]:
    with db.atomic() as transaction:
        yield
        transaction.rollback()
    forget_calendars()


def answer_to(asked: Input, site, watched: Watched, browsers: Browsers) -> Answer:
    """The answer, with all that broke on the way to it."""
    cookies, token = browsers.of(asked.who)
    watched.trouble.clear()
    answer = Answer()
    try:
        with db.atomic():
            answer = ask(site, asked, cookies, token)
    except PeeweeException as error:
        answer.trouble.append(f"the transaction is left broken: {error!r}")
    answer.trouble.extend(watched.trouble)
    return answer


@pytest.mark.filterwarnings(
    "ignore:Unclosed file",  # what Werkzeug spools to disk it never closes
    "ignore::pytest.PytestUnraisableExceptionWarning",
)
def test_no_input_breaks_anything(
    app, cast, code, site, button, watched, world, pytestconfig, capsys
):
    seed, count = pytestconfig.getoption("--seed"), pytestconfig.getoption("--inputs")
    first = pytestconfig.getoption("--from-input")
    statuses: Counter[int] = Counter()
    found: dict[str, list[str]] = {}
    began = dt.datetime.now(dt.UTC)

    for start in range(first - first % BATCH, first + count, BATCH):
        with undone():
            browsers = Browsers(app, cast, code)
            for number in range(start, min(start + BATCH, first + count)):
                asked = input_of(world, seed, number)
                answer = answer_to(asked, site, watched, browsers)
                statuses[answer.status] += 1
                alone = ask(button, asked, *browsers.of(asked.who))
                wrong = [*complaints(asked, answer), *complaints(asked, alone)]
                if wrong:
                    found.setdefault(kind_of(wrong), []).append(told(seed, asked, wrong))
    took = (dt.datetime.now(dt.UTC) - began).total_seconds()

    report(capsys, f"seed {seed}: {count} inputs in {took:.0f} s", statuses)
    assert not found, "\n\n".join(
        f"{len(each)} × {kind}\n{each[0]}" for kind, each in sorted(found.items())
    )


def report(capsys, title: str, statuses: Counter[int]) -> None:
    lines = [f"{number:8} × {named(status)}" for status, number in sorted(statuses.items())]
    with capsys.disabled():
        sys.stdout.write(
            "\n".join(["", title, *lines, ""]) if sum(statuses.values()) > 5000 else ""
        )


def kind_of(wrong: list[str]) -> str:
    """Where it broke and how, so that the same mistake is reported once."""
    last = wrong[0].strip().splitlines()
    ours = [line.strip() for line in last if "/mori/" in line]
    return f"{last[-1][:90]} · {ours[-1] if ours else ''}"


def told(seed: int, asked: Input, wrong: list[str]) -> str:
    again = f"make fuzz SEED={seed} FROM={asked.number} N=1"
    return f"{again}\n{asked}"[:1500] + "\n" + "\n".join(wrong)[-3500:]
