"""A whole installation with an empty database on a production server, for what is too large."""

import sys
from pathlib import Path

from ddtool.serving.server import Server, listen_at
from ddtool.settings import read_settings
from ddtool.store.upgrading import upgrade
from ddtool.web import create_app

if __name__ == "__main__":
    settings = read_settings({"DDTOOL_INSTANCE": sys.argv[1], "DDTOOL_MAX_UPLOAD_MB": "1"})
    Path(sys.argv[1]).mkdir(exist_ok=True)
    app = create_app(settings)
    upgrade(app.extensions["ddtool"].database)
    listening = listen_at("127.0.0.1", 0)
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    Server(app, listening, largest_mb=settings.max_upload_mb).run()
