"""Why somebody who is called for help would not hear of it."""

from mori.core.words import Labelled, marked


class Unreachable(Labelled):
    SWITCHED_OFF = "off", marked("the account is switched off")
    NO_ADDRESS = "none", marked("no e-mail address is known")
    REFUSED = "refused", marked("the mail server takes no mail for this address")

    @property
    def is_about_address(self) -> bool:
        return self is not Unreachable.SWITCHED_OFF


def unreachable(email: str | None, *, is_active: bool, is_refused: bool) -> Unreachable | None:
    if not is_active:
        return Unreachable.SWITCHED_OFF
    if not email:
        return Unreachable.NO_ADDRESS
    return Unreachable.REFUSED if is_refused else None
