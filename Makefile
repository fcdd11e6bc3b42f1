# What people and CI do with ddtool; the steps themselves are the scripts in tools/.

.POSIX:
.PHONY: help install run test check bench soak screenshots pictures messages clean

# Where everything of this installation goes, and where it is reached: make run PORT=8123 INSTANCE=folder
INSTANCE = $${DDTOOL_INSTANCE:-instance}
PORT = 8000
SCREENSHOTS = build/screenshots

help:
	@echo "make run      install ddtool and serve it with demonstration data (PORT=8123 INSTANCE=folder)"
	@echo "make test     everything CI runs: checks and tests"
	@echo "make install  only the environment, in .venv (the command is .venv/bin/ddtool)"
	@echo "make check    format, lint, types, import contracts"
	@echo "make bench    what the main jobs cost, against their limits"
	@echo "make soak     what must hold when servers are killed, disks fill up and people meet"
	@echo "make screenshots  every page in light, dark, on a phone, wide and printed (SCREENSHOTS=folder)"
	@echo "make pictures the pictures of pages in README.md, anew"
	@echo "make messages collect the texts to translate and bring every language up to date"
	@echo "make clean    remove .venv and caches, never the instance"

install:
	@sh tools/install.sh run

run: install
	@DDTOOL_INSTANCE="$(INSTANCE)" exec .venv/bin/ddtool serve --demo --port $(PORT)

test:
	@sh tools/install.sh test
	@sh tools/check.sh
	@sh tools/test.sh

check:
	@sh tools/install.sh test
	@sh tools/check.sh

bench:
	@sh tools/install.sh test
	@.venv/bin/python -m bench
	@.venv/bin/python -m bench.pages
	@.venv/bin/python -m bench.throughput

soak:
	@sh tools/install.sh run
	@.venv/bin/python -m soak

screenshots:
	@sh tools/install.sh test
	@.venv/bin/python -m tools.screenshots "$(SCREENSHOTS)"

pictures:
	@sh tools/install.sh test
	@.venv/bin/python -m tools.readme_pictures

messages:
	@sh tools/install.sh test
	@.venv/bin/python tools/messages.py

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist .coverage htmlcov
	find ddtool tests tools bench soak -name __pycache__ -type d -prune -exec rm -rf {} +
