"""The credential says the truth and verifies without the hub; openbadgeslib is a reader that is not ours."""

import base64
import gzip
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.urls import reverse
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

from tests.factories.certificates import give_certificate
from tests.factories.people import MemberFactory
from training.certificates import services
from training.certificates.badges import is_as_signed, issuer_did
from training.certificates.signing import decoded, encoded, read_jwt, signer
from training.models import Certificate, SigningKey

pytestmark = pytest.mark.django_db
OTHER_KEY = encoded(bytes(range(32)))


def pem_of(public_key):
    key = Ed25519PublicKey.from_public_bytes(decoded(public_key))
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def outsider(certificate):
    """A verifier that knows nothing but the published key."""
    return OB3Verifier(pem_of(certificate.key.public_key))


@pytest.fixture
def own(home):
    return give_certificate(MemberFactory(first_name="José", last_name="王芳"), home, hours=3)


def test_credential_verifies_offline(own):
    read = outsider(own).verify(own.credential)
    assert (read.achievement.name, read.issuer.id) == ("Open data", "did:web:localhost%3A8000:training:certificates")
    assert read.expiration_date is not None


def test_credential_names_what_was_earned(own):
    said = read_jwt(own.credential, public_key=own.key.public_key)
    subject = said["credentialSubject"]
    assert said["id"] == own.verification_address
    assert subject["identifier"][0]["identityHash"] == "José 王芳"
    assert (subject["licenseNumber"], subject["creditsEarned"]) == (own.number, 3)
    assert own.member.email not in json.dumps(said)


@pytest.mark.parametrize("part", [0, 1, 2])
def test_one_changed_byte_anywhere_fails(own, part):
    parts = own.credential.split(".")
    data = bytearray(decoded(parts[part]))
    for place in range(0, len(data), 7):
        data[place] ^= 1
        changed = ".".join([*parts[:part], encoded(bytes(data)), *parts[part + 1 :]])
        assert read_jwt(changed, public_key=own.key.public_key) is None
        with pytest.raises(OB3VerificationError):
            outsider(own).verify(changed)
        data[place] ^= 1


def test_another_key_and_no_key_fail(own):
    header = encoded(b'{"alg":"none"}')
    unsigned = f"{header}.{own.credential.split('.')[1]}."
    assert read_jwt(unsigned, public_key=own.key.public_key) is None
    with pytest.raises(OB3VerificationError):
        outsider(own).verify(unsigned)


def test_expired_credential_fails_by_itself(home, member):
    from datetime import UTC, datetime

    old = give_certificate(member, home, at=datetime(2020, 1, 1, 20, tzinfo=UTC))
    with pytest.raises(OB3VerificationError, match="expired"):
        outsider(old).verify(old.credential)


@pytest.mark.parametrize("field", ["name", "hours", "course_title", "course_version", "office", "person", "token"])
def test_column_that_says_something_else_is_noticed(own, field):
    assert is_as_signed(own)
    setattr(own, field, 99 if field == "hours" else "other")
    assert not is_as_signed(own)


def test_keys_that_signed_stay_published_and_old_certificates_verify(own, home, client, settings):
    former = signer().public_key
    settings.CERTIFICATE_KEY = OTHER_KEY
    newer = give_certificate(MemberFactory(), home, slug="second")
    document = client.get(reverse("training:certificate_keys")).json()
    keys = [method["publicKeyJwk"]["x"] for method in document["verificationMethod"]]
    assert keys == [newer.key.public_key, former]
    assert document["id"] == issuer_did()
    assert SigningKey.objects.count() == 2
    assert is_as_signed(Certificate.objects.with_standing().get(pk=own.pk))


def test_outsider_finds_the_key_and_the_status_by_the_published_documents(own, client, admin):
    def fetch(address, *args, **kwargs):
        path = "/" + address.partition("/training/")[2]
        return client.get(f"/training{path}").content

    def check():
        reader = OB3Verifier.for_issuer_did(issuer_did(), download=fetch)
        return reader.verify(own.credential, check_status=True, download=fetch)

    assert check().achievement.name == "Open data"
    services.revoke(certificate=own, by=admin, reason="A mistake.")
    with pytest.raises(OB3VerificationError, match="revocation"):
        check()


def test_status_list_has_one_bit_for_a_revoked_number(own, client, admin):
    services.revoke(certificate=own, by=admin, reason="A mistake.")
    year = own.number.split("-")[1]
    token = client.get(reverse("training:certificate_status", kwargs={"year": year})).content.decode()
    listed = read_jwt(token, public_key=signer().public_key)["credentialSubject"]["encodedList"]
    bits = gzip.decompress(base64.urlsafe_b64decode(listed[1:] + "=="))
    assert len(bits) == 16_384
    assert [number for number in range(64) if bits[number // 8] & 0x80 >> number % 8] == [own.serial]
