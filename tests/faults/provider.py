"""A mail server that treats each recipient as it likes."""

import asyncio
from contextlib import suppress
from enum import Enum

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.support.servers.smtp import Mailbox

SLOW_SECONDS = 4.0


class Mood(Enum):
    """What becomes of the mail to one recipient."""

    BUSY = "answers 451"
    SLOW = "takes the message, but needs four seconds"
    SILENT = "never answers, and keeps nothing"
    FORGETFUL = "keeps the message, and never says so"
    LOSING = "answers 250 and throws the message away"


class Provider(Mailbox):
    """The mailbox with a mood for some of its recipients; ``met`` counts what it was asked."""

    def __init__(self) -> None:
        self.moods: dict[str, Mood] = {}
        self.met: list[str] = []
        super().__init__()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        recipient = envelope.rcpt_tos[0]
        self.met.append(recipient)
        match self.moods.get(recipient.partition("@")[0]):
            case Mood.BUSY:
                return "451 4.3.0 Try again later"
            case Mood.SLOW:
                await asyncio.sleep(SLOW_SECONDS)
            case Mood.LOSING:
                return "250 2.0.0 Kept"
            case Mood.SILENT | Mood.FORGETFUL as mood:
                if mood is Mood.FORGETFUL:
                    self._keep(envelope)
                with suppress(asyncio.CancelledError):
                    await asyncio.sleep(60)
                return "451 4.3.0 Too late"
        return await super().handle_DATA(server, session, envelope)
