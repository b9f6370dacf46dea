"""The door out: no address of our own network is ever reached, and no answer stalls or floods a worker."""

import contextlib
import gzip
import json
import socket
import ssl
import subprocess
import time
import urllib.request
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from community.safety.errors import HubError
from community.safety.fetching import FetchRefused, fetch_external, targets
from community.safety.fetching.networks import is_public
from community.safety.fetching.targets import follow, read_url
from tests.factories.servers import OK, Server, bad_answers, drip, head, redirect, serving

CASES = json.loads((Path(__file__).parents[1] / "data" / "addresses.json").read_text())
ADDRESSES = {f"{family}: {name}": case for family, cases in CASES.items() for name, case in cases.items()}
BAD_ANSWERS = bad_answers()
NAME = "data.ca.gov"
RESOLVED = {
    "loopback": ["127.0.0.1"],
    "loopback, version 6": ["::1"],
    "mapped": ["::ffff:127.0.0.1"],
    "public first": ["8.8.8.8", "127.0.0.1"],
    "public last": ["127.0.0.1", "8.8.8.8"],
    "public of another version": ["2606:4700:4700::1111", "127.0.0.1"],
    "metadata of clouds": ["169.254.169.254"],
    "unspecified": ["0.0.0.0"],
    "with a zone": ["fe80::1%lo"],
    "no address": ["127.0.0.1.nip.io"],
}


@pytest.fixture(scope="module")
def canary():
    """Counts every connection to its port on loopback, in both versions."""
    first = Server("127.0.0.1")
    second = Server("::1", first.port)
    with serving(first, second):
        yield first, second


@pytest.fixture
def hits(canary):
    """How many have come since the test began."""
    before = sum(server.hits for server in canary)
    return lambda: sum(server.hits for server in canary) - before


@pytest.fixture
def roads(canary, monkeypatch):
    """A network where every address exists at every port: whatever is connected to, it is the canary."""
    connect = socket.create_connection
    monkeypatch.setattr(
        socket, "create_connection", lambda address, **options: connect(("127.0.0.1", port_of(canary)), **options)
    )


@pytest.fixture(scope="module")
def site():
    """A server that the tests let the door reach: the one on ::1, and nothing else."""
    server = Server("::1")
    with serving(server):
        yield server


def wait_for(hits):
    """Until the canary has counted a connection that says nothing."""
    until = time.monotonic() + 2
    while not hits() and time.monotonic() < until:
        time.sleep(0.01)
    assert hits() == 1


def port_of(canary):
    return canary[0].port


def only_site(address):
    return str(address) == "::1"


def fetch_from(site, path="/", *, more_ports=(), **options):
    options = {"allow": only_site, "resolve": lambda host, port: ["::1"], "seconds": 2, **options}
    return fetch_external(site.url(path, host=NAME), ports=frozenset({site.port, *more_ports}), **options)


def test_corpus_is_large():
    assert len(ADDRESSES) + len(RESOLVED) >= 100
    assert len(BAD_ANSWERS) >= 20


@pytest.mark.parametrize("name", ADDRESSES)
def test_address_is_refused_by_its_rule_and_the_canary_is_not_reached(name, canary, hits, roads):
    words, code = ADDRESSES[name]
    port = port_of(canary)

    with pytest.raises(FetchRefused) as caught:
        fetch_external(words.replace("PORT", str(port)), ports=frozenset({80, 443, port}), seconds=1)

    assert caught.value.code == code, caught.value.message
    assert caught.value.message.endswith(".")
    assert hits() == 0


@pytest.mark.parametrize("name", RESOLVED)
def test_name_that_leads_to_our_network_is_refused(name, canary, hits):
    with pytest.raises(FetchRefused) as caught:
        fetch_external(
            canary[0].url(host=NAME), ports=frozenset({port_of(canary)}), resolve=lambda host, port: RESOLVED[name]
        )
    assert caught.value.code == "address"
    assert NAME in caught.value.message
    assert hits() == 0


def test_second_answer_of_a_name_is_never_asked_for(site, canary, hits):
    """Rebinding: the check sees one address, the connection gets another."""
    asked = []

    def resolve(host, port):
        asked.append(host)
        return ["::1"] if len(asked) == 1 else ["127.0.0.1"]

    assert fetch_from(site, resolve=resolve).body == b"hello"
    assert (asked, hits()) == ([NAME], 0)


