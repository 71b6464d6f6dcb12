# make lab                 set up (first time) and open JupyterLab on the Welcome lesson
# make lab PORT=8890 BROWSER=0   the same without a browser: prints the address
# make test                the whole suite

PYTHON ?=
PY     := .venv/bin/python
SETUP  := PYTHON='$(PYTHON)' sh setup/python.sh setup/bootstrap.py

.PHONY: help lab dev test lint bench screenshots coverage release lock clean

help:
	@sed -n 's/^# //p' Makefile

lab:
	@$(SETUP)
	@exec $(PY) -m smmkit lab work $(if $(PORT),--port $(PORT)) $(if $(filter 0 no,$(BROWSER)),--no-browser)

dev:
	@$(SETUP) --dev

test: dev
	$(PY) -m pytest -n auto $(ARGS)

lint: dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

bench: dev
	@for file in benchmarks/*.py; do echo "== $$file"; $(PY) $$file || exit 1; done

screenshots: dev
	$(PY) tools/screenshots.py

coverage: dev
	$(PY) tools/course_coverage.py

release: dev
	$(PY) -m smmkit release --no-proof

# The locks hold versions and hashes, and no address: that is each user's own setting.
COMPILE := .venv/bin/uv pip compile -q --upgrade --universal --python-version 3.11 \
  --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --no-config

lock: dev
	$(COMPILE) pyproject.toml setup/build.in --extra class -o requirements.lock
	$(COMPILE) pyproject.toml setup/build.in --extra test -c requirements.lock -o requirements-dev.lock
	$(COMPILE) setup/uv.in -o setup/requirements-uv.lock

clean:
	rm -rf .venv .venv.lock build dist .pytest_cache .ruff_cache .hypothesis
