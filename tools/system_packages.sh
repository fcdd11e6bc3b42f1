#!/bin/sh
# Install the Debian packages that are missing; without the right to, say what to run and go on.
#
#   sh tools/system_packages.sh run     libraries that draw the PDF report
#   sh tools/system_packages.sh venv    Python's own means of making .venv
#   sh tools/system_packages.sh test    programs that open our reports as other people would

set -eu
PATH=$PATH:/usr/sbin:/sbin

say() { printf '%s\n' "$*" >&2; }

has_library() { ldconfig -p 2>/dev/null | grep -q "$1"; }

has_program() { command -v "$1" >/dev/null 2>&1; }

missing_packages() {
    case $1 in
    run)
        has_library libpango-1.0.so.0 || echo libpango-1.0-0
        has_library libpangoft2-1.0.so.0 || echo libpangoft2-1.0-0
        has_library libharfbuzz-subset.so.0 || echo libharfbuzz-subset0
        ;;
    venv)
        echo python3-venv
        ;;
    test)
        has_program pdftotext || echo poppler-utils
        has_program qpdf || echo qpdf
        has_program chromium || echo chromium
        has_program soffice || echo libreoffice-calc-nogui
        ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || has_program initdb || echo postgresql
        ;;
    *)
        say "say run, venv or test"
        exit 2
        ;;
    esac
}

without() {
    case $1 in
    run) echo "Without them there is no PDF; everything else works." ;;
    venv) echo "Without it .venv cannot be made." ;;
    test) echo "Without them the tests that need them are skipped." ;;
    esac
}

become_root() {
    if [ "$(id -u)" = 0 ]; then
        echo env
    elif has_program sudo && sudo -n true 2>/dev/null; then
        echo "sudo -n env"
    fi
}

packages=$(missing_packages "$1" | tr '\n' ' ')
if [ -z "$packages" ]; then
    exit 0
fi
as_root=$(become_root)
if [ -n "$as_root" ] && has_program apt-get; then
    say "Installing from Debian: $packages"
    # shellcheck disable=SC2086 # both are lists of words
    if $as_root DEBIAN_FRONTEND=noninteractive sh -c \
        'apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" >/dev/null' \
        sh $packages; then
        exit 0
    fi
fi
packages=${packages% }
say "Missing here: $packages. $(without "$1") On Debian or Ubuntu run: sudo apt-get install --no-install-recommends $packages"