LOCATIONS = [
    "http://127.0.0.1:PORT/",
    "//127.0.0.1:PORT/",
    "http://localhost:PORT/",
    "http://2130706433:PORT/",
    "http://[::ffff:127.0.0.1]:PORT/",
    "http://0.0.0.0:PORT/",
    "http://data.ca.gov@127.0.0.1:PORT/",
    "http://rebound.ca.gov:PORT/",
    "http://127.0.0.1:22/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:PORT/",
    "javascript:alert(1)",
    "http:\\\\127.0.0.1:PORT\\",
    "http://127.0.0.1:PORT/\tx",
]


@pytest.mark.parametrize("location", LOCATIONS)
def test_redirect_is_checked_like_the_first_address(location, site, canary, hits):
    site.answers["/on"] = redirect(location.replace("PORT", str(port_of(canary))))

    with pytest.raises(FetchRefused):
        fetch_from(
            site,
            "/on",
            more_ports=[port_of(canary)],
            resolve=lambda host, port: ["::1"] if host == NAME else ["127.0.0.1"],
        )

    assert hits() == 0


@pytest.mark.parametrize("name", BAD_ANSWERS)
def test_bad_answer_ends_soon_with_a_sentence(name, site):
    path = "/" + name.replace(" ", "-")
    site.answers[path], code = BAD_ANSWERS[name]
    began = time.monotonic()

    with pytest.raises(FetchRefused) as caught:
        fetch_from(site, path, seconds=0.6 if code == "time" else 4)

    assert caught.value.code == code, caught.value.message
    assert NAME in caught.value.message or code == "redirects"
    assert time.monotonic() - began < 4


def test_resolver_that_hangs_ends_in_time():
    began = time.monotonic()
    with pytest.raises(FetchRefused) as caught:
        fetch_external(f"https://{NAME}/", resolve=lambda host, port: time.sleep(3) or [], seconds=0.3)
    assert caught.value.code == "time"
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("error", [socket.gaierror(-2, "unknown"), OSError("down"), UnicodeError("label too long")])
def test_name_that_nobody_knows_is_a_sentence(error):
    def resolve(host, port):
        raise error

    with pytest.raises(FetchRefused, match="can’t be reached"):
        fetch_external(f"https://{NAME}/", resolve=resolve)


# What works


def test_answer_comes_with_status_headers_and_final_address(site):
    site.answers["/old"] = redirect("/new?x=1")
    site.answers["/new?x=1"] = OK

    got = fetch_from(site, "/old#part", accept="text/calendar", etag='"0"')

    assert (got.status, got.body, got.headers["etag"]) == (200, b"hello", '"1"')
    assert got.url == site.url("/new?x=1", host=NAME)
    sent = site.heads[-1]
    assert f"Host: {NAME}:{site.port}" in sent
    assert "Accept: text/calendar" in sent
    assert 'If-None-Match: "0"' in sent
    assert "Cookie" not in sent


def test_packed_body_is_unpacked(site):
    data = gzip.compress(b"BEGIN:") + gzip.compress(b"VCALENDAR")
    site.answers["/packed"] = head("Content-Encoding: gzip", f"Content-Length: {len(data)}") + data
    assert fetch_from(site, "/packed").body == b"BEGIN:VCALENDAR"


@pytest.mark.parametrize("status", ["304 Not Modified", "404 Not Found", "500 Broken"])
def test_other_status_is_the_callers_to_judge(site, status):
    site.answers["/status"] = head("Content-Length: 0", status=status)
    assert fetch_from(site, "/status").status == int(status[:3])


def test_body_of_the_very_cap_is_taken(site):
    site.answers["/cap"] = head("Content-Length: 2000000") + b"x" * 2_000_000
    assert len(fetch_from(site, "/cap").body) == 2_000_000


def test_caller_may_ask_for_less_and_never_for_more(site):
    site.answers["/big"] = head("Content-Length: 2000001") + b"x" * 2_000_001
    site.answers["/small"] = head("Content-Length: 11") + b"x" * 11
    for path, most in (("/big", 50_000_000), ("/small", 10)):
        with pytest.raises(FetchRefused, match="sends more"):
            fetch_from(site, path, most_bytes=most)


