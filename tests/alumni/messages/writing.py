"""Alumni who may be written to, and messages, for tests of them."""

from pathlib import Path

from mori.alumni.directory.segments import Segment
from mori.alumni.finding.operations import refresh
from mori.alumni.messages.models import MailingRecipient
from mori.alumni.messages.operations import Text, begin_mailing, send_mailing
from mori.alumni.messages.queries import mailing_by_id
from mori.alumni.messages.rules import KIND
from mori.alumni.messages.sending_operations import settle_stopped
from mori.alumni.models import Alumnus, AlumnusContact, Consent
from mori.alumni.rules import Agreed, AlumnusState
from mori.core.files.store import FolderStore
from mori.core.jobs import Tools
from mori.core.texts.folding import folded
from mori.notifications.models import Message
from tests.background.working import step_all
from tests.cast import NOON

ADDRESS = "https://mori.example"
NEWS = Text(Agreed.NEWS, "Temu alumni", "Kami bertemu hari Jumat.")
READY = (Agreed.DIRECTORY, Agreed.NEWS)


def alumnus(office, name="Ayu Umpama", *, mail="ayu@contoh.example", agreed=READY, **columns):
    """An alumnus of an office who may be written to, unless told otherwise."""
    phone, bounced_at = columns.pop("phone", ""), columns.pop("bounced_at", None)
    given = {"state": AlumnusState.CONFIRMED, "name_folded": folded(name), "made_at": NOON}
    made = Alumnus.create(office=office, name=name, **given | columns)
    if mail:
        AlumnusContact.create(alumnus=made, kind="mail", value=mail, bounced_at=bounced_at)
    if phone:
        AlumnusContact.create(alumnus=made, kind="phone", value=phone)
    for each in agreed:
        Consent.create(alumnus=made, to=each, wording="1", locale="id", way="link", given_at=NOON)
    refresh([made.id])
    return made


def draft(cast, text=NEWS, segment=None, token="t"):
    mailing = begin_mailing(cast.banua.id, segment or Segment(), text, token, cast.wati.id, NOON)
    return mailing_by_id(mailing.id)


def sent(cast, text=NEWS, segment=None, token="t"):
    """A message that was let go out, of which nothing is written yet."""
    mailing = draft(cast, text, segment, token)
    send_mailing(mailing, cast.wati.id, NOON)
    return mailing_by_id(mailing.id)


def step(at=NOON, address=ADDRESS, secret=b"a secret only tests know"):
    settle_stopped(at)
    return step_all([KIND], Tools(FolderStore(Path()), Path(), address, secret, lambda: at))


def work_on(at=NOON, most=50):
    """The background work, until it has to wait for the mail server."""
    while step(at) and most:
        most -= 1


def outcomes(mailing):
    rows = MailingRecipient.select(MailingRecipient, Alumnus).join(Alumnus)
    found = rows.where(MailingRecipient.mailing == mailing.id)
    return {row.alumnus.name: str(row.outcome) for row in found}


def mails():
    """Addresses in the outbox, in order, but for those taken back."""
    rows = Message.select().where(Message.stopped_at.is_null(), Message.token.startswith("alumni "))
    return [row.recipient for row in rows.order_by(Message.id)]


def hand_over(at=NOON):
    """As if the mail server had taken all that waits."""
    Message.update(sent_at=at, body="").where(Message.sent_at.is_null()).execute()


def mailing_rows(cast):
    """Loader's name → the key of a row of Tono's office."""
    made = alumnus(cast.banua, agreed=[Agreed.CONTACT], phone="+6281234567890")
    return {"mailing_by_key": draft(cast).key, "alumnus_to_share_with": made.key}
