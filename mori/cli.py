"""Commands: ``flask --app wsgi …``."""

import json
from pathlib import Path
from typing import TextIO

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from playhouse.migrations import Runner

from mori.access.roles import Role
from mori.accounts import operations
from mori.accounts import queries as accounts
from mori.accounts.rules import is_in_latin, normal_email, normal_phone
from mori.cases.ceremonies.commands import key
from mori.certificates.checking.prints import checked_text
from mori.certificates.keys.operations import KEPT, keep_public_keys, signing_key
from mori.certificates.keys.rules import publics_in
from mori.config import load
from mori.core.clock import now
from mori.core.db import db, migrating, writing
from mori.core.errors import Refused
from mori.core.texts.tidying import tidy, visible
from mori.evaluation.national.operations import load_national
from mori.guidebook.exercises.loading_operations import load_exercises
from mori.guidebook.writing.loading_operations import load_books
from mori.institutions.operations import load_types_and_regions
from mori.logbook.operations import load_activities
from mori.notifications.channels.push import make_key
from mori.offices import queries as offices
from mori.offices.operations import load_national_holidays, open_known_office
from mori.recap.rollups.rebuilding_operations import rebuild_office
from mori.safeguarding.audit import queries as chain
from mori.safeguarding.audit.operations import accept_chain
from mori.safeguarding.audit.rules import heads_in
from mori.safeguarding.audit.views import findings as audit_findings

from .checks import MIGRATIONS, findings
from .web.files import STORE

NO_HEADS = "Whether the end was cut off shows only with --heads: the lines that were mailed."


def init_app(app: Flask) -> None:
    commands = (migrate, work, watch, demo, check, person, codes, certificate, recap, audit)
    for command in (*commands, webpush_keys, key):
        app.cli.add_command(command)


@click.command()
@click.option("--dry-run", is_flag=True, help="Only list what would run.")
@with_appcontext
def migrate(dry_run: bool) -> None:
    """Bring the database up to date."""
    with migrating():
        runner = Runner(db.obj, str(MIGRATIONS))
        for step in runner.status():
            if not step.applied:
                click.echo(step.name)
        if not dry_run:
            runner.up()
            load_national_holidays()
            load_types_and_regions()
            load_activities()
            load_national(now())
            load_books(offices.all_offices(), now())
            load_exercises(now())
            settings = current_app.config["SETTINGS"]
            signing_key(settings.key, now())
            keep_public_keys(settings.folder)


@click.command()
@with_appcontext
def work() -> None:
    """Send, escalate and tidy up in the background, until stopped."""
    from mori.work import run

    run(current_app.config["SETTINGS"])


@click.command()
def webpush_keys() -> None:
    """Make the key with which notifications on devices are signed, once, and print it."""
    settings = load()
    click.echo(f"MORI_WEBPUSH_KEY={make_key(settings.folder)}")
    click.echo("It is kept in the instance folder; several nodes need the same one.", err=True)


@click.command()
@click.option("--after", default=60.0, help="Seconds without a sign of life.")
@with_appcontext
def watch(after: float) -> None:
    """Tell officers by itself when the background work stands still, until stopped."""
    from mori.work import watch

    watch(current_app.config["SETTINGS"], after)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the people as JSON.")
@with_appcontext
def demo(as_json: bool) -> None:
    """Fill an empty database with an invented office life; list who can sign in."""
    from mori.demo.events.life import listed_events
    from mori.demo.links import listed_links
    from mori.demo.load import count_others, listed_people, load_demo

    if not current_app.config["SETTINGS"].demo:
        raise click.ClickException(
            "The demonstration's passwords are published, so that none is loaded where people "
            "work. To try MORI out, set MORI_DEMO=yes: every page then says so."
        )
    load_demo(now(), current_app.extensions[STORE], current_app.config["SECRET_KEY"])
    address, secret = current_app.config["SETTINGS"].address, current_app.config["SECRET_KEY"]
    people, links, events = (
        listed_people(),
        listed_links(address),
        listed_events(address, secret),
    )
    if as_json:
        listed = {"people": people, "links": links, "events": events}
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
    elif not people:
        raise click.ClickException(
            "This database has people of its own, so no demonstration was loaded. "
            "`make run` is for trying MORI out; docs/running.md says how an office runs it."
        )
    for each in () if as_json else people:
        place = f"{each['office']}{', ' + each['unit'] if each['unit'] else ''}"
        click.echo(
            f"{each['role']:<21}{each['login']:<42}{each['password']:<27}{each['name']} ({place})"
        )
    for link in () if as_json else links:
        click.echo(f"{'link':<21}{link['url']} {link['name']} ({link['about']})")
    for event in () if as_json else events:
        click.echo(f"{'event':<21}{event['invitation'] or event['url']} {event['name']}")
    if not as_json and (others := count_others()):
        click.echo(
            f"CAREFUL: {others} people here are not of the demonstration, and whoever reads its "
            "passwords can sign in beside them. An office runs MORI as docs/running.md says."
        )


