from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectMultipleField
from wtforms.validators import ValidationError

from mori.accounts.rules import normal_phone
from mori.web.fields import Form, Line, choices

from ..models import EventInvitation, Participant
from ..rules import InvitationState, Need
from .operations import Answer, Comer

ANSWERS = (
    (InvitationState.YES, _("We come")),
    (InvitationState.MAYBE, _("Not sure yet")),
    (InvitationState.NO, _("We can't")),
)


class AnswerForm(Form):
    """An answer to an invitation; each seat has its own fields, see ``answer_form``."""

    answer = RadioField(
        _("Do you come?"),
        choices=choices((state.value, label) for state, label in ANSWERS),
        invalid_choice_message=_("Choose an answer."),
        default=None,
    )
    phone = Line(_("WhatsApp number"), most=40)
    keeps_rest = BooleanField(_("Keep the other seats for us: the names follow"))
    seats = 1

    def only(self, states: set[InvitationState]) -> "AnswerForm":
        self.answer.choices = choices(
            (state.value, label) for state, label in ANSWERS if state in states
        )
        return self

    def validate_answer(self, field: RadioField) -> None:
        is_yes = field.data == InvitationState.YES
        if is_yes and not any(self[f"name_{n}"].data for n in range(self.seats)):
            raise ValidationError(_("Write who comes: one name at least."))

    def validate_phone(self, field: Line) -> None:
        if field.data and not normal_phone(field.data):
            raise ValidationError(_("Write a mobile number, such as 0812 3456 7890, or nothing."))

    @property
    def said(self) -> Answer:
        comers = [
            Comer(
                name=self[f"name_{n}"].data,
                needs=" ".join(each for each in Need if each in (self[f"needs_{n}"].data or ())),
                photo_ok=self[f"photo_{n}"].data,
                contact_ok=self[f"contact_{n}"].data,
            )
            for n in range(self.seats)
            if self[f"name_{n}"].data
        ]
        return Answer(
            state=InvitationState(self.answer.data),
            comers=comers,
            phone=normal_phone(self.phone.data or "") or "",
            keeps_rest=bool(self.keeps_rest.data) and len(comers) < self.seats,
        )


@cache
def answer_form(seats: int) -> type[AnswerForm]:
    """The form of an invitation with so many seats."""
    fields: dict[str, Any] = {"seats": seats}
    for n in range(seats):
        fields[f"name_{n}"] = Line(_("Name"))
        fields[f"needs_{n}"] = SelectMultipleField(
            _("Needs to take part"),
            choices=choices((each.value, each.label) for each in Need),
            validate_choice=False,
        )
        fields[f"photo_{n}"] = BooleanField(_("May be in photographs of the event"))
        fields[f"contact_{n}"] = BooleanField(_("The office may tell them of later events"))
    return type(f"AnswerForm{seats}", (AnswerForm,), fields)


def known_answer(
    invitation: EventInvitation, comers: list[Participant], needs: dict[int, str]
) -> dict[str, Any]:
    """What the form shows at first: the answer there is."""
    answered = invitation.state in {state for state, _label in ANSWERS}
    known: dict[str, Any] = {
        "answer": invitation.state.value if answered else None,
        "phone": invitation.phone,
        "keeps_rest": invitation.keeps_rest,
    }
    for n, each in enumerate(comers):
        known[f"name_{n}"] = each.name
        known[f"needs_{n}"] = needs.get(each.id, "").split()
        known[f"photo_{n}"] = each.photo_ok
        known[f"contact_{n}"] = each.contact_ok
    return known
