"""What ``ddtool serve`` needs of the machine: a port, room on the disk, a key, names of hosts."""

import shutil
import socket
from collections.abc import Sequence
from pathlib import Path

from ddtool.sentences import Sentence
from ddtool.usecases.doctor.checks import Check

_GIBIBYTE = 1 << 30
_LEAST_FREE = _GIBIBYTE


def examine_serving(
    *, instance: Path, hosts: Sequence[str], port: int, key_file: Path, logins: Path
) -> tuple[Check, ...]:
    """Look at what serving needs; ``logins`` is where those of the demonstration are kept."""
    checks = [_port(port), _hosts(hosts), _key(key_file), _room(instance)]
    return (*checks, _logins(logins)) if logins.exists() else tuple(checks)


def _port(port: int) -> Check:
    """In use is no fault: most often it is ddtool itself that serves there."""
    with socket.socket() as tried:
        tried.settimeout(1)
        in_use = tried.connect_ex(("127.0.0.1", port)) == 0
    found = Sentence("free")
    if in_use:
        found = Sentence("in use, by ddtool or another program; --port chooses another")
    return Check(Sentence("port {port}", port=port), ok=True, found=found)


def _hosts(hosts: Sequence[str]) -> Check:
    found: str = ", ".join(hosts)
    if not found:
        found = Sentence("this machine alone; to serve others, set DDTOOL_TRUSTED_HOSTS")
    return Check(Sentence("host names"), ok=True, found=found)


def _key(file: Path) -> Check:
    name = Sentence("secret key")
    if not file.exists():
        return Check(name, ok=True, found=Sentence("not there yet; made when first needed"))
    mode = file.stat().st_mode & 0o777
    return Check(
        name,
        ok=mode & 0o077 == 0,
        found=Sentence("{file} (mode {mode:04o})", file=file, mode=mode),
        remedy=f"chmod 600 '{file}'",
    )


def _room(instance: Path) -> Check:
    there = next(path for path in (instance, *instance.parents) if path.exists())
    free = shutil.disk_usage(there).free
    return Check(
        Sentence("disk"),
        ok=free >= _LEAST_FREE,
        found=Sentence("{free:.1f} GiB free", free=free / _GIBIBYTE),
        remedy=Sentence("free some space where the instance lies, or move it to a larger disk"),
    )


def _logins(file: Path) -> Check:
    return Check(
        Sentence("demonstration"),
        ok=True,
        found=Sentence(
            "{file} holds passwords that open fictional data; for real data begin a new instance",
            file=file,
        ),
    )
