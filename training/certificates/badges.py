"""A certificate as an Open Badges 3.0 credential: a W3C Verifiable Credential 2.0, signed as a JSON Web Token.

https://www.imsglobal.org/spec/ob/v3p0 (8.2, JSON Web Token proof format); docs/adr/0023 says why this proof format.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.urls import reverse

from .signing import encoded, jwk_of, key_id_of, read_jwt
from .times import end_of

if TYPE_CHECKING:
    from .models import Certificate

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
LIST_BITS = 131_072  # the shortest list the W3C allows (Bitstring Status List 1.0): a certificate can't be told by it
CREDENTIAL_TYPE, CREDENTIAL_MEDIA_TYPE = "vc+jwt", "application/vc+jwt"


def issuer_did() -> str:
    """The hub's name as an issuer: did:web, whose document is at /training/certificates/did.json."""
    place = urlsplit(settings.SITE_ADDRESS)
    folder = f"{place.path}{reverse('training:certificate_keys').rpartition('/')[0]}".strip("/")
    return f"did:web:{quote(place.netloc, safe='')}:{folder.replace('/', ':')}"


def credential_of(certificate: Certificate, *, course_url: str, about: str) -> dict[str, Any]:
    """What is signed. `certificate` may be unsaved; everything in it is as on the day of issue."""
    address = certificate.verification_address
    issued = _instant(certificate.issued_at)
    payload: dict[str, Any] = {
        "@context": [CREDENTIALS, BADGES],
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": certificate.course_title,
        "issuer": {
            "id": issuer_did(),
            "type": ["Profile"],
            "name": certificate.office,
            "url": settings.SITE_ADDRESS,
        },
        "validFrom": issued,
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "identityHash": certificate.name,
                    "identityType": "name",
                    "hashed": False,
                }
            ],
            "licenseNumber": certificate.number,
            "creditsEarned": certificate.hours,
            "achievement": {
                "id": f"{settings.SITE_ADDRESS}{course_url}",
                "type": ["Achievement"],
                "achievementType": "Course",
                "name": certificate.course_title,
                "description": about,
                "version": certificate.course_version,
                "criteria": {"narrative": _criteria(certificate)},
            },
        },
        "credentialStatus": _status_entry(certificate),
        "iss": issuer_did(),
        "jti": address,
        "nbf": int(certificate.issued_at.timestamp()),
    }
    if certificate.expires_on:
        ends = end_of(certificate.expires_on)
        payload |= {"validUntil": _instant(ends), "exp": int(ends.timestamp())}
    return payload


def is_as_signed(certificate: Certificate) -> bool:
    """Whether the key signed the credential, and the columns still say what it says. Needs `key`, runs no query."""
    payload = read_jwt(certificate.credential, public_key=certificate.key.public_key)
    if payload is None:
        return False
    subject, ends = payload["credentialSubject"], certificate.expires_on
    signed = (
        payload["id"].rstrip("/").rpartition("/")[2],
        subject["licenseNumber"],
        subject["identifier"][0]["identityHash"],
        subject["achievement"]["name"],
        subject["achievement"]["version"],
        subject["achievement"]["criteria"]["narrative"],
        subject["creditsEarned"],
        payload["issuer"]["name"],
        payload["nbf"],
        payload.get("exp"),
    )
    return signed == (
        certificate.token,
        certificate.number,
        certificate.name,
        certificate.course_title,
        certificate.course_version,
        _criteria(certificate),
        certificate.hours,
        certificate.office,
        int(certificate.issued_at.timestamp()),
        int(end_of(ends).timestamp()) if ends else None,
    )


def key_document(public_keys: Iterable[str]) -> dict[str, Any]:
    """The DID document: every key that ever signed, so that old certificates verify after a change of keys."""
    did = issuer_did()
    methods = [
        {
            "id": f"{did}#{key_id_of(key)}",
            "type": "JsonWebKey2020",
            "controller": did,
            "publicKeyJwk": {**jwk_of(key), "alg": "EdDSA", "kid": key_id_of(key)},
        }
        for key in public_keys
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/suites/jws-2020/v1"],
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def status_list(year: int, revoked: Iterable[int], *, at: datetime) -> dict[str, Any]:
    """Which serial numbers of `year` were revoked (W3C Bitstring Status List 1.0), to be signed."""
    numbers = list(revoked)
    bits = bytearray(max(LIST_BITS, 8 * (max(numbers, default=0) // 8 + 1)) // 8)
    for number in numbers:
        bits[number // 8] |= 0x80 >> number % 8
    address = _list_address(year)
    return {
        "@context": [CREDENTIALS],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer_did(),
        "validFrom": _instant(at),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": f"u{encoded(gzip.compress(bytes(bits), mtime=0))}",
        },
        "iss": issuer_did(),
        "jti": address,
        "nbf": int(at.timestamp()),
    }


def _criteria(certificate: Certificate) -> str:
    done = "Every lesson of the course was done."
    return f"{done} Signed by {certificate.person}." if certificate.person else done


def _status_entry(certificate: Certificate) -> dict[str, str]:
    address = _list_address(int(certificate.number.split("-")[1]))
    return {
        "id": f"{address}#{certificate.serial}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(certificate.serial),
        "statusListCredential": address,
    }


def _list_address(year: int) -> str:
    return f"{settings.SITE_ADDRESS}{reverse('training:certificate_status', kwargs={'year': year})}"


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
