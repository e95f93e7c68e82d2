"""Settings: name, type, default, one line of meaning. Standard library only.

The Red Button reads its settings here too, so nothing on this page may fail
because a package does.
"""

import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


class SettingError(Exception):
    """A setting is missing, unknown or wrong; the message says what to do."""


def setting(default: Any, meaning: str) -> Any:
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True)
class Settings:
    """Everything an operator may set, through the environment, as ``MORI_<NAME>``.

    Only ``DATABASE_URL`` and ``PORT`` go without the prefix.
    """

    database_url: str = setting("", "sqlite:///FILE or postgresql://…; empty: mori.db in instance")
    port: int = setting(8000, "the port `make run` listens on")
    instance: str = setting("", "folder of database, spool, keys and mail; empty: instance/")
    secret_key: str = setting("", "signs cookies and forms, 16 signs at least")
    proxy_hops: int = setting(0, "how many proxies stand in front and set X-Forwarded-*")
    base_url: str = setting("", "address in links that are sent, such as https://mori.example")
    mail_url: str = setting(
        "",
        "smtp://, smtp+starttls:// or smtps://user:password@host:port; "
        "empty: mail is written to instance/mail",
    )
    mail_from: str = setting("mori@localhost", "sender of mail")
    technical_mail: str = setting(
        "", "who is mailed when background work stands still, with commas; never of a tap"
    )
    audit_mail: str = setting(
        "", "addresses outside that keep the head of the audit chain of each day, with commas"
    )
    deadman_url: str = setting(
        "",
        "asked each minute while all is well, such as https://hc.example/ID; silence rings there",
    )
    canary_mail: str = setting(
        "",
        "a mailbox of its own, to which MORI sends itself a tap every 15 minutes; empty: none",
    )
    files_url: str = setting(
        "",
        "s3:// or s3+http://key:secret@host:port/bucket, ?region=… if it has one; "
        "empty: photos and papers are kept in instance/files",
    )
    sms_url: str = setting("", "gateway that takes SMS as JSON (docs/channels.md); empty: no SMS")
    whatsapp_url: str = setting("", "gateway that takes WhatsApp messages as JSON; empty: none")
    ntfy_url: str = setting("", "ntfy server, https://:token@host if it asks for one; empty: none")
    gateway_key: str = setting("", "signs what gateways are sent; empty: nothing is signed")
    webpush_key: str = setting("", "private key of notifications on devices; empty: instance's")
    webpush_hosts: str = setting(
        "fcm.googleapis.com push.services.mozilla.com notify.windows.com push.apple.com",
        "services that notifications may be handed to, with all below them",
    )
    case_years: int = setting(
        2, "years after closing from which on the person is asked whether a case is erased"
    )
    second_factor: bool = setting(True, "officers, coordinators and heads need a one-time code")
    zone: str = setting("Asia/Jakarta", "zone of times shown where no office is known or had")
    joint_leave: bool = setting(True, "agencies rest on days of joint leave; no: they count")
    offline: bool = setting(True, "phones keep what is written without a network; no: they stop")
    page_memory: int = setting(16, "megabytes of pages kept, to send only what changed since")
    demo: bool = setting(False, "loads invented people, and says on every page that they are")

    @property
    def folder(self) -> Path:
        return Path(self.instance) if self.instance else ROOT / "instance"

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.folder / 'mori.db'}"

    @property
    def address(self) -> str:
        """Where people reach MORI, for links that are sent."""
        return self.base_url.rstrip("/") or f"http://127.0.0.1:{self.port}"

    @property
    def key(self) -> bytes:
        return (self.secret_key or _kept_secret(self.folder)).encode()


LEAST_KEY = 16  # characters; one made by MORI has 64
UNPREFIXED = ("database_url", "port")
TEST_ONLY = {"MORI_CHROMIUM", "MORI_TEST_POSTGRES"}
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def variable(name: str) -> str:
    return name.upper() if name in UNPREFIXED else f"MORI_{name.upper()}"


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; an unknown MORI_ variable or a wrong value is a ``SettingError``."""
    known = {variable(each.name) for each in fields(Settings)}
    unknown = {name for name in environ if name.startswith("MORI_")} - known - TEST_ONLY
    if unknown:
        raise SettingError(f"Unknown setting {', '.join(sorted(unknown))}: see docs/settings.md.")
    return Settings(**{name: read() for name, read in _given(environ)})


def load_readable(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings as far as they are right, for the Red Button: it does not fall with the rest."""
    readable = {}
    for name, read in _given(environ):
        with suppress(SettingError):
            readable[name] = read()
    return Settings(**readable)


def _given(environ: Mapping[str, str]) -> Iterator[tuple[str, Callable[[], Any]]]:
    for each in fields(Settings):
        name = variable(each.name)
        if name in environ:
            yield each.name, partial(_read, name, each.default, environ[name])


def _read(name: str, default: Any, text: str) -> Any:
    if name == "MORI_SECRET_KEY":
        return _long_enough(text, "MORI_SECRET_KEY")
    if isinstance(default, bool):
        if text.lower() not in TRUE | FALSE:
            raise SettingError(f"{name} is {text!r}: write yes or no.")
        return text.lower() in TRUE
    if isinstance(default, int):
        if not text.isdigit():
            raise SettingError(f"{name} is {text!r}: write a number.")
        return int(text)
    return text


def _long_enough(key: str, name: str) -> str:
    if len(key.strip()) < LEAST_KEY:
        raise SettingError(f"{name} has fewer than {LEAST_KEY} signs: take 40 random ones.")
    return key


def _kept_secret(folder: Path) -> str:
    """The secret in the instance folder, made on first use; every process reads the same."""
    path = folder / "secret_key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        mine = folder / f"secret_key.{os.getpid()}"
        mine.touch(0o600)
        mine.write_text(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(mine, path)  # the first process wins, and never a half-written file
        mine.unlink()
    return path.read_text().strip()


def for_flask(settings: Settings) -> dict[str, Any]:
    """What Flask and its extensions read."""
    return {
        "SETTINGS": settings,
        "SECRET_KEY": _long_enough(settings.key.decode(), "The secret key").encode(),
        "MAX_CONTENT_LENGTH": 256 * 1024,
        "WTF_CSRF_TIME_LIMIT": None,  # a draft kept on a phone outlives an hour
    }
