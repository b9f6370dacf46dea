"""The hub's Ed25519 key: one 32-byte seed from the environment (CERTIFICATE_KEY). Nothing else ever sees it."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.utils.translation import gettext as _

from community.people.errors import HubError


class NoKey(HubError):
    """Nothing can be signed."""


@dataclass(frozen=True)
class Signer:
    """The key in use."""

    private_key: Ed25519PrivateKey

    @property
    def public_key(self) -> str:
        """The public half, base64url."""
        return encoded(self.private_key.public_key().public_bytes_raw())

    @property
    def key_id(self) -> str:
        """Its name."""
        return key_id_of(self.public_key)

    def sign_jwt(self, payload: dict[str, Any], *, issuer: str, media_type: str) -> str:
        """`payload` as a compact JSON Web Signature (RFC 7515, 8037) that names the key by `issuer`#thumbprint."""
        header = {"alg": "EdDSA", "kid": f"{issuer}#{self.key_id}", "typ": media_type}
        content = f"{_packed(header)}.{_packed(payload)}"
        return f"{content}.{encoded(self.private_key.sign(content.encode()))}"


def signer() -> Signer:
    """The key in use. Raises NoKey with a sentence for whoever runs the hub."""
    if not settings.CERTIFICATE_KEY:
        raise NoKey(_("The hub has no key to sign certificates with: set CERTIFICATE_KEY. Nothing is lost meanwhile."))
    return Signer(Ed25519PrivateKey.from_private_bytes(decoded(settings.CERTIFICATE_KEY)))


def read_jwt(token: str, *, public_key: str) -> dict[str, Any] | None:
    """What `token` says, when `public_key` signed exactly that; None otherwise."""
    content, _dot, signature = token.rpartition(".")
    try:
        Ed25519PublicKey.from_public_bytes(decoded(public_key)).verify(decoded(signature), content.encode())
        payload = json.loads(decoded(content.partition(".")[2]))
    except (InvalidSignature, ValueError):
        return None
    return payload if isinstance(payload, dict) else None


def key_id_of(public_key: str) -> str:
    """The thumbprint of a key (RFC 7638)."""
    return encoded(hashlib.sha256(_json(jwk_of(public_key))).digest())


def jwk_of(public_key: str) -> dict[str, str]:
    """A key as others read it (RFC 8037)."""
    return {"crv": "Ed25519", "kty": "OKP", "x": public_key}


def encoded(data: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def decoded(text: str) -> bytes:
    """The bytes of base64url without padding. Raises ValueError."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _packed(value: dict[str, Any]) -> str:
    return encoded(_json(value))


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
