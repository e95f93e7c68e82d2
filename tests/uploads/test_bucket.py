"""The same in a bucket, where nothing can be appended."""

import pytest

from mori.core.clock import now
from mori.core.files.kinds import FileKind, FilePurpose
from mori.core.files.store import open_store
from mori.uploads import operations
from mori.uploads.rules import PIECE_BYTES, offsets
from tests.core.test_files import s3_url  # noqa: F401 - a fixture
from tests.support.as_if import as_the_machine
from tests.support.documents import pdf

from .sending import promised

FILE = pdf(4 * PIECE_BYTES + 9)
PURPOSE = FilePurpose("sketches", "self.change", "me.me", (FileKind.PDF,))


@pytest.fixture
def bucket(s3_url, tmp_path):  # noqa: F811
    with as_the_machine():  # the server takes nothing that was signed at another time
        yield open_store(s3_url, tmp_path)


def test_pieces_in_a_bucket_become_one_file_in_it(app, cast, bucket):
    told = promised(FILE)
    what = operations.Promised(told["name"], len(FILE), told["digest"])
    upload = operations.begin_upload(cast.sari.id, PURPOSE, what, "t", now())
    for offset in offsets(len(FILE)):
        piece = FILE[offset : offset + PIECE_BYTES]
        upload.received_bytes = operations.keep_piece(bucket, upload, offset, piece, now())

    whole = operations.finish_upload(bucket, upload, PURPOSE, now())

    assert bucket.get(whole.path) == FILE
    left = bucket.client.list_objects(bucket.bucket, prefix="pieces/", recursive=True)
    assert not list(left)
