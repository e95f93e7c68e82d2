import re
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField
from wtforms.validators import ValidationError

from mori.notifications.rules import is_push_host
from mori.web.fields import NOT_OFFERED, Form, Line, choices, needed

from .rules import Way, address_of, unfit

LONGEST_ENDPOINT = 1000
KEYS = re.compile(r"[\w-]{87}=?\.[\w-]{22}={0,2}")  # a point of the curve, and 16 bytes


class PointForm(Form):
    """A way to be called, and the address on it."""

    way = RadioField(_("How"), invalid_choice_message=NOT_OFFERED)
    address = Line(
        _("Address, number or topic"), [needed(_("Write where you can be called."))], most=200
    )
    ours = ""  # the address that MORI sends from

    def offer(self, ways: list[Way], ours: str) -> "PointForm":
        self.way.choices = choices((way.value, way.label) for way in ways)
        self.ours = ours
        return self

    def validate_address(self, field: Line) -> None:
        way = Way(self.way.data) if self.way.data in set(Way) else None
        if way and (wrong := unfit(way, field.data, self.ours)):
            raise ValidationError(wrong.label)

    @property
    def wanted(self) -> tuple[Way, str]:
        way = Way(self.way.data)
        return way, address_of(way, self.address.data) or ""


class CodeForm(Form):
    """The six digits that came."""

    code = Line(_("Six-digit code"), [needed(_("Write the six digits that came."))], most=12)

    @property
    def digits(self) -> str:
        return "".join(filter(str.isdigit, self.code.data))


class DeviceForm(Form):
    """What a browser gives to be reached by; a script fills it in."""

    endpoint = HiddenField()
    p256dh = HiddenField()
    auth = HiddenField()
    hosts = ""  # of the services that notifications may be handed to

    def validate_endpoint(self, field: HiddenField) -> None:
        said, keys = field.data or "", f"{self.p256dh.data}.{self.auth.data}"
        is_ours = len(said) <= LONGEST_ENDPOINT and is_push_host(said, self.hosts)
        if not is_ours or not KEYS.fullmatch(keys):
            raise ValidationError(_("This browser's notifications cannot be used. Try another."))

    @property
    def subscription(self) -> dict[str, Any]:
        keys = {"p256dh": self.p256dh.data, "auth": self.auth.data}
        return {"endpoint": self.endpoint.data, "keys": keys}
