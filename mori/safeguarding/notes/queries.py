"""What officers have noted about an alert."""

from mori.accounts.models import Person

from ..alerts.models import Alert
from .models import AlertNote


def notes_of(alert: Alert) -> list[AlertNote]:
    """Everything noted, the newest first, with who wrote it."""
    return list(
        AlertNote.select(AlertNote, Person)
        .join(Person)
        .where(AlertNote.alert == alert.id)
        .order_by(AlertNote.id.desc())
    )


def is_noted(token: str) -> bool:
    return AlertNote.select().where(AlertNote.token == token).exists()
