"""A release that cannot start: the button stands, and every other page says what to do."""

import shutil

import pytest

from mori.config import ROOT, SettingError, load, load_readable

from .site import TAP_SECONDS, Server, Site, until

KEY = "Zk3-_abcdefghijk"


@pytest.fixture
def broken_release(tmp_path):
    """A copy of the code with a mistake in a slice that safeguarding does not need."""
    release = tmp_path / "release"
    for name in ("mori", "static", "templates"):
        shutil.copytree(ROOT / name, release / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "wsgi.py", release)
    views = release / "mori/logbook/views.py"
    views.write_text(views.read_text() + "\ndef broken(:\n")
    return release


def assert_only_the_button_works(site: Site, server: Server, account, other: int) -> None:
    sari = site.phone_of(site.cast.sari)

    page = server.ask("/", sari)
    answer = server.tap(sari, k=KEY)
    receipt = server.ask(answer.headers["Location"], sari.holding(answer.cookie))
    account.received(answer.headers["Location"].removeprefix("/c/"))

    assert answer.status == 303
    assert answer.seconds < TAP_SECONDS
    assert receipt.status == 200
    assert "Sudah kami terima" in receipt.text
    assert page.status == other
    assert '<form method="post" action="/bantuan">' in page.text
    assert 'href="tel:' in page.text
    assert server.ask("/bantuan", sari).status == 200
    assert site.waiting()[-1].startswith(KEY)


STANDING = {"wsgi:app": 503, "wsgi:button": 404}  # and how they answer everything else


def test_a_syntax_error_in_a_slice_leaves_the_button(site, account, broken_release):
    for what, other in STANDING.items():
        server = site.serve(what, cwd=broken_release, warm=False)
        assert_only_the_button_works(site, server, account, other)
        assert "SyntaxError" in site.log

    site.replay()  # by the release before
    account.settle()


WRONG = {"MORI_NOPE": "1", "MORI_PROXY_HOPS": "none"}


def test_a_setting_that_is_wrong_stops_the_app_and_leaves_the_button(site, account):
    for what, other in STANDING.items():
        server = site.serve(what, env=WRONG, warm=False)
        assert_only_the_button_works(site, server, account, other)

    refused = site.work(env=WRONG)
    assert until(lambda: refused.poll()) == 1
    assert "Unknown setting MORI_NOPE" in site.log
    assert "only the Red Button works" in site.log
    site.replay()
    account.settle()


def test_what_is_right_among_wrong_settings_still_counts():
    environ = {"MORI_INSTANCE": "/srv/mori", "MORI_ZONE": "Asia/Makassar", **WRONG}

    settings = load_readable(environ)

    assert (settings.instance, settings.zone) == ("/srv/mori", "Asia/Makassar")
    assert settings.proxy_hops == 0
    with pytest.raises(SettingError):
        load(environ)
