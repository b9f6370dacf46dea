"""Keeps the front-end files in `community/static/vendor/` the ones that `deploy/vendor.toml` pins.

Standard library only, no Node. Without an argument it downloads the npm packages whose files are missing or changed,
and writes nothing unless every hash is right. `vendor.py --check` compares what is there with the pins, without a
network. The registry is NPM_REGISTRY, or the one that npm itself is set up with.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PINS = ROOT / "deploy" / "vendor.toml"
FOLDER = ROOT / "community" / "static" / "vendor"
LARGEST_PACKAGE = 20_000_000
TIMEOUT_SECONDS = 60


class VendorError(Exception):
    """A sentence for the person who runs this."""


@dataclass(frozen=True)
class Package:
    """One pinned npm package: `integrity` is the tarball's hash as npm states it, `files` maps a path to its hash."""

    name: str
    version: str
    license: str
    used_for: str
    folder: str
    integrity: str
    files: dict[str, str]

    def places(self, folder: Path) -> dict[Path, str]:
        """Where each file is kept, with its hash."""
        return {folder / self.folder / path.rsplit("/", 1)[-1]: pin for path, pin in self.files.items()}

    def tarball(self, registry: str) -> str:
        """The address that every npm registry has for it."""
        return f"{registry}/{self.name}/-/{self.name.rsplit('/', 1)[-1]}-{self.version}.tgz"


def sha512(content: bytes) -> str:
    """The hash as npm and browsers write it (W3C Subresource Integrity)."""
    return "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()


def read_pins(path: Path) -> list[Package]:
    """Every package of the pin file."""
    return [Package(**entry) for entry in tomllib.loads(path.read_text())["package"]]


def faults(packages: list[Package], folder: Path) -> Iterator[str]:
    """One line for each file that is missing, changed, or pinned by nobody."""
    pinned = {place: pin for package in packages for place, pin in package.places(folder).items()}
    for place, pin in pinned.items():
        name = place.relative_to(folder).as_posix()
        if not place.is_file():
            yield f"{name} is missing"
        elif sha512(place.read_bytes()) != pin:
            yield f"{name} is not the file that was pinned"
    for place in sorted(folder.rglob("*")):
        if place.is_file() and place not in pinned:
            yield f"{place.relative_to(folder).as_posix()} is in no pin"


def find_registry() -> str:
    """The address of the npm registry, without a slash at its end."""
    given = os.environ.get("NPM_REGISTRY", "").strip()
    npm = shutil.which("npm")
    if not given and npm:
        asked = subprocess.run(  # noqa: S603
            [npm, "config", "get", "registry"], capture_output=True, text=True, check=False
        )
        given = asked.stdout.strip()
    if not given.startswith(("https://", "http://127.0.0.1:")):
        raise VendorError("No npm registry is known: set NPM_REGISTRY to the https:// address of the one you use.")
    return given.rstrip("/")


def download(address: str) -> bytes:
    """The content at `address`."""
    try:
        with urllib.request.urlopen(address, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 find_registry() saw to it
            content: bytes = answer.read(LARGEST_PACKAGE + 1)
    except urllib.error.URLError as error:
        raise VendorError(f"{address} could not be read: {error.reason}.") from error
    if len(content) > LARGEST_PACKAGE:
        raise VendorError(f"{address} is larger than {LARGEST_PACKAGE:,} bytes.")
    return content


def unpack(tarball: bytes) -> dict[str, bytes]:
    """The regular files of a package by their path in it; the first folder's name is not part of the path."""
    with tarfile.open(fileobj=io.BytesIO(tarball), mode="r:gz") as archive:
        found = {}
        for member in archive:
            content = archive.extractfile(member) if member.isfile() else None
            if content:
                found[member.name.split("/", 1)[-1]] = content.read()
        return found


def verified(package: Package, tarball: bytes) -> dict[str, bytes]:
    """The pinned files of `package`, when the tarball, its own words and each file are what the pins say."""
    if sha512(tarball) != package.integrity:
        raise VendorError(f"{package.name} {package.version}: the package is {sha512(tarball)}, not what was pinned.")
    files = unpack(tarball)
    about: dict[str, Any] = json.loads(files["package.json"])
    said = (about.get("name"), about.get("version"), about.get("license"))
    if said != (package.name, package.version, package.license):
        raise VendorError(f"{package.name} {package.version}: the package calls itself {said}.")
    for path, pin in package.files.items():
        if path not in files:
            raise VendorError(f"{package.name} {package.version} has no file {path}.")
        if sha512(files[path]) != pin:
            raise VendorError(f'{package.name} {package.version}: pin "{path}" = "{sha512(files[path])}".')
    return {path: files[path] for path in package.files}


def fetch(packages: list[Package], folder: Path) -> None:
    """Download what is missing or changed; write only after all of it is verified."""
    stale = [package for package in packages if any(not _is_in_place(*item) for item in package.places(folder).items())]
    registry = find_registry() if stale else ""
    ready = [(package, verified(package, download(package.tarball(registry)))) for package in stale]
    for package, files in ready:
        target = folder / package.folder
        target.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            (target / path.rsplit("/", 1)[-1]).write_bytes(content)
        print(f"    {package.name} {package.version}: {len(files)} files")


def _is_in_place(place: Path, pin: str) -> bool:
    return place.is_file() and sha512(place.read_bytes()) == pin


def main(arguments: list[str], pins: Path = PINS, folder: Path = FOLDER) -> int:
    """Fetch unless told only to check, then check; 0 when every file is the pinned one."""
    packages = read_pins(pins)
    try:
        if arguments != ["--check"]:
            fetch(packages, folder)
    except VendorError as error:
        print(f"    {error}", file=sys.stderr)
        return 1
    found = list(faults(packages, folder))
    print("\n".join(f"    {line}" for line in found) or f"    {sum(len(p.files) for p in packages)} files as pinned")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
