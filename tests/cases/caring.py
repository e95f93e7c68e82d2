"""A case that goes on: the person was reached, and officers write in it."""

from mori.cases.holders import operations as holders
from mori.notifications.models import Message
from mori.safeguarding.alerts import operations
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import ADDRESS, minutes, reload


def in_care(cast, alert, at=NOON):
    """Ningsih took the call on and holds it; Opik has made sure that Sari was reached."""
    operations.confirm_contact_as_officer(alert, cast.opik.id, at)
    holders.name_takers(at)
    return reload(alert)


def written_to(*people):
    """How many letters wait for each of these people."""
    return [Message.select().where(Message.recipient == each.email).count() for each in people]


def part_of(html, name):
    """One section of a page."""
    return html.split(f'id="{name}"')[1].split("</section>")[0]


def case_page(browser, alert):
    """Both pages of a case: what is done, and who is around."""
    pages = [browser.get(f"/jaga/{alert.key}/kasus{more}") for more in ("", "/sekitar")]
    assert [each.status_code for each in pages] == [200, 200]
    return "".join(each.text for each in pages)


__all__ = ["ADDRESS", "case_page", "in_care", "minutes", "part_of", "written_to"]
