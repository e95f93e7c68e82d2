"""What is said of a member."""

from collections.abc import Collection

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import ValidationError

from mori.accounts.rules import normal_email, normal_phone
from mori.institutions.forms import RegionForm
from mori.web.fields import NOT_OFFERED, Day, Form, Line, Token, choices, needed

from ..models import Community, Member
from ..rules import TieRole
from .operations import Facts, Tied

EVENT_LABELS = {
    "add": _("Added"),
    "change": _("Corrected"),
    "invite": _("Asked to be a member"),
    "accept": _("Became a member"),
    "renew": _("Still belongs"),
    "lapse": _("Dormant: nothing happened for a year, and no answer came"),
    "leave": _("Left"),
    "end": _("Membership ended by the office"),
    "stop": _("Stopped everything"),
    "come_back": _("Takes part again"),
    "ask": _("Asked whether they still belong"),
    "agree": _("Agreed"),
    "take_back": _("Took consent back"),
    "tie": _("Is in a community"),
    "untie": _("Is in a community no more"),
    "mail": _("Link mailed"),
    "share": _("Link handed over"),
    "merge": _("Another one was merged into it"),
    "become": _("Merged into another one"),
    "undo": _("A merge was undone"),
    "link": _("Is an alumnus of the office"),
    "unlink": _("Is not that alumnus after all"),
    "stand": _("Stands for itself again"),
}
LOCALES = {"id": _("Bahasa Indonesia"), "en": _("English")}


class MemberForm(RegionForm):
    """Somebody of the network."""

    token = Token()
    seen = HiddenField()
    name = Line(_("Name"), [needed(_("Write the name."))])
    phone = Line(_("WhatsApp or phone"), most=40)
    mail = Line(_("E-mail"), most=200)
    locale = RadioField(
        _("Language"),
        choices=choices(LOCALES.items()),
        default="id",
        invalid_choice_message=NOT_OFFERED,
    )

    def validate_phone(self, field: Line) -> None:
        if field.data and not normal_phone(field.data):
            raise ValidationError(_("Write a mobile number such as 0811-1653-737."))

    def validate_mail(self, field: Line) -> None:
        if field.data and not normal_email(field.data):
            raise ValidationError(_("Write an address such as name@example.id."))

    @property
    def facts(self) -> Facts:
        return Facts(
            self.name.data,
            normal_phone(self.phone.data) or "",
            normal_email(self.mail.data) or "",
            self.region_id,
            self.locale.data,
        )


def known_facts(member: Member) -> dict[str, str]:
    """What the form shows of somebody at first."""
    return {
        "seen": member.seen,
        "name": member.name,
        "phone": member.phone,
        "mail": member.mail,
        "region": member.region.name if member.region else "",
        "locale": member.locale,
    }


class EndForm(Form):
    """Why the office ends a membership."""

    why = Line(_("Why"), [needed(_("Say why: it stands in the history."))], most=300)


class LinkForm(Form):
    """A link for somebody, mailed or handed over."""

    token = Token()
    by = HiddenField()


class TieForm(Form):
    """What somebody is in a community."""

    token = Token()
    community = SelectField(_("Community"), invalid_choice_message=NOT_OFFERED)
    role = SelectField(
        _("As what"),
        choices=choices((each.value, each.label) for each in TieRole),
        invalid_choice_message=NOT_OFFERED,
    )
    from_on = Day(_("Since"), missing=_("Say since when."))

    def offer(self, communities: Collection[Community]) -> None:
        self.communities = {each.key: each for each in communities}
        self.community.choices = choices((each.key, each.name) for each in communities)

    @property
    def tied(self) -> Tied:
        community = self.communities[self.community.data]
        return Tied(community, TieRole(self.role.data), self.from_on.data)
