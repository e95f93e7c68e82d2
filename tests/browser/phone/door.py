"""An address of our own, behind which servers come and go."""

import socket
from contextlib import contextmanager
from pathlib import Path

from tests.browser import acts
from tests.browser.site import ROOT, Site, is_well, served


@contextmanager
def serving(door: Site, listener: socket.socket, folder: Path = ROOT, **settings: str):
    environment = {**door.environment, "MORI_BASE_URL": door.address, **settings}
    with served(environment, listener, "--chdir", folder):
        acts.wait_for(lambda: is_well(door.address))
        yield environment


def queue_comments(page, many: int, word: str) -> str:
    """Comment an entry while there is no network; gives the entry's address."""
    entry = acts.first_entry(page)
    page.goto(entry)
    writer = page.locator("[name=writer]").first.input_value()
    page.context.set_offline(True)
    post_comments(page, entry, many, word, writer)
    return entry


def post_comments(page, entry: str, many: int, word: str, writer: str) -> None:
    """As the forms of the page would, each answered or not."""
    page.evaluate(
        """async ([path, many, word, writer]) => {
            for (let n = 0; n < many; n++) await fetch(`${path}/komentar`, {method: 'POST',
                redirect: 'manual', body: new URLSearchParams({writer, token: `${word}-${n}`,
                text: `${word} ${n}.`})}).catch(() => {});
        }""",
        [entry, many, word, writer],
    )


def arrived(page, entry: str, many: int, word: str) -> list[int]:
    page.goto(entry)
    text = page.locator("main").inner_text()
    return [text.count(f"{word} {n}.") for n in range(many)]
