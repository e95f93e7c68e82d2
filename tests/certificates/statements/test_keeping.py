"""A statement is kept as it was printed, and nothing else passes for one."""

import json

import pytest

from mori.certificates.statements.rules import PaperKind, Signing, Statement
from tests.certificates.stating import stated

pytestmark = pytest.mark.once
KEPT = json.loads(stated().to_json())


@pytest.mark.parametrize(
    "statement",
    [
        stated(),
        stated(kind=PaperKind.LETTER, assessment=None, units=(), competences=(), lines=()),
        stated(signing=Signing.TTE, signed_on=None, name="ساري " * 22),
    ],
)
def test_what_was_stated_comes_back_whole(statement):
    kept = statement.to_json()

    assert Statement.from_json(kept) == statement
    assert Statement.from_json(kept).to_json() == kept


def test_the_same_facts_are_always_the_same_text():
    turned = json.dumps(dict(reversed(KEPT.items())))

    assert Statement.from_json(turned).to_json() == stated().to_json()


@pytest.mark.parametrize(
    "change",
    [
        {"form": 2},
        {"mood": "good"},
        {"days_present": "51"},
        {"days_present": None},
        {"days_present": True},
        {"starts_on": "1 September"},
        {"kind": "diploma"},
        {"units": [{"name": "PVL"}]},
        {"units": None},
        {"assessment": []},
        {"letterhead": [1]},
    ],
)
def test_anything_else_is_refused(change):
    with pytest.raises(ValueError, match=r".+"):
        Statement.from_json(json.dumps({**KEPT, **change}))


@pytest.mark.parametrize("text", ["", "[]", "null", "7", '{"form":1}', "{"])
def test_what_is_no_statement_at_all_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        Statement.from_json(text)


def test_a_fact_left_out_is_refused():
    for name in KEPT:
        with pytest.raises(ValueError, match=r".+"):
            Statement.from_json(json.dumps({each: KEPT[each] for each in KEPT if each != name}))
