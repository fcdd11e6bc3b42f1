"""A process that takes one workbook in and says so; it is killed at any moment."""

import sys
from pathlib import Path

from ddtool.store import Database
from ddtool.usecases.assessment_workbooks import preview_workbook
from tests.store.makers import ANA
from tests.usecases.imported import means_in, take_in

if __name__ == "__main__":
    url, folder, workbook = sys.argv[1:]
    database, means = Database(url), means_in(Path(folder))
    seen = preview_workbook(database, ANA, means, workbook)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    take_in(database, means, seen)
    sys.stdout.write("taken in\n")
    sys.stdout.flush()
