"""A browser for tests that looks at everything it is given."""

from typing import Any

from flask import Flask
from werkzeug.test import TestResponse, encode_multipart

from mori.accounts.models import Membership, Person, Session
from mori.accounts.operations import digest_of, open_session
from mori.core.clock import now
from mori.web.sessions import _form_secret, _form_token
from tests.support.looking.lint import lint


class Visit:
    """Opens browsers: ``visit(person)`` signed in, ``visit()`` as a stranger."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def __call__(
        self,
        person: Person | None = None,
        *,
        htmx: bool = False,
        role: Membership | None = None,
        https: bool = False,
    ) -> "Browser":
        return Browser(self.app, person, htmx, role, https)


class Browser:
    """One person's browser; ``post`` adds the form token a page would carry."""

    def __init__(
        self, app: Flask, person: Person | None, htmx: bool, role: Membership | None, https: bool
    ) -> None:
        self.client = app.test_client()
        self.secret = app.config["SECRET_KEY"]
        self.base_url = "https://mori.example" if https else "http://127.0.0.1:8000"
        self.who = "anonymous"
        self.headers = {"Referer": f"{self.base_url}/"}
        if htmx:
            self.headers["HX-Request"] = "true"
        if person:
            token = open_session(person, now(), "Test")
            self.who = digest_of(token)
            if role:
                Session.update(membership=role).where(Session.digest == self.who).execute()
            self.client.set_cookie(
                "__Host-mori" if https else "mori",
                token,
                domain="mori.example" if https else "127.0.0.1",
                secure=https,
            )

    @property
    def form_token(self) -> str:
        return _form_token(self.secret, _form_secret(self.secret, self.who))

    def get(self, path: str, **options: Any) -> TestResponse:
        return self._ask("GET", path, **options)

    def post(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        return self._ask(
            "POST", path, data={"csrf_token": self.form_token, **(data or {})}, **options
        )

    def upload(self, path: str, data: dict[str, Any], **options: Any) -> TestResponse:
        """Post a form with files, encoded here: what Werkzeug spools to disk it never closes."""
        boundary, body = encode_multipart({"csrf_token": self.form_token, **data})
        kind = f"multipart/form-data; boundary={boundary}"
        return self._ask("POST", path, data=body, content_type=kind, **options)

    def _ask(self, method: str, path: str, **options: Any) -> TestResponse:
        response = self._open(method, path, **options)
        lint(response)
        return response

    def _open(self, method: str, path: str, **options: Any) -> TestResponse:
        headers = {**self.headers, **options.pop("headers", {})}
        return self.client.open(
            path, method=method, headers=headers, base_url=self.base_url, **options
        )
