"""Throwing an alert away, with all that points to it."""

from mori.core.db import writing

from .models import Alert


@writing()
def forget_alert(alert: Alert) -> None:
    """Delete it and whatever points to it, however far off, also of slices that come later."""
    for which, pointing in list(alert.dependencies()):
        pointing.model.delete().where(which).execute()
    Alert.delete().where(Alert.id == alert.id).execute()
