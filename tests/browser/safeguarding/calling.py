"""A call for help on a small site, as its people see it on their phones."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

import time_machine

from mori.accounts.models import Person
from mori.safeguarding.alerts.models import Alert
from tests.browser import acts
from tests.faults.site import Server, Site, stop
from tests.support.as_if import STARTED, begun_at

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

    from tests.support.servers.smtp import Delivery

Cookie = tuple[str, str, float]  # its name, its value, and when it ends, or -1


class Call:
    """A site that answers, and opens somebody's phone."""

    def __init__(
        self, site: Site, language: str, open_phone: Callable[..., "BrowserContext"]
    ) -> None:
        self.site, self.language, self._open = site, language, open_phone
        self.mails: list[Delivery] = []  # all that were ever looked at
        self.passed = 0.0  # seconds, when it was last later
        Person.update(locale=language).execute()

    @cached_property
    def server(self) -> Server:
        """For a browser, whose clock is the machine's; begun once all is set up."""
        server = self.site.serve(
            *("wsgi:app", "--config", str(STARTED / "gunicorn.conf.py")),
            warm=False,
            env={"PYTHONPYCACHEPREFIX": ""},  # what is compiled here already
        )
        server.ask("/masuk", timeout=acts.LONG_PATIENCE)
        return server

    @contextmanager
    def later(self, moment: str) -> Iterator[None]:
        """As if so much time had passed: the site is started anew, and phones are opened anew."""
        stop(self.server.process)
        del self.server
        began = time.time()
        with begun_at(moment):
            self.passed = time.time() - began
            yield

    def phone_of(
        self, person: Person, *, scripts: bool | None = None, before: "Page | None" = None
    ) -> "Page":
        """Somebody's phone, signed in; without JavaScript in English unless said otherwise.

        With a page of before, the phone still has those cookies that last until now.
        """
        address = f"http://127.0.0.1:{self.server.port}"
        context = self._open(
            base_url=address,
            locale=self.language,
            java_script_enabled=self.language == "id" if scripts is None else scripts,
        )
        kept = self._lasting(before.context.cookies()) if before else []
        held: list[Any] = [
            {"name": name, "value": value, "expires": expires, "url": address}
            for name, value, expires in [*kept, *self._signed_in(person)]
        ]
        context.add_cookies(held)
        page = context.new_page()
        page.set_default_timeout(acts.PATIENCE * 1000)
        page.goto("/")
        return page

    def _lasting(self, cookies: list[Any]) -> list[Cookie]:
        """By the clock of a browser's cookies, which is the machine's."""
        at = time_machine.escape_hatch.time.time()
        aged = [(each["name"], each["value"], each["expires"]) for each in cookies]
        aged = [(name, value, end if end < 0 else end - self.passed) for name, value, end in aged]
        return [each for each in aged if each[2] < 0 or each[2] > at]

    def _signed_in(self, person: Person) -> list[Cookie]:
        pairs = self.site.phone_of(person).cookies.split("; ")
        return [(name, value, -1) for name, _, value in (pair.partition("=") for pair in pairs)]

    def told(self) -> list[str]:
        """First names of those who were called since it was last asked, in order."""
        mails, self.site.mailbox.deliveries = self.site.mailbox.deliveries, []
        self.mails += mails
        called = [mail for mail in mails if re.search("1 (tugas|task)", mail.message["Subject"])]
        return [mail.recipients[0].partition("@")[0] for mail in called]


def text_of(page: "Page") -> str:
    """What the page says, as one line."""
    return " ".join(page.locator("main").inner_text().split())


def reloaded(page: "Page") -> str:
    page.reload()
    return text_of(page)


def the_alert(person: Person) -> Alert:
    found: Alert = Alert.get(Alert.person == person)
    return found
