"""The programme's logo: brought, shown, taken away."""

import io
from dataclasses import dataclass, replace
from typing import BinaryIO

from ddtool.domain.history import Stored
from ddtool.domain.letterheads import KeptLogo
from ddtool.domain.people import Author
from ddtool.domain.refusals import Conflict, NotFound
from ddtool.evidence_files.logos import LARGEST, check_logo
from ddtool.store import Database, programme_logo
from ddtool.store.files import FileStore


@dataclass(frozen=True, slots=True)
class BroughtLogo:
    """A picture that is to be the logo, under the name it was brought, and what it shows."""

    name: str
    file: BinaryIO
    text: str = ""


def read_logo(database: Database, author: Author) -> Stored[KeptLogo] | None:
    """The logo with its version; None where the programme has none.

    :raises NotAllowed: the author does not look after the installation.
    """
    author.must_administer()
    with database.read() as db:
        return programme_logo.find(db)


def open_logo(database: Database, files: FileStore, author: Author) -> BinaryIO:
    """The PNG of the logo to read from.

    :raises NotAllowed: the author does not look after the installation.
    :raises NotFound: there is none.
    """
    kept = read_logo(database, author)
    if kept is None:
        raise NotFound("file")
    return files.open(kept.value.stored_name)


def bring_logo(
    database: Database,
    files: FileStore,
    author: Author,
    brought: BroughtLogo,
    *,
    version: int,
) -> Stored[KeptLogo]:
    """Put a picture in place as the logo, in place of the one that was read at a version.

    :raises NotAllowed: the author does not look after the installation.
    :raises FileRefused: it is no picture that can be a logo.
    :raises NotFound, Conflict: another logo stands there than was read.
    """
    author.must_administer()
    logo, text = check_logo(brought.name, brought.file), brought.text
    kept = files.keep(io.BytesIO(logo.png), largest=max(LARGEST, len(logo.png)))
    made = KeptLogo(kept.stored_name, kept.sha256, kept.size, logo.width, logo.height, text)
    try:
        with database.write(author) as db:
            return programme_logo.put(db, made, version=version)
    except (NotFound, Conflict):
        files.discard(kept.stored_name)
        raise


def describe_logo(
    database: Database, author: Author, text: str, *, version: int
) -> Stored[KeptLogo]:
    """Say anew what the logo shows.

    :raises NotAllowed: the author does not look after the installation.
    :raises NotFound, Conflict: another logo stands there than was read.
    """
    author.must_administer()
    with database.write(author) as db:
        kept = programme_logo.find(db)
        if kept is None:
            raise NotFound("file")
        return programme_logo.put(db, replace(kept.value, text=text), version=version)


def remove_logo(database: Database, author: Author, *, version: int) -> None:
    """Take the logo away; reports that were made with it keep it.

    :raises NotAllowed: the author does not look after the installation.
    :raises NotFound, Conflict: another logo stands there than was read.
    """
    author.must_administer()
    with database.write(author) as db:
        programme_logo.remove(db, version=version)
