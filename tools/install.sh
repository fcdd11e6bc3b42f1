#!/bin/sh
# Put ddtool and what it needs into .venv; a second run with nothing changed is quick.
#
#   sh tools/install.sh run     what ddtool needs to run
#   sh tools/install.sh test    that, and what checks and tests need
#
# PYTHON=/path/to/python3 chooses the Python for a new .venv.

set -eu
cd "$(dirname "$0")/.."

purpose=${1:?say run or test}
stamp=.venv/.ddtool-$purpose

say() { printf '%s\n' "$*" >&2; }

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON:-} python3 python3.11 python3.12 python3.13 python3.14; do
        if is_new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    say "ddtool needs Python 3.11 or newer: install it, or name it: make install PYTHON=/path/to/python3"
    exit 1
}

make_venv() {
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        sh tools/system_packages.sh venv
    fi
    if ! "$python" -m venv .venv; then
        rm -rf .venv
        say "Python could not make .venv; on Debian and Ubuntu: apt-get install python3-venv"
        exit 1
    fi
}

lock_hash() {
    cat pyproject.toml requirements/*.txt tools/install.sh | cksum
    .venv/bin/python -c 'import sys; print(sys.version, sys.prefix)'
}

install_python_packages() {
    set -- -r requirements/run.txt -r requirements/build.txt
    if [ "$purpose" = test ]; then
        set -- -r requirements/test.txt -r requirements/build.txt
    fi
    say "Installing into .venv what requirements/ names (the first time takes a minute or two) ..."
    # Twice quiet: errors are shown, warnings about other folders of the machine are not.
    set -- --require-hashes "$@"
    .venv/bin/python -m pip install -qq --disable-pip-version-check "$@"
    .venv/bin/python -m pip install -qq --disable-pip-version-check \
        --no-deps --no-build-isolation --editable .
}

sh tools/system_packages.sh run
if [ "$purpose" = test ]; then
    sh tools/system_packages.sh test
fi
if ! is_new_enough .venv/bin/python; then
    rm -rf .venv
    make_venv
fi
if [ "$(lock_hash)" != "$(cat "$stamp" 2>/dev/null)" ] || [ ! -x .venv/bin/ddtool ]; then
    install_python_packages
    lock_hash >"$stamp"
fi
