"""A server with one slow page, for the test that ends it in the middle of an answer."""

import sys
import time
from collections.abc import Iterator

from flask import Flask

from ddtool.serving.server import Server, listen_at

app = Flask(__name__)


@app.get("/slow")
def slow() -> Iterator[str]:
    """A page that is sent in two pieces, a while apart."""
    yield "begun "
    time.sleep(1)
    yield "finished"


@app.get("/quick")
def quick() -> str:
    """A page that is there at once."""
    return "quick"


if __name__ == "__main__":
    listening = listen_at("127.0.0.1", 0)
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    Server(app, listening, largest_mb=1).run()
    sys.exit(0)
