#!/bin/sh
# Format, lint, types and import contracts: every step is run and shown, also after one failed.

cd "$(dirname "$0")/.." || exit 1
PATH=$PWD/.venv/bin:$PATH
failed=

step() {
    echo "== $*"
    "$@" || failed="$failed
  $*"
}

step ruff format --check .
step ruff check .
step mypy
step lint-imports --no-logo

if [ -n "$failed" ]; then
    echo "Not in order:$failed"
    exit 1
fi
