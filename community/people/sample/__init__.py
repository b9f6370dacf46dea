"""The sample hub's departments (real) and people (invented)."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from community.people.models import Department, EmailDomain, Member, Skill, SkillSynonym
from community.people.services import announce_department, save_profile
from community.people.words import skill_key

PASSWORD = "sample-hub-password"  # noqa: S105  the one password of all sample accounts; production refuses them
_HERE = Path(__file__).parent
_SPELLINGS = {"GIS": ("Geographic information systems", "Geodata"), "FME": ("Feature Manipulation Engine",)}


def sample_address(key: str) -> str:
    """The address of the sample member `key`."""
    return f"{key}@{settings.SAMPLE_DOMAIN}"


def sample_member(key: str) -> Member:
    """The sample member `key`; Member.DoesNotExist before the people were loaded."""
    return Member.objects.get(email=sample_address(key))


def load_people(now: datetime) -> str:
    """Make the sample departments and people; see sample_registry."""
    departments = [_load_department(data) for data in _read("departments.toml")["departments"]]
    password = make_password(PASSWORD)
    members = [_load_member(data, password) for data in _read("members.toml")["members"]]
    for name, others in _SPELLINGS.items():
        for other in others:
            if not Skill.objects.spelled([skill_key(other)]):
                SkillSynonym.objects.create(skill=Skill.objects.get(key=skill_key(name)), name=other)
    return f"{len(departments)} departments, {len(members)} people"


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / name).read_text(encoding="utf-8"))


def _load_department(data: dict[str, Any]) -> Department:
    fields = {key: data[key] for key in ("name", "agency", "website", "purpose")}
    fields["slug"] = slugify(data["acronym"])
    department, made = Department.objects.get_or_create(acronym=data["acronym"], defaults=fields)
    if made:
        for domain in data["domains"]:
            EmailDomain.objects.create(department=department, domain=domain)
        announce_department(department=department)
    return department


def _load_member(data: dict[str, Any], password: str) -> Member:
    fields = {key: data[key] for key in ("first_name", "last_name", "job_title", "about")}
    fields["display_name"] = f"{data['first_name']} {data['last_name'][0]}."
    fields["department"] = Department.objects.get(acronym=data["department"])
    fields["helps_with"] = data.get("helps_with", "")
    fields |= {f"{part}_for": audience for part, audience in data.get("hides", {}).items()}
    fields["is_staff"] = fields["is_superuser"] = data["key"] == "admin"
    member, made = Member.objects.get_or_create(
        email=sample_address(data["key"]), defaults={**fields, "password": password}
    )
    if made:
        EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
        save_profile(member=member, skills=data["skills"], languages=data.get("languages", []))
    return member
