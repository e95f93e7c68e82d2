"""A real S3-compatible server of the test run's own.

It asks for a signature by a key it knows; whether the secret is right it does not compute.
"""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import npm

HOST = "127.0.0.1"
KEY = "S3RVER"  # the one account this server knows, and its secret
BUCKET = "mori"
PATIENCE = 20.0


@contextmanager
def start(folder: Path) -> Iterator[str]:
    """Yield the URL of a running server with an empty bucket, as MORI_FILES_URL takes it."""
    program = npm.installed(Path(__file__).parent / "s3rver")
    node = shutil.which("node")
    if node is None:
        raise npm.NpmMissing("s3rver runs on node, which is not installed")
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    command = [
        *(node, program / "node_modules/s3rver/bin/s3rver.js", "--silent", "--no-vhost-buckets"),
        *("--directory", folder, "--address", HOST, "--port", port),
        *("--configure-bucket", BUCKET),
    ]
    with (folder.parent / "s3.log").open("w") as log:
        server = subprocess.Popen([str(each) for each in command], stdout=log, stderr=log)
        try:
            _await(server, port, Path(log.name))
            yield f"s3+http://{KEY}:{KEY}@{HOST}:{port}/{BUCKET}"
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE)


def _await(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
            return
        except OSError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"s3rver did not start:\n{log.read_text()}") from None
            time.sleep(0.05)
