from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import ValidationError

from mori.web.fields import NOT_OFFERED, Form, Line, Token, choices, needed

from .models import Institution, InstitutionType, Region
from .operations import Facts, Reach
from .rules import ContactRole

EVENT_LABELS = {
    "adopt": _("Taken over from what was written at placements"),
    "propose": _("Proposed at a placement"),
    "confirm": _("Confirmed"),
    "change": _("Corrected"),
    "add_contact": _("Contact added"),
    "set_contact": _("Contact corrected"),
    "drop_contact": _("Contact removed"),
    "merge": _("Another one was merged into it"),
    "become": _("Merged into another one"),
    "undo": _("A merge was undone"),
    "stand": _("Stands for itself again"),
}


def type_label(type_: InstitutionType | None, locale: str) -> str:
    """What a kind of institution is called; empty while nobody has said."""
    if type_ is None:
        return ""
    return type_.label if locale == "id" else type_.label_en


def region_label(region: Region | None) -> str:
    """Kota Banjarmasin, Kalimantan Selatan."""
    if region is None:
        return ""
    return f"{region.name}, {region.province.name}" if region.province_id else region.name


class RegionForm(Form):
    """A place by its name, of which there may be several."""

    region = Line(_("Regency, city or province"), most=60)
    region_code = RadioField(_("Which one?"), validate_choice=False, default="")

    def offer_regions(self, called: list[Region], like: list[Region]) -> None:
        """Take the one region of this name, or ask which of several is meant."""
        ids = {each.code: each.id for each in [*called, *like]}
        codes = [called[0].code] if len(called) == 1 else []
        if not codes and self.region_code.data in ids:
            codes = [self.region_code.data]
        self.region_said = codes[0] if codes else ""
        self.region_id = ids.get(self.region_said)
        is_open = bool(self.region.data) and (not called or len(called) > 1)
        offered = {each.code: region_label(each) for each in [*called, *like]}
        self.region_code.choices = choices(offered.items() if is_open else ())

    def validate_region(self, field: Line) -> None:
        if not field.data or self.region_id:
            return
        if self.region_code.choices:
            raise ValidationError(_("Several places have this name. Choose one below."))
        raise ValidationError(_("No regency, city or province has this name."))


class InstitutionForm(RegionForm):
    """What is known of an institution, and a further name."""

    seen = HiddenField()
    name = Line(_("Name"), [needed(_("Write the name of the institution."))])
    other_name = Line(_("Another spelling or a short name"))
    type = SelectField(_("Kind of institution"), invalid_choice_message=NOT_OFFERED)
    address = Line(_("Address"), most=200)

    def offer_types(self, types: Iterable[InstitutionType], locale: str) -> None:
        rows = list(types)
        labels = [(each.code, type_label(each, locale)) for each in rows]
        self.type.choices = choices([("", _("Not known yet")), *labels])
        self.type_ids = {each.code: each.id for each in rows}

    @property
    def facts(self) -> Facts:
        name = " ".join(self.name.data.split())
        return Facts(name, self.type_ids.get(self.type.data), self.region_id, self.address.data)


def known_facts(institution: Institution) -> dict[str, str]:
    """What the form shows of an institution at first."""
    return {
        "seen": institution.seen,
        "name": institution.name,
        "type": institution.type.code if institution.type else "",
        "region": institution.region.name if institution.region else "",
        "address": institution.address,
    }


class ContactForm(Form):
    """Somebody to call."""

    token = Token()
    role = RadioField(
        _("Who is it?"),
        choices=choices((each.value, each.label) for each in ContactRole),
        invalid_choice_message=_("Choose who it is."),
    )
    name = Line(_("Name"), [needed(_("Write the name, or that of the office."))])
    phone = Line(_("Phone"), most=40)
    email = Line(_("E-mail"))
    note = Line(_("Note"), most=200)

    def validate_email(self, field: Line) -> None:
        if field.data and "@" not in field.data:
            raise ValidationError(_("An e-mail address has an @ in it."))

    @property
    def reach(self) -> Reach:
        return Reach(
            ContactRole(self.role.data),
            self.name.data,
            self.phone.data,
            self.email.data,
            self.note.data,
        )
