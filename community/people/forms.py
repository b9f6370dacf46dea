"""Shapes of input about members."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from typing import Any, ClassVar

from allauth.account.forms import SignupForm
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from community.safety.characters import one_line

from .enums import Audience, Part
from .languages import LANGUAGES
from .models import Member, Skill
from .words import skill_key
from .zones import ZONE_NAMES

MOST_SKILLS = 30
_OFFERED = 12
_MOST_NEAR = 3
_NEAR = 0.8


def check_public_name(name: str) -> str:
    """Return the trimmed name; raise ValidationError when it looks like an address or like nothing."""
    name = one_line(name)
    if "@" in name:
        raise forms.ValidationError(_("Your public name can't be an email address. Write for example “Dana R.”."))
    return name


class SignUpForm(SignupForm):
    """allauth's sign-up with the public name."""

    display_name = forms.CharField(
        label=_("Public name"),
        max_length=80,
        help_text=_("What others see, for example “Dana R.”. Never your email address."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    field_order = ("email", "display_name", "password1")

    def clean_display_name(self) -> str:
        return check_public_name(self.cleaned_data["display_name"])


class ProfileForm(forms.ModelForm[Member]):
    """What a member says about themselves, and who sees it.

    `skills` holds the skills to tick: one's own, those that many know, and those a typed one may mean. After validation
    `chosen_skills` are the names of all.
    """

    skills = forms.MultipleChoiceField(
        label=_("Skills"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What colleagues may ask you about."),
    )
    more_skills = forms.CharField(
        label=_("More skills"),
        required=False,
        max_length=2_000,
        help_text=_("Separated by commas, for example “ArcGIS, water rights”. New ones join the list that all see."),
    )
    as_typed = forms.BooleanField(label=_("Add my words as new skills"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages I speak"),
        required=False,
        choices=[*LANGUAGES.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=ZONE_NAMES.items)

    class Meta:
        model = Member
        fields: ClassVar = [
            "display_name",
            "first_name",
            "last_name",
            "job_title",
            "about",
            "helps_with",
            *(part.audience_field for part in Part),
            "is_listed",
            "may_be_named",
            "may_be_asked",
            "time_zone",
        ]
        widgets: ClassVar = {name: forms.Textarea(attrs={"rows": 4}) for name in ("about", "helps_with")}
        help_texts: ClassVar = {
            "display_name": _("What others see, for example “Dana R.”."),
            "helps_with": _("In your own words: “First steps with the portal”, “Reading a water right”."),
            "is_listed": _("Without it, neither the directory nor the search finds you."),
            "may_be_named": _("By your skills, the courses you finished and your accepted answers."),
            "may_be_asked": _("A few times a week at most, with the reasons. You can always say no."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name", *(part.audience_field for part in Part)):
            self.fields[name].required = False
        for part in Part:
            self.fields[part.audience_field].label = _("Who sees it: %(part)s") % {"part": part.label}
        mine = list(self.instance.skills.all())
        self.initial["skills"] = [skill.key for skill in mine]
        self.initial["languages"] = [row.language for row in self.instance.spoken.all()]
        ticked = self.data.getlist("skills") if isinstance(self.data, QueryDict) else []
        self._offer(mine, ticked)

    def _offer(self, mine: list[Skill], ticked: list[str]) -> None:
        """Ticks for what one has, what was ticked (merged or not meanwhile), and what many know."""
        popular = Skill.objects.popular(_OFFERED)
        found = Skill.objects.spelled(ticked) if ticked else {}
        names = {skill.key: skill.name for skill in (*mine, *popular)}
        names |= {key: skill.name for key, skill in found.items()}
        self._names: dict[str, str] = names
        self._show_ticks()

    def _show_ticks(self) -> None:
        field = self.fields["skills"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (key, self._names[key]) for key in sorted(self._names, key=lambda key: self._names[key].casefold())
        ]

    def clean_display_name(self) -> str:
        return check_public_name(self.cleaned_data["display_name"])

    def clean_more_skills(self) -> list[str]:
        """The typed names, each on one line, with a letter or digit, no longer than a skill's name may be."""
        typed = [name for piece in self.cleaned_data["more_skills"].split(",") if (name := one_line(piece))]
        longest = Skill._meta.get_field("name").max_length or 0
        for name in typed:
            if len(name) > longest:
                raise forms.ValidationError(
                    _("“%(name)s…” is too long for one skill. Put a comma between skills."), params={"name": name[:30]}
                )
            if not skill_key(name):
                raise forms.ValidationError(_("“%(name)s” has no letter or digit."), params={"name": name})
        return typed

    def clean(self) -> dict[str, Any]:
        """Put ticked and typed skills together; ask about those that look like another one."""
        cleaned = super().clean() or self.cleaned_data
        for part in Part:
            cleaned[part.audience_field] = cleaned.get(part.audience_field) or Audience.MEMBERS
        typed = cleaned.get("more_skills") or []
        self.chosen_skills = [self._names[key] for key in cleaned.get("skills") or []] + typed
        if len({skill_key(name) for name in self.chosen_skills}) > MOST_SKILLS:
            self.add_error(
                "skills",
                _("Choose at most %(most)d skills: those for which you are the right one.") % {"most": MOST_SKILLS},
            )
        if typed and not cleaned.get("as_typed"):
            self._ask_about(typed)
        return cleaned

    def _ask_about(self, typed: list[str]) -> None:
        known = dict(Skill.objects.values_list("key", "name"))
        spelled = Skill.objects.spelled([skill_key(name) for name in typed])
        for name in typed:
            key = skill_key(name)
            near = [] if key in spelled else _near(key, known)
            if near:
                self._names |= {other: known[other] for other in near}
                means = ", ".join(f"“{known[other]}”" for other in near)
                question = _("Does “%(name)s” mean %(means)s? Then tick it in the list and take your word out here.")
                self.add_error("more_skills", question % {"name": name, "means": means})
        self._show_ticks()

    @property
    def asks_about_skills(self) -> bool:
        """Whether to offer that the typed words are added as they are."""
        return self.is_bound and (bool(self.data.get("as_typed")) or "more_skills" in self.errors)


def _near(key: str, known: Collection[str]) -> list[str]:
    """Keys of skills that `key` may be a slip or a part of."""
    longer = [other for other in known if len(key) >= 4 and len(other) >= 4 and (key in other or other in key)]
    near = [*get_close_matches(key, known, n=_MOST_NEAR, cutoff=_NEAR), *sorted(longer, key=len)]
    return list(dict.fromkeys(near))[:_MOST_NEAR]
