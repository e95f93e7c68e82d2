"""A message to alumni whose worker is killed: nobody gets it twice, nobody is missed."""

from collections import Counter

import pytest

from mori.alumni.messages.models import Mailing, MailingRecipient
from mori.alumni.messages.rules import MailingState, Outcome
from mori.core.db import writing
from tests.alumni.messages.writing import alumnus, sent
from tests.faults.site import Site, forget_leases, kill, until

MANY = 90


def handed() -> int:
    return MailingRecipient.select().where(MailingRecipient.outcome == Outcome.HANDED).count()


def begun(site: Site, number: int) -> Mailing:
    with writing():
        for each in range(number):
            alumnus(site.cast.banua, f"Ayu {each}", mail=f"ayu{each}@contoh.example")
    return sent(site.cast)


@pytest.mark.once  # what a kill leaves there no database changes
def test_killed_in_the_middle_all_get_it_once(site):
    message = begun(site, MANY)

    for reached in (1, 30, 60):
        worker = site.work()
        until(lambda reached=reached: handed() >= reached, 60)
        kill(worker)
        forget_leases()
    site.work()
    # What was being sent when the worker died waits for its lease: a minute.
    until(lambda: Mailing.get_by_id(message.id).state is MailingState.SENT, 120)

    keys = Counter(str(each.message["Message-ID"]) for each in site.mailbox.deliveries)
    assert len(keys) == MANY
    # Whoever dies while the server answers cannot know: the mail comes again, as the same mail.
    people = Counter(each.recipients[0] for each in site.mailbox.deliveries)
    assert len(people) == MANY
    outcomes = Counter(row.outcome for row in MailingRecipient.select())
    assert outcomes == {Outcome.HANDED: MANY}
