"""What a deployer mistypes is one sentence each, never a traceback of a parser."""

import json
import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from community.settings.environment import Environment

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "community.settings.production",
    "SECRET_KEY": "a7!Kd93-" * 8,
    "ALLOWED_HOSTS": "hub.example.gov",
    "SITE_ADDRESS": "https://hub.example.gov",
    "DATABASE_URL": "postgres://hub@db.example.gov:5432/hub",
    "EMAIL_HOST": "mail.example.gov",
}


def check(**changed):
    """`manage.py check --deploy` with production settings."""
    environment = {"PATH": os.environ["PATH"], **PRODUCTION, **changed}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    "value", ["https://[::1", "https://hub:99999999", "https://hub/a b", "//hub", "hub", "ftp://hub"]
)
def test_address_that_is_none_is_a_fault(value):
    env = Environment({"SITE_ADDRESS": value})
    env.address("SITE_ADDRESS")
    assert len(env.faults) == 1
    assert "https://hub.example.gov" in env.faults[0]


@pytest.mark.parametrize("value", ["https://hub.example.gov/", "http://127.0.0.1:8000", "http://[::1]:8000"])
def test_address_is_kept_without_its_last_slash(value):
    env = Environment({"SITE_ADDRESS": value})
    assert (env.address("SITE_ADDRESS"), env.faults) == (value.rstrip("/"), [])


def test_database_with_a_port_that_is_none_is_not_called_another_kind_of_database():
    env = Environment({"DATABASE_URL": "postgres://hub:abc/x"})
    env.database("DATABASE_URL", "")
    assert "can't be read" in env.faults[0]


def test_a_fault_is_said_once_though_settings_are_read_twice():
    env = Environment({})
    for _reading in range(2):
        env.required("SECRET_KEY", "it is needed")
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.check()
    assert str(refusal.value).count("SECRET_KEY") == 1


def test_production_settings_have_no_warning_of_deployment():
    done = check()
    assert (done.returncode, "(2 silenced)" in done.stdout) == (0, True), done.stdout + done.stderr


def test_what_the_address_of_the_database_asks_for_is_kept_beside_the_pool():
    asked = PRODUCTION["DATABASE_URL"] + "?sslmode=require&options=-c%20statement_timeout%3D5000"
    program = (
        "import json; from django.conf import settings; print(json.dumps(settings.DATABASES['default']['OPTIONS']))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", program],
        env={"PATH": os.environ["PATH"], **PRODUCTION, "DATABASE_URL": asked},
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    options = json.loads(printed.stdout)
    assert options.pop("pool")["max_size"] == 8
    assert options == {"sslmode": "require", "options": "-c jit=off -c statement_timeout=5000"}


def test_production_settings_refuse_an_address_for_a_host():
    assert "name hosts only" in check(ALLOWED_HOSTS="https://hub.example.gov").stderr


def test_an_empty_switch_is_one_that_is_not_set():
    env = Environment({"SECURE_SSL_REDIRECT": " ", "OFF": "0"})
    assert env.flag("SECURE_SSL_REDIRECT", default=True)
    assert not env.flag("OFF", default=True)


def test_make_run_tells_each_fault_in_a_sentence_without_a_traceback(tmp_path):
    environment = {"PATH": os.environ["PATH"], "TASK_WORKERS": "many", "SITE_ADDRESS": "hub"}
    done = subprocess.run(
        [sys.executable, "deploy/prepare.py"],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "The hub can't start:",
        "  - TASK_WORKERS is 'many': write a whole number from 1 to 64.",
        "  - SITE_ADDRESS is 'hub': write an address such as https://hub.example.gov.",
    ]


def test_web_server_tells_its_own_variables_with_all_others(tmp_path):
    environment = {"PATH": os.environ["PATH"], "WEB_WORKERS": "two", "TASK_WORKERS": "many"}
    command = ["--config", "deploy/gunicorn.conf.py", "--bind", f"unix:{tmp_path}/hub.socket", "community.wsgi"]
    done = subprocess.run(
        [sys.executable, "-m", "gunicorn", *command],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode in {1, 3}  # 3, or 1 when both of its workers refuse at the same moment
    for name, value in (("WEB_WORKERS", "two"), ("TASK_WORKERS", "many")):
        assert f"  - {name} is {value!r}: write a whole number from 1 to 64." in done.stderr


def test_choice_that_is_none_names_the_choices_and_keeps_the_default():
    env = Environment({"COLOR_THEME": "teal"})
    assert env.choice("COLOR_THEME", "mono", among=["mono", "sierra"]) == "mono"
    assert env.faults == ["COLOR_THEME is 'teal': choose one of mono, sierra."]


@pytest.mark.parametrize("value", ["Sierra", " sierra ", "sierra"])
def test_choice_is_read_however_it_is_written(value):
    env = Environment({"COLOR_THEME": value})
    assert (env.choice("COLOR_THEME", "mono", among=["mono", "sierra"]), env.faults) == ("sierra", [])


def test_hub_does_not_start_with_an_unknown_theme():
    assert "COLOR_THEME is 'teal': choose one of delta, eureka, " in check(COLOR_THEME="teal").stderr
