"""A person who writes to officers from a phone, and officers who answer."""

import re

from mori.safeguarding.alerts.models import Tap

PHONE = "mori_note"


def code_of(alert):
    return Tap.select().where(Tap.alert == alert).order_by(Tap.id).first().code


def write(browser, alert, text, token="m1"):
    return browser.post(f"/c/{code_of(alert)}/pesan", {"text": text, "token": token})


def messages_on(browser, alert):
    answer = browser.get(f"/c/{code_of(alert)}/pesan")
    assert answer.status_code == 200
    return answer.text


def answer(browser, alert, text, token="a1", sentence=""):
    fields = {"text": text, "token": token, "sentence": sentence}
    return browser.post(f"/jaga/{alert.key}/pesan", fields)


def case_of(browser, alert):
    found = browser.get(f"/jaga/{alert.key}/kasus")
    assert found.status_code == 200
    return found.text


def plain(html):
    """What is read of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
