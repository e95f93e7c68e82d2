"""Who wrote from outside, by the number they were given."""

from mori.safeguarding.alerts.models import Alert

from ..thread.models import PhoneKey
from .models import Outsider


def outsider_numbered(number: str) -> Outsider | None:
    found = Outsider.select(Outsider, Alert, PhoneKey).join(Alert).switch(Outsider).join(PhoneKey)
    return found.where(Outsider.number == number).get_or_none()


def outsider_of(alert_key: str) -> Outsider | None:
    return Outsider.select().join(Alert).where(Alert.key == alert_key).get_or_none()


def is_taken(number: str) -> bool:
    return Outsider.select().where(Outsider.number == number).exists()
