import pytest

from tests.support import smtp


@pytest.fixture
def mailbox():
    with smtp.start() as started:
        yield started
