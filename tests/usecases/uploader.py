"""A process that brings one file after the other and says so, until it is killed.

Every file is replaced by another one, so that earlier versions are among what is kept.
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from ddtool.domain.assessments import Evidence
from ddtool.domain.people import Author, Role
from ddtool.store import Database
from ddtool.store.files import FileStore
from ddtool.usecases.evidence import Upload, add_evidence, replace_evidence_file

SIZE = 200_000

if __name__ == "__main__":
    url, folder, organisation, assessment = sys.argv[1:]
    database, files = Database(url), FileStore(Path(folder))
    author = Author("Ana", Role.PRODUCER_LEAD, datetime.now(UTC), organisation=organisation)
    for number in range(10_000):
        first, second = (
            Upload("a.pdf", "application/pdf", io.BytesIO(bytes([byte % 256]) * SIZE), SIZE)
            for byte in (number, number + 1)
        )
        document = Evidence("", f"Document {number}")
        kept = add_evidence(database, files, author, document, assessment=assessment, upload=first)
        id, version = kept.value.evidence.id, kept.version
        replace_evidence_file(database, files, author, id, second, version=version)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
