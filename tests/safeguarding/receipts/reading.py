"""A phone that reads the page after its tap."""

from mori.core.tickets import tap_ticket
from tests.cast import NOON


def phone_of(browser, code, at=NOON):
    """The browser, with the cookie of a tap."""
    ticket = tap_ticket(browser.secret, code, at.timestamp())
    browser.headers["Accept-Language"] = "en"
    browser.client.set_cookie("mori_tap", ticket, domain="127.0.0.1")
    return browser


def seen(response):
    assert response.status_code == 200
    return response.get_data(as_text=True)


def page_of(visit, tap):
    return seen(phone_of(visit(), tap.code).get(f"/c/{tap.code}"))
