"""What is said of a community."""

from collections.abc import Collection

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import ValidationError

from mori.institutions.forms import RegionForm
from mori.institutions.models import Institution
from mori.institutions.queries import those_called
from mori.web.fields import NOT_OFFERED, Day, Form, Line, Token, choices, needed

from ..models import Community
from ..rules import COMMUNITY_MOVES, CommunityState, RelationKind, types
from .operations import Facts, Related

EVENT_LABELS = {
    "add": _("Added"),
    "change": _("Corrected"),
    "join": _("Joined the network"),
    "rest": _("Rests"),
    "wake": _("Goes on"),
    "leave": _("Left the network"),
    "relate": _("Relation noted"),
    "unrelate": _("Relation ended"),
    "merge": _("Another one was merged into it"),
    "become": _("Merged into another one"),
    "undo": _("A merge was undone"),
    "stand": _("Stands for itself again"),
}
MOVE_LABELS = {
    "join": _("It has joined"),
    "rest": _("Let it rest"),
    "wake": _("It goes on"),
    "leave": _("It has left"),
}


class CommunityForm(RegionForm):
    """A community as an office knows it."""

    token = Token()
    seen = HiddenField()
    name = Line(_("Name"), [needed(_("Write the name of the community."))])
    type = SelectField(_("Kind of community"), invalid_choice_message=NOT_OFFERED)
    institution = Line(_("Campus or school it belongs to"))
    about = Line(_("What it does"), most=300)
    state = RadioField(
        _("Is it part of the network already?"),
        choices=choices(
            [
                (CommunityState.ACTIVE.value, _("Yes, it is active")),
                (CommunityState.INVITED.value, _("Not yet, it is invited")),
            ]
        ),
        default=CommunityState.ACTIVE.value,
        invalid_choice_message=NOT_OFFERED,
    )

    def offer(self, office_id: int, used: Collection[str], locale: str) -> None:
        """The kinds that the office uses, and where its institutions are looked for."""
        self.office_id = office_id
        offered = [each for code, each in types().items() if code in used]
        self.type.choices = choices((each.code, each.label(locale)) for each in offered)

    def validate_institution(self, field: Line) -> None:
        self.institution_found: Institution | None = None
        if not field.data:
            return
        found = those_called(self.office_id, field.data)
        if not found:
            raise ValidationError(
                _("No institution of the office has this name. Leave it empty, or add it first.")
            )
        self.institution_found = found[0]

    @property
    def facts(self) -> Facts:
        found = self.institution_found
        return Facts(
            self.name.data,
            self.type.data,
            self.region_id,
            found.id if found else None,
            self.about.data,
        )


def known_facts(community: Community) -> dict[str, object]:
    """What the form shows of a community at first."""
    return {
        "seen": str(community.revision),
        "name": community.name,
        "type": community.type,
        "region": community.region.name if community.region else "",
        "institution": community.institution.standing.name if community.institution else "",
        "about": community.about,
    }


class MoveForm(Form):
    """One tap: what becomes of a community."""

    verb = HiddenField()

    def validate_verb(self, field: HiddenField) -> None:
        if field.data not in COMMUNITY_MOVES:
            raise ValidationError(NOT_OFFERED)


class RelationForm(Form):
    """How a community stands to another."""

    token = Token()
    kind = SelectField(
        _("How"),
        choices=choices((each.value, each.label) for each in RelationKind),
        invalid_choice_message=NOT_OFFERED,
    )
    other = SelectField(_("Which community"), invalid_choice_message=NOT_OFFERED)
    from_on = Day(_("Since"), missing=_("Say since when."))

    def offer(self, others: Collection[Community]) -> None:
        self.others = {each.key: each for each in others}
        self.other.choices = choices((each.key, each.name) for each in others)

    @property
    def related(self) -> Related:
        kind = RelationKind(self.kind.data)
        return Related(kind, self.others[self.other.data], self.from_on.data)
