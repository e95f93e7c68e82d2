"""Which question a field of the form is about. No database, no request."""

from collections.abc import Mapping

FIELD = "soal-"  # before the key of a wording


def chosen_in(sent: Mapping[str, str]) -> dict[str, str]:
    """What somebody has chosen, by the keys of the wordings."""
    return {
        name.removeprefix(FIELD): letter for name, letter in sent.items() if name.startswith(FIELD)
    }
