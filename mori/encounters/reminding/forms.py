import datetime as dt
from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField
from wtforms.validators import ValidationError

from mori.accounts.rules import LONGEST_LOGIN, normal_email
from mori.applications.applying.forms import WRONG_EMAIL, StrangersForm
from mori.web.fields import NOT_OFFERED, Line, choices, needed
from mori.web.filters import long_day
from mori.web.i18n import locale


class RemindForm(StrangersForm):
    """Where a mail goes, and of which days."""

    days = SelectMultipleField(_("Days"), validate_choice=False)
    mail = Line(_("E-mail address"), [needed(_("Write the address."))], most=LONGEST_LOGIN)

    def offer(self, days: Sequence[dt.date]) -> None:
        self.offered = {each.isoformat(): each for each in days}
        labels = [(each, long_day(locale(), day)) for each, day in self.offered.items()]
        self.days.choices = choices(labels)

    def validate_days(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError(_("Choose at least one day."))
        if not set(field.data) <= self.offered.keys():
            raise ValidationError(NOT_OFFERED)

    def validate_mail(self, field: Line) -> None:
        if not normal_email(field.data or ""):
            raise ValidationError(WRONG_EMAIL)

    @property
    def chosen(self) -> list[dt.date]:
        return [self.offered[each] for each in self.days.data or ()]
