import pytest

from mori.notifications import mail
from mori.notifications.dispatcher import Dispatcher
from mori.notifications.mail import sender


@pytest.fixture
def mailing(mailing, monkeypatch):
    """The settings of a database with a mail server; impatient."""
    monkeypatch.setattr(mail, "TIMEOUT", 2)
    return mailing


@pytest.fixture
def dispatcher(mailing):
    return Dispatcher([], {"mail": sender(mailing)})
