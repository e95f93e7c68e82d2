"""Whoever leaves opens nothing that is written afterwards; those who stay read everything."""

import pytest

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.operations import end_role, give_role
from mori.cases.ceremonies import jobs, operations
from mori.cases.keys import operations as keys
from mori.cases.keys import queries
from mori.cases.keys.models import Share
from mori.core.db import writing
from mori.core.vault.pairs import Unreadable, open_with
from tests.cases.opening import PASSPHRASE, give_key, opened
from tests.cast import NOON, role_of
from tests.safeguarding.alerts.excluding import exclude

from .keeping import OPIKS, WORDS, add, both_with_keys, holders, read, work

pytestmark = pytest.mark.usefixtures("noon", "english")


class Interrupted(Exception):
    pass


def secrets_kept_by(cast, alert):
    """What Opik could have copied of the case while he held it."""
    key = queries.key_of(cast.opik.id)
    own = keys.unlocked(key, OPIKS, cast.opik.key)
    mine = [each for each in queries.shares_of(alert.id) if each.officer_key_id == key.id]
    return [keys.opened_share(each, own, alert.key).secret for each in mine]


def opens(secret, entry):
    try:
        return open_with(secret, bytes.fromhex(entry.sealed), entry.about).decode()
    except Unreadable:
        return None


def shut_out_half_way(alert, app):
    with writing():
        operations.shut_leavers_out(alert.id, app.config["SECRET_KEY"], NOON)
        raise Interrupted


def leave(cast):
    end_role(role_of(cast.opik), NOON)


def be_excluded(cast):
    exclude(cast.sari, cast.opik)


def be_switched_off(cast):
    Person.update(is_active=False).where(Person.id == cast.opik.id).execute()


@pytest.mark.parametrize("gone", [leave, be_excluded, be_switched_off])
def test_within_a_minute_a_leavers_shares_are_gone_and_the_case_has_a_new_pair(
    visit, cast, alert, app, gone
):
    both_with_keys(cast, app)
    first = add(visit(cast.ningsih), alert)
    kept = secrets_kept_by(cast, alert)
    gone(cast)

    work(app)
    second = add(visit(cast.ningsih), alert, "Rencana baru", "t2")

    assert holders(alert) == ["ningsih"]
    assert [opens(each, first) for each in kept] == [WORDS]
    assert [opens(each, second) for each in kept] == [None]
    text = read(visit, cast.ningsih, alert)
    assert WORDS in text
    assert "Rencana baru" in text


def test_a_session_of_a_leaver_opens_no_case_any_more(visit, cast, alert, app):
    both_with_keys(cast, app)
    give_role(cast.opik, cast.seberang.id, Role.SUPERVISOR, NOON)
    opened(visit, cast.opik, OPIKS)
    leave(cast)

    work(app)

    assert queries.key_of(cast.opik.id) is None


def test_what_nobody_left_is_given_no_new_pair(visit, cast, alert, app):
    both_with_keys(cast, app)
    add(visit(cast.ningsih), alert)

    work(app)
    work(app)

    assert len(queries.pairs_of(alert.id)) == 1
    assert holders(alert) == ["ningsih", "opik"]


def test_before_the_minute_is_over_a_leaver_is_given_nothing_new(visit, cast, alert, app):
    both_with_keys(cast, app)
    leave(cast)

    add(visit(cast.ningsih), alert)

    assert holders(alert) == ["ningsih"]


def test_a_new_pair_that_is_interrupted_leaves_the_one_before_and_is_made_later(
    visit, cast, alert, app
):
    both_with_keys(cast, app)
    add(visit(cast.ningsih), alert)
    leave(cast)
    with pytest.raises(Interrupted):
        shut_out_half_way(alert, app)
    add(visit(cast.ningsih), alert, "Di tengah jalan", "t2")

    meanwhile = read(visit, cast.ningsih, alert)
    half = next(jobs.shut_out_leavers(app.config["SECRET_KEY"], NOON))
    half()
    between = read(visit, cast.ningsih, alert)
    work(app)
    afterwards = read(visit, cast.ningsih, alert)

    assert len(queries.pairs_of(alert.id)) == 2
    for text in (meanwhile, between, afterwards):
        assert WORDS in text
        assert "Di tengah jalan" in text


def test_the_last_officer_leaves_and_their_successor_acts_and_reads_what_is_new(
    visit, cast, alert, app
):
    give_key(cast.opik, app, OPIKS)
    add(visit(cast.ningsih), alert)
    leave(cast)

    work(app)
    give_key(cast.ningsih, app)
    add(visit(cast.ningsih), alert, "Rencana baru", "t2")

    assert "Rencana baru" in read(visit, cast.ningsih, alert, PASSPHRASE)
    assert not Share.select().where(Share.is_of_server).exists()
