"""Files beside the database: the same to those who use them, in a folder or an S3 store."""

import stat
import threading
from pathlib import Path

import pytest

from mori.config import SettingError
from mori.core.files.store import FolderStore, StoreAway, open_store
from tests.support.as_if import as_the_machine
from tests.support.reporting import skip_loudly
from tests.support.servers import npm, s3

NAME = "photos/abcdefgh234567"


@pytest.fixture(scope="module")
def s3_url(tmp_path_factory: pytest.TempPathFactory):
    """A real server over a real connection."""
    folder = tmp_path_factory.mktemp("s3") / "objects"
    folder.mkdir()
    try:
        with s3.start(folder) as url:
            yield url
    except npm.NpmMissing as missing:
        skip_loudly(str(missing))


@pytest.fixture(params=["folder", "S3"])
def store(request, tmp_path):
    url = request.getfixturevalue("s3_url") if request.param == "S3" else ""
    with as_the_machine():  # the server takes nothing that was signed at another time
        yield open_store(url, tmp_path / "files")


def test_what_is_put_can_be_got_and_is_gone_when_removed(store):
    store.put(NAME, b"a picture")
    assert store.get(NAME) == b"a picture"

    store.remove(NAME)

    assert store.get(NAME) is None


def test_putting_again_replaces(store):
    store.put(NAME, b"first")
    store.put(NAME, b"second, which is longer")

    assert store.get(NAME) == b"second, which is longer"


def test_what_is_not_there_is_none_and_removing_it_is_no_error(store):
    store.remove("papers/zzzzzzzzzzzzzz")

    assert store.get("papers/zzzzzzzzzzzzzz") is None


@pytest.mark.parametrize("name", ["../secret_key", "photos/../../x", "photos/Foto saya.jpg", ""])
def test_a_name_is_a_kind_and_a_key_and_nothing_else(store, name):
    for ask in (store.get, store.remove, lambda each: store.put(each, b"")):
        with pytest.raises(ValueError, match="kind and a key"):
            ask(name)


def test_eight_at_once_keep_their_own(store):
    names = [f"photos/abcdefgh23456{n}" for n in range(2, 10)]

    threads = [threading.Thread(target=store.put, args=(name, name.encode())) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [store.get(name) for name in names] == [name.encode() for name in names]


def test_nobody_else_on_the_machine_reads_the_folder(tmp_path):
    store = FolderStore(tmp_path / "files")
    store.put(NAME, b"a picture")

    file = tmp_path / "files" / NAME
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert {stat.S_IMODE(each.stat().st_mode) for each in file.parents[:2]} == {0o700}
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_a_folder_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "files").write_text("a file where the folder should be")
    store = FolderStore(tmp_path / "files")

    with pytest.raises(StoreAway):
        store.put(NAME, b"a picture")


def test_a_server_that_is_away_says_so(tmp_path):
    store = open_store("s3+http://key:secret@127.0.0.1:9/mori", tmp_path)

    for ask in (store.get, store.remove, lambda each: store.put(each, b"")):
        with pytest.raises(StoreAway):
            ask(NAME)


def test_a_key_the_server_does_not_know_opens_nothing(s3_url, tmp_path):
    store = open_store(s3_url.replace("S3RVER:", "ANOTHER:"), tmp_path)

    for ask in (store.get, lambda each: store.put(each, b"a picture")):
        with pytest.raises(StoreAway):
            ask(NAME)


@pytest.mark.parametrize(
    "url",
    [
        "s3://host/bucket",
        "s3://key:secret@host",
        "s3://key:secret@host/",
        "https://key:secret@host/bucket",
        "instance/files",
    ],
)
def test_an_address_that_is_not_whole_is_refused_without_quoting_it(url, tmp_path):
    with pytest.raises(SettingError) as refusal:
        open_store(url, tmp_path)

    assert "key:secret@host/" not in str(refusal.value)


def test_an_address_says_whether_it_is_encrypted_where_and_with_which_key():
    store = open_store("s3://a%40b:c%2Fd@store.example:9000/mori?region=id-1", Path())

    provider = store.client._provider.retrieve()
    assert (provider.access_key, provider.secret_key, store.bucket) == ("a@b", "c/d", "mori")
    assert store.client._base_url.is_https
    assert store.client._base_url.region == "id-1"
