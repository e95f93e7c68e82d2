"""The textbook way: Flask, flask-login, flask-wtf and peewee as their guides show them."""

from flask import Flask, render_template
from flask_babel import Babel
from flask_login import LoginManager, UserMixin, login_required, login_user
from flask_wtf import CSRFProtect, FlaskForm
from peewee import JOIN
from wtforms import TextAreaField

from mori.accounts.models import Membership, Person
from mori.core.db import db
from mori.logbook.models import Entry
from mori.offices.models import Office, Unit
from mori.web import filters


class User(UserMixin):
    """What flask-login wants of a person."""

    def __init__(self, person: Person, membership: Membership) -> None:
        self.id = person.id
        self.person = person
        self.membership = membership


class SayForm(FlaskForm):
    text = TextAreaField("Apa yang kamu kerjakan?")


def create_app() -> Flask:
    app = Flask(__name__, template_folder="templates", static_folder="../static")
    app.secret_key = "textbook"
    CSRFProtect(app)
    Babel(app, default_locale="id")
    login = LoginManager(app)
    app.jinja_env.filters.update(filters.filters_for("id"))

    @login.user_loader
    def load(person_id):
        membership = (
            Membership.select(Membership, Person, Office)
            .join(Person)
            .switch(Membership)
            .join(Office)
            .where(Membership.person == int(person_id))
            .get_or_none()
        )
        return membership and User(membership.person, membership)

    @app.before_request
    def connect() -> None:
        db.connect(reuse_if_open=True)

    @app.teardown_request
    def close(error) -> None:
        if not db.is_closed():
            db.close()

    @app.get("/masuk/<int:person_id>")
    def sign_in(person_id: int):
        login_user(load(person_id))
        return "", 204

    @app.get("/logbook")
    @login_required
    def logbook():
        from flask_login import current_user

        reviewer = Person.alias()
        entries = (
            Entry.select(Entry, Unit, Person, reviewer)
            .join(Unit)
            .switch(Entry)
            .join(Person, on=Entry.supervisor)
            .switch(Entry)
            .join(reviewer, JOIN.LEFT_OUTER, on=(Entry.reviewer == reviewer.id), attr="reviewer")
            .where(Entry.person == current_user.id)
            .order_by(Entry.day.desc(), Entry.id.desc())
            .limit(11)
        )
        zone = current_user.membership.office.zone
        return render_template(
            "logbook.html", entries=list(entries)[:10], form=SayForm(), zone=zone
        )

    @app.get("/logbook/<key>")
    @login_required
    def entry(key: str) -> str:
        return key

    return app
