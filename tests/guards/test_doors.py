"""Each door is the only one: what would go round it is refused by ruff, and each rule catches a planted fault."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib

import pytest

from tests.guards.sizes import ROOT

DOORS = {
    "community/safety/fetching/door.py": "import http.client, socket, urllib.request",
    "community/safety/html.py": "import nh3",
    "community/safety/uploads/pictures.py": "from PIL import Image",
    "deploy/serve.py": "import http.client, socket",
    "deploy/vendor.py": "import tarfile, urllib.request",
}
PLANTED = [
    "import aiohttp",
    "from asyncio import open_connection",
    "import ftplib",
    "import http.client",
    "from http.client import HTTPSConnection",
    "from http import client",
    "import httpcore",
    "import httpx",
    "import requests",
    "from requests import get",
    "import smtplib",
    "import socket",
    "from socket import create_connection",
    "import urllib.request",
    "from urllib import request",
    "from urllib.request import urlopen",
    "import urllib3",
    "import xmlrpc.client",
    "import PIL.Image",
    "from PIL import Image",
    "from PIL.Image import open",
    "import willow",
    "import tarfile",
    "import zipfile",
    "from shutil import unpack_archive",
    "import bleach",
    "import nh3",
    "from django.utils.safestring import mark_safe",
]


def banned_lines(text: str, name: str) -> set[int]:
    """The lines of `text` that ruff would refuse in the file `name`."""
    command = ["check", "--select", "TID251", "--no-cache", "--output-format", "json", "--stdin-filename", name, "-"]
    answer = subprocess.run(
        [sys.executable, "-m", "ruff", *command], input=text, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode in {0, 1}, answer.stderr
    return {row["location"]["row"] for row in json.loads(answer.stdout)}


@pytest.mark.parametrize("name", ["training/planted.py", "community/safety/planted.py", "deploy/planted.py"])
def test_planted_import_is_refused_outside_its_door(name):
    assert banned_lines("\n".join(PLANTED), name) == set(range(1, len(PLANTED) + 1))


@pytest.mark.parametrize("name", DOORS)
def test_door_itself_may(name):
    assert banned_lines(DOORS[name], name) == set()


def test_every_banned_name_is_planted():
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]
    banned = rules["flake8-tidy-imports"]["banned-api"]
    words = "\n".join(PLANTED).replace(" import ", ".").replace("from ", "import ")
    assert {name for name in banned if name not in words} == set()


def test_no_line_is_excused_from_a_door():
    excused = [path for path in ROOT.glob("[cefdt]*/**/*.py") if "noqa: TID251" in path.read_text() and path != THIS]
    assert [path for path in excused if "node_modules" not in path.parts] == []


THIS = ROOT / "tests" / "guards" / "test_doors.py"
