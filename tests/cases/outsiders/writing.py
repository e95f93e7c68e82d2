"""Somebody without an account who writes, and comes back by two numbers."""

import re

from mori.safeguarding.alerts.models import Alert
from tests.cases.thread.writing import plain

TEXT = "Aku melihatnya di tangga darurat Contoh"


def write(browser, text=TEXT, office="", token="k7m2x9q3w8zaab"):
    return browser.post("/bantuan/menulis", {"text": text, "office": office, "token": token})


def numbers_on(answer):
    """The two numbers as they stand on the page."""
    assert answer.status_code == 200
    number, secret = re.findall(r'<b class="number">([0-9 ]+)</b>', answer.text)
    return number, secret


def look(browser, number, secret):
    return browser.post("/bantuan/balasan", {"number": number, "secret": secret})


def write_further(browser, number, secret, text, token="f1"):
    fields = {"number": number, "secret": secret, "text": text, "token": token}
    return browser.post("/bantuan/balasan/menulis", fields)


def outside_alert():
    return Alert.get(Alert.is_from_outside)


def said_by(answer):
    return plain(answer.text.split("<main")[1].split("</main")[0])
