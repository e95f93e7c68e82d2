"""A report of a teaching, as whoever taught fills it in."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from mori.cascades.trees.operations import Source, from_teaching, from_training
from mori.events.followups.models import FollowUp
from mori.events.models import Event
from mori.institutions.forms import RegionForm
from mori.web.fields import NOT_OFFERED, Day, Line, Prose, Token, choices, one_line
from mori.web.i18n import locale

from ..forms import revision_in
from ..models import Teaching
from ..rules import MOST_HEADS, MOST_MINUTES, AudienceKind, PlaceKind
from ..words import when_where
from .operations import Report
from .queries import Topic
from .rules import MOST_LEARNERS, names_shown, names_written

NEW = ""  # a crowd that nobody taught before
BY_CODE = "code"


class Number(Line):
    """A number from one on; None when left empty."""

    number: int | None = None

    def __init__(self, label: Any, most_number: int, **options: Any) -> None:
        super().__init__(label, most=12, **options)
        self.most_number = most_number

    def pre_validate(self, form: Any) -> None:
        text = one_line(self.data)
        if not text:
            return
        if not (text.isascii() and text.isdigit() and 0 < int(text) <= self.most_number):
            raise ValidationError(
                gettext("Write a number from 1 to %(most)d.", most=self.most_number)
            )
        self.number = int(text)


class ReportForm(RegionForm):
    """What was taught, when, where, to whom."""

    token = Token()
    seen = HiddenField(default="")
    follow_up = HiddenField(default="")  # key of the promise that it keeps
    source = RadioField(_("What you taught, you learnt …"), invalid_choice_message=NOT_OFFERED)
    code = Line(_("Code of the teaching where you learnt it"), most=20)
    on = Day(_("Day"), missing=_("Say on which day you taught."))
    minutes = Number(_("Minutes"), MOST_MINUTES, default="60")
    place_kind = RadioField(
        _("Place"),
        choices=choices((each.value, each.label) for each in PlaceKind),
        default=PlaceKind.HALL.value,
        invalid_choice_message=NOT_OFFERED,
    )
    audience = RadioField(
        _("Whom you taught"),
        choices=choices((each.value, each.label) for each in AudienceKind),
        default=AudienceKind.NEIGHBOURS.value,
        invalid_choice_message=NOT_OFFERED,
    )
    crowd = SelectField(_("The group"), default=NEW, invalid_choice_message=NOT_OFFERED)
    headcount = Number(_("How many people, counted"), MOST_HEADS, default="")
    topics = SelectMultipleField(_("What it was about"), validate_choice=False)
    learners = Prose(_("Names of those you know"), most=MOST_LEARNERS * 80)
    is_another = BooleanField(_("No, this was another one"))

    def offer(
        self,
        trainings: Sequence[Event],
        teachings: Sequence[Teaching],
        crowds: Sequence[Teaching],
        topics: Sequence[Topic],
    ) -> None:
        """What may be chosen: only what this person learnt, and whom they taught."""
        self.sources = {
            **{f"t-{each.key}": from_training(each) for each in trainings},
            **{f"s-{each.key}": from_teaching(each) for each in teachings},
        }
        labels = [
            *(_("at “%(name)s”", name=each.name) for each in trainings),
            *(_("at the teaching %(when)s", when=when_where(each)) for each in teachings),
        ]
        offered = zip(self.sources, labels, strict=True)
        by_code = (BY_CODE, _("at a teaching whose code I have"))
        self.source.choices = choices([*offered, by_code])
        self.crowds = {each.key: each for each in crowds}
        same = [(each.key, _("the same as %(when)s", when=when_where(each))) for each in crowds]
        self.crowd.choices = choices([(NEW, _("a new group")), *same])
        names = [(each.slug, each.title if locale() == "id" else each.title_en) for each in topics]
        self.topics.choices = choices((slug, name) for slug, name in names if name)

    def validate_minutes(self, field: Number) -> None:
        if not field.data:
            raise ValidationError(_("Write how many minutes it took."))

    def validate_region(self, field: Line) -> None:
        if not field.data:
            raise ValidationError(_("Write the regency or city."))
        super().validate_region(field)

    def validate_learners(self, field: Prose) -> None:
        names, heads = names_written(field.data), self.headcount.number
        if len(names) > MOST_LEARNERS:
            raise ValidationError(_("%(n)d names at most.", n=MOST_LEARNERS))
        if heads and len(names) > heads:
            raise ValidationError(_("More people are named than were counted."))

    def report(self, source: Source, follow_up_id: int | None = None) -> Report:
        offered = {each.value for each in self.topics.iter_choices()}
        return Report(
            source,
            self.on.data,
            self.minutes.number or 0,
            self.region_id or 0,
            PlaceKind(self.place_kind.data),
            AudienceKind(self.audience.data),
            self.crowds.get(self.crowd.data),
            self.headcount.number,
            [each for each in self.topics.data or () if each in offered],
            names_written(self.learners.data),
            follow_up_id,
        )

    @property
    def revision(self) -> int:
        """Which version was put right."""
        return revision_in(self.seen.data)


def promised_report(follow_up: FollowUp, today: dt.date) -> dict[str, Any]:
    """What the form shows at first of a teaching that was promised; heads are left to count."""
    region = follow_up.region
    return {
        "follow_up": follow_up.key,
        "source": f"t-{follow_up.event.key}",
        "on": today,
        "region": region.name if region else "",
        "region_code": region.code if region else "",
    }


def known_report(
    teaching: Teaching, source: str, topics: Sequence[str], names: Sequence[str]
) -> dict[str, Any]:
    """What the form shows at first of a report that is there."""
    return {
        "seen": str(teaching.revision),
        "source": source,
        "on": teaching.on,
        "minutes": str(teaching.minutes),
        "region": teaching.region.name,
        "region_code": teaching.region.code,
        "place_kind": teaching.place_kind.value,
        "audience": teaching.audience.value,
        "crowd": teaching.same_crowd_as.key if teaching.same_crowd_as_id else NEW,
        "headcount": str(teaching.headcount or ""),
        "topics": list(topics),
        "learners": names_shown(names),
    }
