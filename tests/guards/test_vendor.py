"""The front-end files are the pinned ones, and the script that fetches them takes nothing else."""

import functools
import http.server
import io
import json
import re
import shutil
import tarfile
import threading

import pytest

from deploy import vendor

FILES = {
    "package.json": json.dumps({"name": "@maker/thing", "version": "1.2.3", "license": "MIT"}).encode(),
    "dist/thing.js": b"export default 1;\n",
    "dist/unwanted.js": b"export default 2;\n",
    "LICENSE": b"MIT License\n",
}


def packed(files):
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for path, content in files.items():
            member = tarfile.TarInfo(f"package/{path}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return made.getvalue()


TARBALL = packed(FILES)


def pinned(**changed):
    files = {path: vendor.sha512(FILES[path]) for path in ("dist/thing.js", "LICENSE")}
    about = {"name": "@maker/thing", "version": "1.2.3", "license": "MIT", "used_for": "a test", "folder": "thing"}
    return vendor.Package(**{**about, "integrity": vendor.sha512(TARBALL), "files": files, **changed})


@pytest.fixture
def registry(tmp_path, monkeypatch):
    """A registry on loopback that has one package; what was asked for is in `asked`."""
    shelf = tmp_path / "registry"
    place = shelf / "@maker" / "thing" / "-" / "thing-1.2.3.tgz"
    place.parent.mkdir(parents=True)
    place.write_bytes(TARBALL)
    asked = []

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *parts):
            asked.append(self.path)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=shelf))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("NPM_REGISTRY", f"http://127.0.0.1:{server.server_port}/")
    yield asked
    server.shutdown()
    server.server_close()


def test_vendored_files_are_the_pinned_ones():
    assert list(vendor.faults(vendor.read_pins(vendor.PINS), vendor.FOLDER)) == []


def test_flipped_byte_missing_file_and_stranger_are_found(tmp_path):
    folder = tmp_path / "vendor"
    shutil.copytree(vendor.FOLDER, folder)
    packages = vendor.read_pins(vendor.PINS)
    flipped = folder / "htmx" / "htmx.min.js"
    content = bytearray(flipped.read_bytes())
    content[1000] ^= 1
    flipped.write_bytes(content)
    (folder / "public-sans" / "LICENSE").unlink()
    (folder / "stray.js").write_text("alert(1)")
    assert sorted(vendor.faults(packages, folder)) == [
        "htmx/htmx.min.js is not the file that was pinned",
        "public-sans/LICENSE is missing",
        "stray.js is in no pin",
    ]


def test_every_package_comes_with_its_licence_and_a_strong_hash():
    for package in vendor.read_pins(vendor.PINS):
        assert "LICENSE" in package.files, package.name
        assert package.license in {"BSD-0-Clause", "MIT", "MIT AND OFL-1.1", "OFL-1.1"}
        assert all(pin.startswith("sha512-") for pin in (package.integrity, *package.files.values()))


def test_fetch_writes_the_listed_files_only_and_asks_once(registry, tmp_path):
    folder = tmp_path / "vendor"
    for _turn in range(2):
        vendor.fetch([pinned()], folder)
    assert {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == {
        "thing.js": FILES["dist/thing.js"],
        "LICENSE": FILES["LICENSE"],
    }
    assert registry == ["/@maker/thing/-/thing-1.2.3.tgz"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"integrity": vendor.sha512(b"another package")}, "not what was pinned"),
        ({"files": {"dist/thing.js": vendor.sha512(b"another file")}}, 'pin "dist/thing.js" = "sha512-'),
        ({"files": {"dist/gone.js": vendor.sha512(b"")}}, "has no file dist/gone.js"),
        ({"license": "BSD-3-Clause"}, "calls itself ('@maker/thing', '1.2.3', 'MIT')"),
    ],
)
def test_fetch_of_something_else_is_refused_and_writes_nothing(registry, tmp_path, changed, said):
    with pytest.raises(vendor.VendorError, match=re.escape(said)):
        vendor.fetch([pinned(**changed)], tmp_path / "vendor")
    assert not (tmp_path / "vendor").exists()


def test_absent_package_is_one_sentence(registry, tmp_path):
    with pytest.raises(vendor.VendorError, match="could not be read: File not found"):
        vendor.fetch([pinned(version="9.9.9")], tmp_path / "vendor")


@pytest.mark.parametrize("address", ["", "ftp://registry.example", "file:///etc"])
def test_without_a_registry_one_is_asked_for(monkeypatch, address):
    monkeypatch.setenv("NPM_REGISTRY", address)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(vendor.VendorError, match="set NPM_REGISTRY"):
        vendor.find_registry()


def test_check_says_how_many_files_are_as_pinned(capsys):
    assert vendor.main(["--check"]) == 0
    count = sum(len(package.files) for package in vendor.read_pins(vendor.PINS))
    assert capsys.readouterr().out == f"    {count} files as pinned\n"
