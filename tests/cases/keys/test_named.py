"""Whoever is named as the one a call is about loses the case's keys in the same transaction."""

import pytest

from mori.cases.entries.models import CaseEntry
from mori.cases.entries.operations import add_entry
from mori.cases.entries.rules import EntryKind
from mori.cases.keys import queries
from mori.core.db import db
from mori.safeguarding.subjects.operations import name_subject, on_named
from mori.safeguarding.subjects.rules import Said
from tests.cases.opening import PASSPHRASE, give_key, opened
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import ADDRESS, climb_until, minutes, reload

pytestmark = pytest.mark.usefixtures("noon", "english")
OTHER = "kain sasirangan biru laut"


def write(visit, who, alert, text, token):
    return visit(who).post(f"/jaga/{alert.key}/kasus", {"text": text, "token": token})


def name(alert, person):
    name_subject(alert, Said("n1", person.id), NOON, ADDRESS)


def test_what_is_written_afterwards_is_under_keys_that_no_colleague_of_theirs_has(
    visit, cast, alert, app
):
    """An officer is named: officers of another office are called, and theirs learn no more."""
    theirs = [give_key(cast.ningsih, app), give_key(cast.opik, app, OTHER)]
    write(visit, cast.ningsih, alert, "Sebelum", "t1")

    name(alert, cast.opik)
    said = (EntryKind.ACCOUNT, "Sesudah", None, "t2", app.config["SECRET_KEY"], NOON)
    add_entry(reload(alert), *said)
    climb_until(NOON + minutes(6))

    newest = queries.newest_pair(alert.id).id
    shares = [each for each in queries.shares_of(alert.id) if each.pair_id == newest]
    assert CaseEntry.get(CaseEntry.token == "t2").pair_id == newest
    assert not {each.officer_key_id for each in shares} & {each.id for each in theirs}
    for who, secret in ((cast.opik, OTHER), (cast.ningsih, PASSPHRASE)):
        assert opened(visit, who, secret).get(f"/jaga/{alert.key}/kasus").status_code == 404
    text = opened(visit, cast.dewi).get(f"/jaga/{alert.key}/kasus").text
    assert "Sesudah" in text
    assert "Sebelum" not in text


def test_if_the_keys_cannot_be_changed_nobody_is_named_either(visit, cast, alert, app, monkeypatch):
    give_key(cast.opik, app, OTHER)
    write(visit, cast.opik, alert, "Sebelum", "t1")

    def fail(*_):
        raise OSError("the machine stops here")

    monkeypatch.setitem(on_named, "keys of the case", fail)
    with pytest.raises(OSError, match="stops here"), db.atomic():
        name(alert, cast.opik)

    assert opened(visit, cast.opik, OTHER).get(f"/jaga/{alert.key}/kasus").status_code == 200


def test_the_last_share_of_what_was_told_is_kept_though_no_page_shows_it(visit, cast, alert, app):
    theirs = give_key(cast.opik, app, OTHER)
    write(visit, cast.ningsih, alert, "Sebelum", "t1")

    name(alert, cast.opik)

    first, second = queries.pairs_of(alert.id)
    holders = {each.pair_id: each.officer_key_id for each in queries.shares_of(alert.id)}
    assert holders[first.id] == theirs.id
    assert holders[second.id] is None
    assert opened(visit, cast.opik, OTHER).get(f"/jaga/{alert.key}/kasus").status_code == 404