def test_header_can_not_be_broken():
    with pytest.raises(ValueError, match="header"):
        fetch_external(f"https://{NAME}/", etag='"\r\nHost: evil"')


def test_refusal_is_an_error_for_people():
    assert issubclass(FetchRefused, HubError)


@pytest.mark.parametrize("words", ["8.8.8.8", "1.1.1.1", "134.186.15.29", "2606:4700:4700::1111", "2a00:1450::1"])
def test_public_address_is_public(words):
    assert is_public(ip_address(words))


def test_step_from_https_down_to_http_is_refused():
    secure = read_url(f"https://{NAME}/", ports=frozenset({80, 443}))
    with pytest.raises(FetchRefused) as caught:
        follow(secure, f"http://{NAME}/", ports=frozenset({80, 443}))
    assert caught.value.code == "downgrade"
    assert follow(secure, "/x", ports=frozenset({443})).url == f"https://{NAME}/x"


@pytest.mark.parametrize(
    ("words", "url"),
    [
        ("https://Data.CA.gov", "https://data.ca.gov/"),
        ("https://data.ca.gov:443/a b".replace(" ", "%20"), "https://data.ca.gov/a%20b"),
        ("https://data.ca.gov/señor?q=ä&r=[1]", "https://data.ca.gov/se%C3%B1or?q=%C3%A4&r=[1]"),
        ("http://bücher.org:8080/", "http://xn--bcher-kva.org:8080/"),
        ("https://8.8.8.8/", "https://8.8.8.8/"),
        ("https://[2606:4700::1]:8443/", "https://[2606:4700::1]:8443/"),
    ],
)
def test_address_is_read_in_one_way(words, url):
    assert read_url(words, ports=frozenset({80, 443, 8080, 8443})).url == url


# TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for NAME that signs itself."""
    folder = tmp_path_factory.mktemp("tls")
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-keyout", folder / "key", "-out", folder / "cert", "-subj", f"/CN={NAME}", "-addext",
         f"subjectAltName=DNS:{NAME}"],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("needs openssl")
    return folder


@pytest.fixture(scope="module")
def secure_site(certificate):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate / "cert", certificate / "key")
    server = Server("::1")
    plain = server._answer

    def answer(client):
        try:
            with context.wrap_socket(client, server_side=True) as wrapped:
                plain(wrapped)
        except OSError:
            client.close()

    server._answer = answer
    with serving(server):
        yield server


def fetch_securely(server, host, **options):
    url = server.url("/", host=host).replace("http:", "https:")
    return fetch_external(
        url, ports=frozenset({server.port}), allow=only_site, resolve=lambda host, port: ["::1"], seconds=3, **options
    )


def test_certificate_is_checked_for_the_name_and_not_for_the_address(secure_site, certificate):
    trusting = ssl.create_default_context(cafile=str(certificate / "cert"))
    assert fetch_securely(secure_site, NAME, tls=trusting).body == b"hello"


@pytest.mark.parametrize("host", [NAME, "other.ca.gov"])
def test_certificate_that_nobody_trusts_or_of_another_name_is_refused(secure_site, certificate, host):
    trusting = None if host == NAME else ssl.create_default_context(cafile=str(certificate / "cert"))
    with pytest.raises(FetchRefused) as caught:
        fetch_securely(secure_site, host, tls=trusting)
    assert caught.value.code == "certificate"


# Controls: another client, or the door without its rule, reaches the canary


@pytest.mark.parametrize(
    "family",
    ["loopback in other forms", "version 6", "letters of other alphabets", "characters"],
)
def test_control_the_standard_library_reaches_the_canary(family, canary, hits):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for words, _code in CASES[family].values():
        try:
            opener.open(words.replace("PORT", str(port_of(canary))), timeout=1).close()
        except Exception:  # noqa: BLE001 - some are refused there too
            continue
    assert hits() >= 1


def test_control_a_client_that_compares_beginnings_reaches_the_canary(canary, hits):
    words = CASES["names and passwords"]["name before the host"][0].replace("PORT", str(port_of(canary)))
    assert words.startswith(f"http://{NAME}")
    socket.create_connection((urlsplit(words).hostname, urlsplit(words).port), timeout=1).close()
    wait_for(hits)