@click.command()
@with_appcontext
def check() -> None:
    """Say what is not as an office needs it, and what to do; fails if anything is grave."""
    from mori.demo.load import count_people

    found = list(
        findings(
            current_app.config["SETTINGS"],
            current_app.extensions[STORE],
            now(),
            count_demo_people=count_people,
            is_debug=current_app.debug,
        )
    )
    for each in found:
        click.echo(f"{'WRONG' if each.is_grave else 'note '}  {each.what} {each.to_do}")
    if any(each.is_grave for each in found):
        raise click.exceptions.Exit(1)
    click.echo("Nothing stands against running this for an office.")


@click.command()
@click.argument("name")
@click.option("--office", "code", default="", help="The office's code, such as 63.")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--phone", default="", help="A mobile number, however it is written.")
@click.option("--email", default="")
@with_appcontext
def person(name: str, code: str, role: str, phone: str, email: str) -> None:
    """Add a person, or give one a role, and print the link with which they choose a password."""
    at, name = now(), visible(tidy(name))
    if not name:
        raise click.UsageError("Give a name that can be seen.")
    if not is_in_latin(name):
        raise click.UsageError("Give the name in Latin letters, as on the identity card.")
    normal = normal_phone(phone), normal_email(email)
    if not any(normal) or (phone and not normal[0]) or (email and not normal[1]):
        raise click.UsageError("Give --phone 08… or --email name@…: one is needed to sign in.")
    known = accounts.person_by_login(phone or email)
    try:
        with writing():
            office = code and (offices.office_by_code(code) or open_known_office(code))
            someone = known or operations.add_person(name, at, *normal)
            operations.give_role(someone, office.id if office else None, Role(role), at)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from None
    if known:
        click.echo(f"{known.name} is known by this number or address and now has the role too.")
    address = current_app.config["SETTINGS"].address
    click.echo(f"{address}/undangan/{operations.invite_person(someone, at)}")


@click.command()
@click.argument("login")
@with_appcontext
def codes(login: str) -> None:
    """Let someone set up one-time codes anew, at their next sign-in with their password."""
    someone = accounts.person_by_login(login)
    if someone is None:
        raise click.ClickException("Nobody signs in with this number or address.")
    operations.forget_second_factor(someone)
    click.echo(f"{someone.name} sets up new codes at the next sign-in.")


@click.group()
def certificate() -> None:
    """Check what MORI issued."""


@certificate.command()
@click.argument("paper")
@click.option("--keys", type=click.Path(exists=True, dir_okay=False), help="Saved from /v/kunci.")
def verify(paper: str, keys: str | None) -> None:
    """Check a PDF, or the text of a QR code, without server and database; fails if it is wrong."""
    kept = Path(keys) if keys else load().folder / KEPT
    if not kept.exists():
        raise click.UsageError("Give --keys: the file saved from /v/kunci.")
    content = Path(paper).read_bytes() if _is_file(paper) else paper
    is_right, said = checked_text(content, publics_in(kept.read_text()))
    click.echo(said)
    if not is_right:
        raise click.exceptions.Exit(1)


def _is_file(paper: str) -> bool:
    try:
        return Path(paper).is_file()
    except OSError:  # too long for a name
        return False


@click.group()
def recap() -> None:
    """What reports are read from."""


@recap.command()
@click.option("--office", "code", default="", help="The office's code, such as 63; else all.")
@with_appcontext
def rebuild(code: str) -> None:
    """Count all days anew, while people go on working; stopped half way, begin it again."""
    found = [each for each in offices.all_offices() if code in ("", each.code)]
    if not found:
        raise click.UsageError("No office has this code.")
    for office in found:
        for done, of in rebuild_office(office, now()):
            click.echo(f"\r{office.code} {office.name}: {done} of {of} internships", nl=False)
        click.echo(f"\r{office.code} {office.name}: counted anew.{'':24}")


@click.group()
def audit() -> None:
    """The chain of records of what was done with calls for help."""


@audit.command("key")
@with_appcontext
def audit_key() -> None:
    """Print the key from which on the chain can be verified: to keep on paper, not on this host."""
    now = chain.next_in_chain()
    click.echo(f"{now.number} {now.mac} {now.key}")


@audit.command("verify")
@click.argument("kept")
@click.option("--heads", type=click.File(), help="Mails with heads, pasted into one file; -: stdin")
@with_appcontext
def verify_audit(kept: str, heads: TextIO | None) -> None:
    """Verify all records since a key was printed, KEPT; fails if one is not as it was."""
    try:
        number, mac, key = kept.split()
        start = int(number), bytes.fromhex(mac), bytes.fromhex(key)
    except ValueError:
        raise click.UsageError("Give the printed line, three words in quotes, as it is.") from None
    mailed = heads_in(heads.read()) if heads else []
    if wrong := list(audit_findings(*start, mailed)):
        click.echo("\n".join(wrong))
        raise click.exceptions.Exit(1)
    click.echo(f"All records after number {number} are as they were written.")
    click.echo(f"All {len(mailed)} heads that were mailed are in the chain." if heads else NO_HEADS)


@audit.command("accept")
@with_appcontext
def accept_audit() -> None:
    """Take the records as they are for whole, say after a backup was restored; is itself one."""
    accept_chain(current_app.config["SETTINGS"].folder, now())
    click.echo("From now on the chain is looked at from here. That this was done stands in it.")
