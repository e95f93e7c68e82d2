from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, StringField

from mori.web.fields import NOT_OFFERED, Form, at_most, one_line

from ...understanding.rules import ReadRow
from ...understanding.words import said
from ...values.rules import Field
from ..models import ImportRow
from ..row_queries import ROWS
from ..row_rules import TEXTS, Candidate, text_of
from ..rules import RowDecision
from .operations import Decided, decided_for

MOST = 300  # signs of a corrected field
DECISIONS = {str(each): each for each in RowDecision}
NEW, SKIP, LEFT = str(RowDecision.NEW), str(RowDecision.SKIP), str(RowDecision.LEFT)


def ticked() -> dict[str, int]:
    """Keys of the rows that were ticked → their revisions when the page was made."""
    sent = (each.partition(".") for each in request.form.getlist("row")[:ROWS])
    return {key: _number(revision) for key, _dot, revision in sent}


def _number(sent: str) -> int:
    return int(sent) if sent.isdecimal() and len(sent) < 9 else -1


class Revised(Form):
    """A form about a row as it was when the page was made."""

    revision = HiddenField()

    @property
    def seen(self) -> int:
        return _number(self.revision.data or "")


class DecisionForm(Revised):
    """Whose a row is: one of those it may be, somebody new, or nobody whom the office keeps."""

    choice = RadioField(_("Whose row is this?"), invalid_choice_message=NOT_OFFERED)

    def __init__(
        self, row: ImportRow | None = None, candidates: Sequence[Candidate] = (), **options: Any
    ) -> None:
        super().__init__(**options)
        self._candidates = {each.choice: each for each in candidates if not each.is_restricted}
        offered = [*self._candidates, NEW, SKIP, LEFT]
        self.choice.choices = [(each, each) for each in offered]
        if row and not self.is_submitted():
            self.revision.data, self.choice.data = str(row.revision), _standing(row)

    @property
    def decided(self) -> Decided:
        chosen = self._candidates.get(self.choice.data)
        return decided_for(chosen) if chosen else Decided(DECISIONS[self.choice.data])


def _standing(row: ImportRow) -> str:
    """What was decided, or found."""
    if row.decision and row.decision != RowDecision.JOIN:
        return str(row.decision)
    if row.joins_id:
        return f"a{row.joins_id}"
    return f"r{row.joins_row_id}" if row.joins_row_id else ""


def _text(field: Field) -> StringField:
    return StringField(field.label, [at_most(MOST)], filters=[one_line])


class CorrectionForm(Revised):
    """What stands in a row, as somebody may write it instead."""

    name = _text(Field.NAME)
    number = _text(Field.NUMBER)
    institution = _text(Field.INSTITUTION)
    programme = _text(Field.PROGRAMME)
    phone = _text(Field.PHONE)
    email = _text(Field.EMAIL)
    address = _text(Field.ADDRESS)
    region = _text(Field.REGION)
    starts = _text(Field.STARTS)
    ends = _text(Field.ENDS)
    year = _text(Field.YEAR)
    unit = _text(Field.UNIT)
    now_at = _text(Field.NOW_AT)
    note = _text(Field.NOTE)

    def fill(self, row: ImportRow, read: ReadRow, regions: Mapping[str, str]) -> None:
        self.revision.data = str(row.revision)
        for field in TEXTS:
            self[str(field)].data = _known(read, field, regions)

    @property
    def texts(self) -> list[Any]:
        return [self[str(field)] for field in TEXTS]

    def changed(self, read: ReadRow, regions: Mapping[str, str]) -> dict[Field, str]:
        """What was written otherwise than it was understood; what was not sent stays."""
        return {
            field: self[str(field)].data or ""
            for field in TEXTS
            if str(field) in request.form
            and (self[str(field)].data or "") != one_line(_known(read, field, regions))
        }


def _known(read: ReadRow, field: Field, regions: Mapping[str, str]) -> str:
    return text_of(read, field, partial(said, regions=regions))
