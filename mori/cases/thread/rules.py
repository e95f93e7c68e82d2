"""What may be said ready-made, how long a phone reads, and how often officers hear of it."""

import datetime as dt

from mori.core.words import Labelled, marked

ONCE_IN = dt.timedelta(minutes=10)  # officers are told of unread messages
MOST_PHONES = 10  # of one person and call: each message is sealed to each of them


class ReadySentence(Labelled):
    """What an officer may choose instead of writing it; none asks why, or for proof."""

    HERE = "here", marked("I am a safeguarding officer, and I am here for you.")
    BELIEVED = "believed", marked("Thank you for telling us. What happened is not your fault.")
    SAFE = (
        "safe",
        marked(
            "Are you safe at this moment? If not, press the button again, or call one of the "
            "numbers on your page."
        ),
    )
    WHERE = "where", marked("When and how can we talk without anybody else noticing?")
    SLOWLY = "slowly", marked("You need not answer now, and tell only as much as you want.")
    CHOICE = "choice", marked("You decide what happens next. We can explain what is possible.")


def about_copy(entry: str, phone: str) -> bytes:
    """What a phone's copy is about: of this message, and for this phone."""
    return f"copy {entry} {phone}".encode()
