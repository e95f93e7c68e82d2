from dataclasses import replace

import pytest

from mori.notifications import mail
from mori.notifications.dispatcher import Dispatcher
from mori.notifications.mail import sender
from tests.support.servers import smtp


@pytest.fixture
def mailbox():
    with smtp.start() as started:
        yield started


@pytest.fixture
def mailing(committed, mailbox, monkeypatch):
    """The settings of a database with a mail server; impatient."""
    monkeypatch.setattr(mail, "TIMEOUT", 2)
    return replace(committed.settings, mail_url=f"smtp://{mailbox.host}:{mailbox.port}")


@pytest.fixture
def dispatcher(mailing):
    return Dispatcher([], sender(mailing))
