"""What a phone on a prepaid plan pays for the first look, and for the next."""

import datetime as dt
import ipaddress
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from mori.core import bytes as budget
from tests.browser import acts
from tests.browser.site import Site, served
from tests.support.servers.browser import phone

HOST = "127.0.0.1"


@dataclass
class Answer:
    """One answer as it came over the line."""

    url: str
    headers: dict[str, str]
    began_at: float
    head_bytes: int
    all_bytes: int = 0
    from_cache: bool = False

    @property
    def body_bytes(self) -> int:
        return self.all_bytes - self.head_bytes


@dataclass
class Line:
    """Everything a page fetches."""

    answers: dict[str, Answer] = field(default_factory=dict)
    from_memory: set[str] = field(default_factory=set)

    def watch(self, page) -> None:
        devtools = page.context.new_cdp_session(page)
        devtools.on(
            "Network.requestServedFromCache", lambda each: self.from_memory.add(each["requestId"])
        )
        devtools.on("Network.responseReceived", self._received)
        devtools.on("Network.loadingFinished", self._finished)
        devtools.send("Network.enable")

    def _received(self, event) -> None:
        response = event["response"]
        if response["url"].startswith("data:"):
            return
        self.answers[event["requestId"]] = Answer(
            response["url"],
            {name.lower(): value for name, value in response["headers"].items()},
            event["timestamp"],
            int(response["encodedDataLength"]),
            from_cache=response["fromDiskCache"] or event["requestId"] in self.from_memory,
        )

    def _finished(self, event) -> None:
        if event["requestId"] in self.answers:
            self.answers[event["requestId"]].all_bytes = int(event["encodedDataLength"])

    @property
    def fetched(self) -> list[Answer]:
        return [each for each in self.answers.values() if not each.from_cache]

    @property
    def static(self) -> list[Answer]:
        return [each for each in self.fetched if "/static/" in each.url]


@pytest.fixture(scope="module")
def address(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same site over TLS: browsers take brotli only there."""
    certificate = self_signed(tmp_path_factory.mktemp("tls"))
    options = ("--certfile", certificate, "--keyfile", certificate)
    with (
        socket.create_server((HOST, 0), backlog=64) as listener,
        served(site.environment, listener, *options),
    ):
        yield f"https://{HOST}:{listener.getsockname()[1]}"


def self_signed(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    today = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - dt.timedelta(days=1))
        .not_valid_after(today + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))]), False
        )
        .sign(key, hashes.SHA256())
    )
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    path = folder / "both.pem"
    path.write_bytes(
        key.private_bytes(pem, pkcs8, serialization.NoEncryption()) + certificate.public_bytes(pem)
    )
    return path


@pytest.fixture
def page(browser, address: str):
    with phone(browser, base_url=address, ignore_https_errors=True) as context:
        yield context.new_page()


def look(page, path: str) -> Line:
    """Open a page and wait until nothing is fetched any more."""
    line = Line()
    line.watch(page)
    page.goto(path, wait_until="networkidle")
    return line


def test_the_first_view_of_the_sign_in_page_fits_its_budget(page):
    line = look(page, "/masuk")

    html, *others = sorted(line.fetched, key=lambda each: each.began_at)
    assert html.headers["content-encoding"] == "br"
    assert html.body_bytes <= budget.FIRST_VIEW_BYTES
    assert not [each.url for each in others if "/static/" not in each.url]
    assert [each.url for each in line.static if ".css" in each.url], "prefetch the stylesheet"


@pytest.mark.parametrize(
    ("name", "swaps"),
    [("Annisa Contoh", True), ("Raudah Misalkan", True), ("Rusdiana Misalkan", False)],
)
@pytest.mark.usefixtures("requests_fail")
def test_a_signed_in_home_with_all_scripts_fits_its_budget(page, site, name, swaps):
    acts.sign_in(page, site.people[name])
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")

    line = look(page, "/")

    assert {each.headers.get("content-encoding") for each in line.fetched} == {"br"}
    assert any("htmx" in each.url for each in line.static) == swaps, "only where a page uses it"
    assert sum(each.body_bytes for each in line.fetched) <= budget.FIRST_VIEW_WITH_SCRIPTS_BYTES


def test_static_files_are_fetched_once_and_from_here_only(browser, site):
    # Not over TLS: what comes with a certificate of our own is not kept.
    with acts.signed_in(browser, site.people["Annisa Contoh"], base_url=site.address) as page:
        page.context.new_cdp_session(page).send("Network.clearBrowserCache")
        first, second = look(page, "/"), look(page, "/logbook")

    assert first.static  # how many the worker already has depends on how quick it was
    assert {each.headers["cache-control"].split(", ")[-1] for each in first.static} == {"immutable"}
    assert {urlsplit(each.url).hostname for each in first.fetched} == {HOST}
    assert not second.static
