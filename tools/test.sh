#!/bin/sh
# Run all tests. They wait for the disk a good part of the time, so there are more at once than a
# small machine has cores, and where there is a disk in memory they use that. Each process goes
# through whole files, whose tests share what takes long to make, and takes over from one that is
# slower when it is through.
#
#   sh tools/test.sh [ARGUMENTS OF PYTEST]

set -eu
cd "$(dirname "$0")/.."

if [ -d /dev/shm ] && [ -w /dev/shm ]; then
    folder=$(mktemp -d /dev/shm/ddtool-tests-XXXXXX)
    # PostgreSQL's own user has to get to its folder in there.
    chmod 711 "$folder"
    trap 'rm -rf "$folder"' EXIT
    trap 'exit 130' INT TERM
    export TMPDIR="$folder"
fi
# Servers, workers and readers of workbooks are started again and again: compiled once is enough.
unset PYTHONDONTWRITEBYTECODE
.venv/bin/python -m pytest -n 3 --dist worksteal "$@"
