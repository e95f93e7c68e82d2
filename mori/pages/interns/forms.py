"""What the list of interns is narrowed to, as the address says it."""

from typing import NamedTuple
from urllib.parse import urlencode

from flask import request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.accounts.models import Membership
from mori.accounts.queries import membership_by_key
from mori.offices.models import Unit
from mori.offices.queries import unit_by_key
from mori.placements.list_queries import Wanted
from mori.placements.rules import Order, Stage
from mori.web.fields import one_line

STAGES = {"berjalan": Stage.RUNNING, "akan-mulai": Stage.STARTING, "selesai": Stage.FINISHED}
ORDERS = {"nama": Order.NAME, "selesai": Order.ENDS, "mulai": Order.STARTS}
NAMES = ("cari", "lembaga", "unit", "pembimbing", "urut")


class Narrowing(NamedTuple):
    """A stage, and what is looked for in it."""

    stage: Stage
    name: str
    institution: str
    unit: Unit | None
    supervisor: Membership | None
    order: Order

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            self.name,
            self.institution,
            self.unit.id if self.unit else None,
            self.supervisor.person_id if self.supervisor else None,
            self.order,
        )

    @property
    def said(self) -> list[str]:
        """What leaves some out, in words."""
        parts = [
            self.name and _("name “%(text)s”", text=self.name),
            self.institution and _("institution “%(text)s”", text=self.institution),
            self.unit and _("unit %(name)s", name=self.unit.short),
            self.supervisor and _("supervisor %(name)s", name=self.supervisor.person.name),
        ]
        return [str(part) for part in parts if part]

    @property
    def filters(self) -> int:
        """How many of the folded fields are in use."""
        return sum(map(bool, (self.institution, self.unit, self.supervisor)))


def narrowing_here(may_choose_supervisor: bool) -> Narrowing:
    """From the address; nonsense in it leaves nobody out."""
    asked = request.args
    unit = unit_by_key(asked.get("unit", ""))
    supervisor = membership_by_key(asked.get("pembimbing", "")) if may_choose_supervisor else None
    office_id = current_user.office_id
    stage = STAGES.get(asked.get("saring", ""), Stage.RUNNING)
    return Narrowing(
        stage,
        one_line(asked.get("cari"))[:80],
        one_line(asked.get("lembaga"))[:80],
        unit if unit and unit.office_id == office_id else None,
        supervisor if supervisor and supervisor.office_id == office_id else None,
        # Of those who have left there are ever more: only along an index, the latest first.
        Order.NAME if stage.is_finished else ORDERS.get(asked.get("urut", ""), Order.NAME),
    )


def stages_here(stage: Stage) -> list[tuple[str, str, bool]]:
    """The stages as (address, label, whether it is on); what is looked for stays."""
    kept = {name: request.args[name] for name in NAMES if request.args.get(name)}
    url = url_for("interns.interns")
    return [
        (f"{url}?{urlencode({'saring': name, **kept})}", each.label, each == stage)
        for name, each in STAGES.items()
    ]


def name_of(stage: Stage) -> str:
    return next(name for name, each in STAGES.items() if each == stage)
