from collections.abc import Mapping

from mori.config import Settings
from mori.web.slice import Slice

from .channels import push, webhook
from .mail import Send
from .views import bp


def senders(settings: Settings) -> Mapping[str, Send]:
    """What goes out beside mail; a channel that is not set up takes nothing."""
    return {
        "push": push.sender(settings),
        "sms": webhook.sender(settings, "sms_url", webhook.gateway_body),
        "whatsapp": webhook.sender(settings, "whatsapp_url", webhook.gateway_body),
        "ntfy": webhook.sender(settings, "ntfy_url", webhook.ntfy_body),
    }


SLICE = Slice("notifications", rooms=("channels",), blueprints=(bp,), senders=senders)
