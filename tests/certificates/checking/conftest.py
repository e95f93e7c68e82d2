"""A paper in the register, as each state of it leaves it."""

from collections.abc import Callable
from typing import Any

import pytest

from mori.certificates.keys.operations import signing_key
from mori.certificates.numbers.rules import number_folded
from mori.certificates.papers.models import Paper
from mori.certificates.papers.rules import PaperState
from mori.certificates.statements.rules import Statement
from tests.cast import NOON, Cast
from tests.certificates.stating import stated

Registered = Callable[..., Paper]


@pytest.fixture
def registered(cast: Cast) -> Registered:
    def make(statement: Statement | None = None, **columns: Any) -> Paper:
        said = statement or stated()
        return Paper.create(
            **{
                "office": cast.banua,
                "placement": cast.placement,
                "kind": said.kind,
                "locale": said.locale,
                "state": PaperState.SIGNED,
                "number": said.number,
                "number_folded": number_folded(said.number),
                "issued_on": said.issued_on,
                "statement": said.to_json(),
                "made_at": NOON,
                **columns,
            }
        )

    return make


@pytest.fixture
def key(app):
    return signing_key(app.config["SECRET_KEY"], NOON)