def test_control_the_standard_library_follows_a_redirect_to_the_canary(site, canary, hits):
    site.answers["/on"] = redirect(canary[0].url())
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    opener.open(site.url("/on"), timeout=1).close()
    assert hits() == 1


CONTROLLED = {
    "networks that are not public": "address",
    "names of our own network": "host",
    "ports": "port",
    "schemes": "scheme",
}
# Of each family, what its rule refuses and what names somebody to connect to
UNDER_ONE_RULE = {
    name: (words, CONTROLLED[name.partition(":")[0]])
    for name, (words, code) in ADDRESSES.items()
    if code == CONTROLLED.get(name.partition(":")[0]) and urlsplit(words).netloc
}


def switched_off(rule, words, monkeypatch):
    """Options of the door that switch off one rule; where it has none, the rule is taken out of the code."""
    if rule == "address":
        return {"allow": lambda address: True}
    if rule == "port":
        return {"ports": frozenset(range(65_536))}
    if rule == "host":
        monkeypatch.setattr(targets, "read_host", lambda host, is_bracketed: host)
    if rule == "scheme":
        monkeypatch.setitem(targets._PORTS, urlsplit(words).scheme, 80)
    return {}


def test_control_is_there_for_what_each_of_four_rules_refuses():
    families = [name.partition(":")[0] for name in UNDER_ONE_RULE]
    assert {family: families.count(family) for family in CONTROLLED} == {
        "networks that are not public": 16,
        "names of our own network": 8,
        "ports": 5,
        "schemes": 7,
    }


@pytest.mark.parametrize("name", UNDER_ONE_RULE)
def test_control_the_door_without_one_rule_reaches_the_canary(name, canary, hits, roads, monkeypatch):
    """The address is made public but for what the rule is about, so that no other rule refuses it as well."""
    words, rule = UNDER_ONE_RULE[name]
    words = words.replace("PORT", str(port_of(canary)))
    if rule != "address":
        words = words.replace("127.0.0.1", "8.8.8.8")
    options = {"ports": frozenset({80, 443, port_of(canary)}), "resolve": lambda host, port: ["8.8.8.8"]}
    if rule == "address":
        del options["resolve"]

    with pytest.raises(FetchRefused) as caught:
        fetch_external(words, **options)
    assert (caught.value.code, hits()) == (rule, 0)

    with contextlib.suppress(FetchRefused):  # the canary knows HTTP alone
        fetch_external(words, seconds=0.3, **options | switched_off(rule, words, monkeypatch))
    wait_for(hits)


def test_control_the_standard_library_reads_a_file():
    words, _code = CASES["schemes"]["file"]
    assert urllib.request.urlopen(words).read()


@pytest.mark.parametrize("name", ["loopback", "loopback, version 6", "public last"])
def test_control_the_door_that_allows_all_reaches_the_canary(name, canary, hits):
    got = fetch_external(
        canary[0].url(host=NAME),
        ports=frozenset({port_of(canary)}),
        resolve=lambda host, port: RESOLVED[name],
        allow=lambda address: True,
    )
    assert (got.body, hits()) == (b"hello", 1)


def test_control_a_name_looked_up_twice_is_rebound(site, canary, hits):
    answers = [["::1"], ["127.0.0.1"]]
    checked = answers.pop(0)
    assert only_site(checked[0])
    socket.create_connection((answers.pop(0)[0], port_of(canary)), timeout=1).close()
    wait_for(hits)


def test_control_a_limit_for_each_read_is_outlasted_by_a_trickle(site):
    site.answers["/trickle"] = drip(head("Content-Length: 10") + b"x" * 10, every=0.02)
    with socket.create_connection(("::1", site.port), timeout=0.3) as connected:
        connected.sendall(b"GET /trickle HTTP/1.1\r\n\r\n")
        began = time.monotonic()
        while connected.recv(1):
            pass
    assert time.monotonic() - began > 0.6


def test_control_the_gzip_bomb_is_one():
    answer, _code = BAD_ANSWERS["gzip bomb"]
    assert len(gzip.decompress(answer.partition(b"\r\n\r\n")[2])) > 400 * len(answer)
