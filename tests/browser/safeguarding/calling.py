"""A call for help on a small site, as its people see it on their phones."""

import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mori.accounts.models import Person
from mori.safeguarding.alerts.models import Alert
from tests.browser import acts
from tests.faults.site import Server, Site
from tests.support.as_if import STARTED

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page


class Call:
    """A site that answers, and opens somebody's phone."""

    def __init__(
        self, site: Site, language: str, open_phone: Callable[..., "BrowserContext"]
    ) -> None:
        self.site, self.language, self._open = site, language, open_phone
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

    def phone_of(self, person: Person, *, scripts: bool | None = None) -> "Page":
        """Somebody's phone, signed in; without JavaScript in English unless said otherwise."""
        address = f"http://127.0.0.1:{self.server.port}"
        context = self._open(
            base_url=address,
            locale=self.language,
            java_script_enabled=self.language == "id" if scripts is None else scripts,
        )
        pairs = self.site.phone_of(person).cookies.split("; ")
        cookies: list[Any] = [
            {"name": name, "value": value, "url": address}
            for name, _, value in (pair.partition("=") for pair in pairs)
        ]
        context.add_cookies(cookies)
        page = context.new_page()
        page.set_default_timeout(acts.PATIENCE * 1000)
        page.goto("/")
        return page

    def told(self) -> list[str]:
        """First names of those who were called since it was last asked, in order."""
        mails, self.site.mailbox.deliveries = self.site.mailbox.deliveries, []
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
