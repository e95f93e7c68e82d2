import pytest

from mori.accounts.models import Person

from .opening import handled_alert


@pytest.fixture
def alert(cast, noon):
    return handled_alert(cast)


@pytest.fixture
def english(cast):
    Person.update(locale="en").execute()
