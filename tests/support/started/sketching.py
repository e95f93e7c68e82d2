"""MORI with the invented slice that takes files, for gunicorn."""

from tests.support.started.invented import let_in

let_in("sketching")

from wsgi import app  # noqa: E402, F401 - the slice has to be there before
