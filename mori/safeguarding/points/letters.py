"""What goes to a contact point, in the form its channel takes."""

from typing import Any

from mori.notifications.channels import push

from .models import ContactPoint

HERE = "/saya/panggilan"
BOARD = "/jaga"


def message_to(point: ContactPoint, subject: str, said: str, path: str) -> dict[str, Any]:
    """Channel, recipient, subject and body; on a device, a tap opens a page of ours."""
    is_address = said.startswith(("https://", "http://"))
    body = said
    if point.way.is_push:
        body = push.body_for(point.sealed, "" if is_address else said.strip(), path)
    return {
        "channel": point.way.value,
        "recipient": point.recipient,
        "subject": subject,
        "body": body,
    }
