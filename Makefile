# The hub's commands; `make help` lists them. Each says what it does and how long it took.
.DEFAULT_GOAL := help
.PHONY: help install install-dev run worker sample test check bench screenshots docs notebooks vendor lock clean
SHELL := /bin/sh

VENV := .venv
BIN := $(VENV)/bin
STEP := sh deploy/step
export PORT ?= 8000
export PYTHONUNBUFFERED := 1

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/make \1\t\2/' | expand -t 16

install:
	@$(STEP) "Install what the hub needs into $(VENV)" sh deploy/install $(VENV) requirements.txt

install-dev:
	@$(STEP) "Install what the hub and its tests need into $(VENV)" sh deploy/install $(VENV) requirements-dev.txt
	@$(STEP) "Install what the tests need from npm" sh deploy/install-npm

run: install ## Serve the sample hub with its task cluster on PORT (8000); Ctrl-C stops both
	@$(BIN)/python deploy/serve.py check
	@$(BIN)/python deploy/prepare.py
	@$(BIN)/python deploy/serve.py

worker: install ## Run a task cluster alone, beside a web server that runs elsewhere
	@$(BIN)/python manage.py qcluster

sample: install ## Load the sample hub into the database; a second time changes nothing
	@$(STEP) "Bring the database up to date" $(BIN)/python manage.py migrate --verbosity 0
	@$(STEP) "Make the cache table" $(BIN)/python manage.py createcachetable
	@$(STEP) "Load the sample hub" $(BIN)/python manage.py load_sample_hub

PYTEST := $(BIN)/python -m pytest -n auto -q

test: install-dev ## Run every test in parallel: SQLite, or PostgreSQL when DATABASE_URL names one
	@$(STEP) "Run the tests" $(PYTEST) $(TESTS)

check: install-dev ## Lint, format, types, layers, templates, migrations, dependencies, sizes; then the tests
	@$(STEP) "Lint the Python (ruff)" $(BIN)/ruff check --quiet
	@$(STEP) "Check its format (ruff)" $(BIN)/ruff format --check --quiet
	@$(STEP) "Check its types (mypy)" $(BIN)/mypy
	@$(STEP) "Check that imports go down (import-linter)" $(BIN)/lint-imports --no-logo
	@$(STEP) "Check the format of the templates (djangofmt)" $(BIN)/djangofmt --check --quiet templates
	@$(STEP) "Lint the templates (djlint)" $(BIN)/djlint --lint --quiet templates
	@$(STEP) "Check that no migration is missing" $(BIN)/python manage.py makemigrations --check --dry-run --verbosity 1
	@$(STEP) "Check the dependencies (deptry)" $(BIN)/deptry .
	@$(STEP) "Check the sizes" $(BIN)/python -m tests.guards.sizes
	@$(STEP) "Run the tests" $(PYTEST) $(TESTS)

bench: install-dev ## Run the benchmarks and print their figures
	@$(STEP) "Run the benchmarks" $(BIN)/python -m pytest tests/benchmarks -q -s -n 0 -p no:randomly --override-ini "python_files=bench_*.py test_*.py"

screenshots: install-dev ## Take the docs' pictures from a freshly made sample hub and write the tour (needs Chromium)
	@$(STEP) "Take the screenshots" $(BIN)/python -m tests.browser.take_screenshots

docs: install ## Build the docs as a site in docs/_build/site (needs Sphinx, in a .venv-docs of its own)
	@$(STEP) "Write the configuration reference" $(BIN)/python -m community.settings.reference
	@$(STEP) "Install what the docs need into .venv-docs" sh deploy/install .venv-docs requirements-docs.txt
	@$(STEP) "Build the site; each warning is an error" .venv-docs/bin/python -m sphinx --quiet --fail-on-warning --keep-going \
		-d docs/_build/doctrees docs docs/_build/site
	@$(STEP) "Check that its pages ask nobody else" .venv-docs/bin/python -m tests.guards.site docs/_build/site

notebooks: ## Execute the sample notebooks again (needs pandas and matplotlib, in a .venv-notebooks of its own)
	@$(STEP) "Install what the notebooks need into .venv-notebooks" sh deploy/install .venv-notebooks requirements-notebooks.txt
	@$(STEP) "Execute the sample notebooks" .venv-notebooks/bin/python training/sample/execute_notebooks.py

vendor: ## Fetch and verify the pinned front-end files in community/static/vendor (deploy/vendor.toml)
	@$(STEP) "Fetch and verify the front-end files" $(or $(wildcard $(BIN)/python),python3) deploy/vendor.py

COMPILE := uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11

lock: ## Lock versions with their hashes (needs uv); LOCK=--upgrade takes the newest allowed ones
	@$(STEP) "Lock requirements.txt" $(COMPILE) pyproject.toml -o requirements.txt $(LOCK)
	@$(STEP) "Lock requirements-dev.txt" $(COMPILE) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt $(LOCK)
	@$(STEP) "Lock requirements-notebooks.txt" $(COMPILE) --group notebooks -o requirements-notebooks.txt $(LOCK)
	@$(STEP) "Lock requirements-docs.txt" $(COMPILE) --group docs -o requirements-docs.txt $(LOCK)

clean: ## Remove what the commands made, but for the database and uploads in var/
	@$(STEP) "Remove environments and caches" rm -rf $(VENV) .venv-notebooks .venv-docs docs/_build staticfiles tests/node_modules \
		.mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
