"""Officers with keys, what is written in their case, and the minute in which work is done."""

import datetime as dt

from mori.accounts.models import Person
from mori.cases.ceremonies.jobs import shut_out_leavers
from mori.cases.entries.models import CaseEntry
from mori.cases.keys import queries
from mori.core.clock import now
from mori.core.db import writing
from tests.cases.opening import PASSPHRASE, give_key, opened
from tests.cast import NOON, PASSWORD

WORDS = "Katanya di gudang arsip Contoh"
OPIKS = "kain sasirangan biru laut"
NEW = "jukung kuning di pasar terapung"


def both_with_keys(cast, app):
    give_key(cast.ningsih, app)
    give_key(cast.opik, app, OPIKS)


def add(browser, alert, text=WORDS, token="t1"):
    answer = browser.post(f"/jaga/{alert.key}/kasus", {"text": text, "token": token})
    assert answer.status_code == 303
    return CaseEntry.select().order_by(CaseEntry.id.desc()).first()


def read(visit, person, alert, secret=PASSPHRASE):
    """The case as somebody sees it who has just proved who they are."""
    return opened(visit, person, secret).get(f"/jaga/{alert.key}/kasus").text


def asked(secret=PASSWORD, passphrase=NEW, again=None):
    """The fields of a form for a new key or passphrase."""
    again = passphrase if again is None else again
    return {"secret": secret, "passphrase": passphrase, "again": again}


def work(app, at=NOON):
    for piece in shut_out_leavers(app.config["SECRET_KEY"], at):
        with writing():
            piece()


def holders(alert):
    """Whose current pairs hold a share of the newest pair, by first name."""
    pair = queries.newest_pair(alert.id)
    shares = [each for each in queries.shares_of(alert.id) if each.pair_id == pair.id]
    names = [each.officer_key.person.name for each in shares if each.officer_key_id]
    return sorted(name.split()[0].lower() for name in names)


def let_in(person, visit):
    """Somebody who had signed in before, and of whom nobody knows by now if it is them."""
    visit(person)
    Person.update(doubted_since=now() + dt.timedelta(seconds=1)).where(
        Person.id == person.id
    ).execute()
    return Person.get_by_id(person.id)
