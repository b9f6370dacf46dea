"""What a deployment may set: each variable is read and explained here, and each fault is one sentence."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}

_NO_DATABASE = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}  # until check() says why
ANY = "…"  # stands for what a deployer wrote, in the sentences of the configuration reference


@dataclass(frozen=True)
class Reading:
    """One read of one variable, as docs/configuration.md shows it; `refusals` are the sentences it may be told."""

    name: str
    doc: str = ""
    default: str = ""
    is_required: bool = False
    refusals: tuple[str, ...] = ()


class Environment:
    """Reads variables and gathers every fault, so that a deployer mends all of them at once.

    `doc` says what a variable is for: a few words of Markdown, once for each variable, where it is read first. The
    configuration reference is made of it (community.settings.reference).
    """

    def __init__(self, variables: dict[str, str] | None = None) -> None:
        self._variables = dict(os.environ if variables is None else variables)
        self.faults: list[str] = []
        self.readings: list[Reading] = []

    def text(self, name: str, default: str = "", *, doc: str = "") -> str:
        """The value, or `default` when it is unset or empty."""
        self.readings.append(Reading(name, doc, default))
        return self._value(name) or default

    def required(self, name: str, why: str, *, doc: str = "") -> str:
        """The value; a missing one is a fault that says `why` it is needed."""
        value, fault = self._value(name), f"{name} is not set: {why}."
        self.readings.append(Reading(name, doc, is_required=True, refusals=(fault,)))
        if not value:
            self.faults.append(fault)
        return value

    def refuse(self, name: str, words: str, *, when: bool) -> None:
        """A rule of its own for one variable: `words` is what is wrong and what to write."""
        fault = f"{name} {words}."
        self.readings.append(Reading(name, refusals=(fault,)))
        if when:
            self.faults.append(fault)

    def flag(self, name: str, *, default: bool = False, doc: str = "") -> bool:
        """True for 1, true, yes, on; False for 0, false, no, off."""
        fault = "{name} is {value!r}: write 1 for yes or 0 for no."
        self.readings.append(Reading(name, doc, str(int(default)), refusals=(_told(fault, name),)))
        value = self._value(name)
        if not value:
            return default
        word = value.lower()
        if word not in _TRUE | _FALSE:
            self.faults.append(_told(fault, name, value))
        return word in _TRUE

    def number(self, name: str, default: int, *, least: int = 0, most: int = 65_535, doc: str = "") -> int:
        """A whole number from `least` to `most`."""
        fault = f"{{name}} is {{value!r}}: write a whole number from {least} to {most}."
        self.readings.append(Reading(name, doc, str(default), refusals=(_told(fault, name),)))
        value = self._value(name) or str(default)
        if not value.isdecimal() or not least <= int(value) <= most:
            self.faults.append(_told(fault, name, value))
            return default
        return int(value)

    def choice(self, name: str, default: str, *, among: Sequence[str], doc: str = "") -> str:
        """One word of `among`, however it is written."""
        fault = f"{{name}} is {{value!r}}: choose one of {', '.join(among)}."
        self.readings.append(Reading(name, doc, default, refusals=(_told(fault, name),)))
        value = (self._value(name) or default).lower()
        if value not in among:
            self.faults.append(_told(fault, name, value))
            return default
        return value

    def words(self, name: str, default: list[str] | None = None, *, doc: str = "") -> list[str]:
        """A list, separated by commas."""
        self.readings.append(Reading(name, doc, ",".join(default or [])))
        return [word.strip() for word in self._value(name).split(",") if word.strip()] or list(default or [])

    def address(self, name: str, default: str = "", *, doc: str = "") -> str:
        """An http(s) address of this site, without a slash at its end."""
        fault = "{name} is {value!r}: write an address such as https://hub.example.gov."
        self.readings.append(Reading(name, doc, default, refusals=(_told(fault, name),)))
        value = self._value(name) or default
        if value and not _is_address(value):
            self.faults.append(_told(fault, name, value))
        return value.rstrip("/")

    def database(self, name: str, default: str, *, doc: str = "") -> dict[str, Any]:
        """A database from its URL: `sqlite:///relative/or//absolute/path` or `postgres://user@host/name`."""
        broken = "{name} can't be read ({value}): write for example postgres://user@host:5432/hub."
        unknown = "{name} begins with {value!r}: the hub runs on sqlite:/// or postgres:// only."
        nameless = "{name} names no database: write for example postgres://user@host:5432/hub."
        told = tuple(_told(fault, name) for fault in (broken, unknown, nameless))
        self.readings.append(Reading(name, doc, default, refusals=told))
        value = self._value(name) or default
        try:
            parsed = dict(dj_database_url.parse(value))
        except dj_database_url.UnknownSchemeError:
            parsed = {}
        except ValueError as error:
            self.faults.append(_told(broken, name, error))
            return _NO_DATABASE
        if parsed.get("ENGINE") not in {"django.db.backends.sqlite3", "django.db.backends.postgresql"}:
            self.faults.append(_told(unknown, name, value.split(":", 1)[0]))
            return _NO_DATABASE
        if not parsed.get("NAME"):
            self.faults.append(_told(nameless, name, value))
        return parsed

    def cache(self, name: str, *, doc: str = "") -> dict[str, Any]:
        """The cache all workers share: the hub's own database, or `redis://host:6379/0`."""
        fault = "{name} is {value!r}: write redis://host:6379/0, or leave it out to use the database."
        self.readings.append(Reading(name, doc, refusals=(_told(fault, name),)))
        value = self._value(name)
        if not value:
            return {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "hub_cache"}
        if urlsplit(value).scheme not in {"redis", "rediss"}:
            self.faults.append(_told(fault, name, value))
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": value}

    def check(self) -> None:
        """Raise ImproperlyConfigured with every fault found so far."""
        if self.faults:
            raise ImproperlyConfigured("The hub can't start:\n  - " + "\n  - ".join(dict.fromkeys(self.faults)))

    def _value(self, name: str) -> str:
        return self._variables.get(name, "").strip()


env = Environment()


def _told(fault: str, name: str, value: object = ANY) -> str:
    """The sentence about one value."""
    return fault.format(name=name, value=value)


def _is_address(value: str) -> bool:
    """Whether `value` is an http(s) address with a host, and a port that exists."""
    try:
        parts = urlsplit(value)
        _port = parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"\s", value)
