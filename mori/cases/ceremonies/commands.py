"""Ceremonies at the server: two people, and two sheets of paper."""

import click
from flask.cli import with_appcontext

from mori.accounts.models import Person
from mori.accounts.queries import person_by_login
from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.vault.pairs import new_pair
from mori.core.vault.paper import LINES, Misread, from_paper, on_paper
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.queries import alert_by_key

from . import operations
from .rules import RestoreReason

AGAIN = "Write it down anew, and begin this command again."


@click.group()
def key() -> None:
    """The national recovery key: two sheets of paper that open a case nobody else can."""


@key.command()
@with_appcontext
def recovery() -> None:
    """Make the recovery key: each of two people writes down one sheet and types it back."""
    pair = new_pair()
    sheets = on_paper(pair.secret)
    for number, sheet in enumerate(sheets, 1):
        _show(number, sheet)
    one, two = (_typed(number) for number in (1, 2))
    if from_paper(one, two) != pair.secret:
        raise click.ClickException(f"What was typed is not what was shown. {AGAIN}")
    made = operations.keep_recovery_key(pair.public, now())
    click.echo(f"The recovery key {made.key} is kept; its sheets are on your paper alone.")
    click.echo("Keep them in two places, each with one of you.")
    click.echo("Try them once a year: flask key drill")


def _show(number: int, lines: list[str]) -> None:
    click.clear()
    click.echo(f"Sheet {number} of 2. Only the person who keeps it looks now.")
    for line in lines:
        click.echo(f"    {line}")
    click.prompt("Written down? Press Enter", default="", show_default=False)
    click.clear()


def _typed(number: int) -> str:
    """A sheet as it was typed, line by line, until each is as it was printed."""
    click.echo(f"Sheet {number} of 2, by whoever keeps it:")
    while True:
        lines = [click.prompt(f"Line {line}", hide_input=True) for line in range(1, LINES + 1)]
        sheet = "\n".join(lines)
        try:
            from_paper(sheet, sheet)
        except Misread as wrong:
            click.echo(f"Line {wrong.line} is not as it was printed. Type the sheet again.")
        else:
            return sheet


def _secret_of_sheets() -> bytes:
    return from_paper(_typed(1), _typed(2))


@key.command()
@with_appcontext
def drill() -> None:
    """Try once a year if both sheets are right; nothing is opened."""
    try:
        found = operations.try_sheets(_secret_of_sheets(), now())
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(f"Both sheets are right: they are of the recovery key {found.key}.")


@key.command()
@click.argument("alert")
@click.option(
    "--reason", type=click.Choice([reason.value for reason in RestoreReason]), required=True
)
@click.option(
    "--by", "logins", nargs=2, required=True, help="The accounts of the two who hold the sheets."
)
@with_appcontext
def recover(alert: str, reason: str, logins: tuple[str, str]) -> None:
    """Open the case of the call ALERT from paper, for the officers who may read it now."""
    at = now()
    found = alert_by_key(alert, at)
    if found is None or found.kind.is_rehearsed:
        raise click.ClickException("No call has this key.")
    one, two = (_person(login) for login in logins)
    if one.id == two.id:
        raise click.ClickException("It takes two people: name two accounts.")
    _recover(found, RestoreReason(reason), one, two)


def _recover(alert: Alert, reason: RestoreReason, one: Person, two: Person) -> None:
    try:
        opened, of = operations.restore_case(alert, _secret_of_sheets(), reason, (one, two), now())
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(f"{opened} of {of} pairs of keys were opened for the officers of this case.")
    click.echo("It is recorded, and the person sees it on their page.")


def _person(login: str) -> Person:
    person = person_by_login(login)
    if person is None:
        raise click.ClickException(f"Nobody signs in as {login}.")
    return person
