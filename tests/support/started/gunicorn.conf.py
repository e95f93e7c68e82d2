"""MORI's own gunicorn.conf.py, for a server with a test's clock and a browser with the machine's.

A page's clock can be set from outside; a service worker's can't, nor that by which a browser
keeps cookies and caches. So the worker brings its clock along, and headers are translated.
"""

import email.utils
import os
import re
import time
from pathlib import Path

from gunicorn import util
from werkzeug.wrappers import Response

HERE = Path(__file__).parent
AHEAD = float(os.environ.get("TEST_CLOCK_AHEAD", 0))
CLOCK = (HERE / "clock.js").read_text().replace("AHEAD", str(round(AHEAD * 1000)))
EXPIRES = re.compile("(?<=Expires=)[^;]+")

if name := os.environ.get("TEST_INVENTED"):
    from tests.support.started.invented import let_in

    let_in(name)

exec((HERE.parents[2] / "gunicorn.conf.py").read_text())


def post_worker_init(worker):
    util.http_date = lambda *_: email.utils.formatdate(time.time() - AHEAD, usegmt=True)
    worker.wsgi = translated(worker.wsgi)


def translated(app):
    def answer(environ, start_response):
        def start(status, headers, *error):
            return start_response(status, [_translated(*each) for each in headers], *error)

        if environ["PATH_INFO"] == "/sw.js":
            return _with_clock(app, environ)(environ, start)
        return app(environ, start)

    return answer


def _with_clock(app, environ):
    response = Response.from_app(app, environ | {"HTTP_ACCEPT_ENCODING": ""}, buffered=True)
    if response.status_code == 200:
        response.set_data(CLOCK + response.get_data(as_text=True))
    return response


def _translated(name, value):
    return name, EXPIRES.sub(_on_the_machine, value) if name == "Set-Cookie" else value


def _on_the_machine(at):
    moment = email.utils.parsedate_to_datetime(at[0]).timestamp()
    return email.utils.formatdate(max(0, moment - AHEAD), usegmt=True)
