"""Who sees what of a profile, in each place that shows members; skills that are spelled in many ways."""

import threading

import pytest
from django.contrib import admin as django_admin
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.people.enums import Audience, Part
from community.people.models import AuditEntry, Member, Skill, SkillSynonym, Spoken
from community.people.querysets import seen_by
from community.people.services import SkillsNotMerged, announce_member, merge_skills, save_profile
from community.people.showing import profile_of
from community.people.words import skill_key
from community.search.models import SearchEntry
from community.workgroups.enums import State
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/people/me/"
SAYS = {
    Part.JOB_TITLE: "Steward of Quokkas", Part.ABOUT: "I am about wombats.", Part.HELPS_WITH: "I help with numbats.",
    Part.SKILLS: "Bilbies", Part.LANGUAGES: "Hmong",
}  # fmt: skip
ASKED = {  # of the directory, and the part that the answer tells of
    "skill=bilby": Part.SKILLS, "language=hmn": Part.LANGUAGES, "q=bilbies": Part.SKILLS, "q=of+quokka": Part.JOB_TITLE,
}  # fmt: skip
FIVE = ["ArcGIS", "arc gis", "ARCGIS ", "Arc-GIS", "arcgis"]


def somebody(**fields):
    """A member with something in each part."""
    made = MemberFactory(
        job_title=SAYS[Part.JOB_TITLE], about=SAYS[Part.ABOUT], helps_with=SAYS[Part.HELPS_WITH], **fields
    )
    save_profile(member=made, skills=[SAYS[Part.SKILLS]], languages=["hmn"])
    return made


def typed(member, **changed):
    """What a browser sends."""
    data = {"display_name": member.display_name, "time_zone": "UTC", "is_listed": "on", "may_be_named": "on"}
    return {**data, **changed}


audiences = st.fixed_dictionaries({part: st.sampled_from(Audience) for part in Part})


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(audiences, min_size=1, max_size=3), st.sets(st.integers(0, 2)), st.booleans())
def test_every_page_shows_exactly_what_the_rule_lets_a_viewer_see(client_for, choices, near, is_active):
    """The rule is told again in one line here; page, lists, filters, search and SQL must all agree with it."""
    with transaction.atomic():
        group, other = WorkGroupFactory(), WorkGroupFactory()
        viewer = MembershipFactory(group=group).member
        MembershipFactory(group=other, member=viewer, state=State.LEFT)
        client = client_for(viewer)
        for number, chosen in enumerate(choices):
            shown = somebody(**{part.audience_field: audience for part, audience in chosen.items()})
            MembershipFactory(group=group if number in near else other, member=shown)
            if not is_active:
                Member.objects.filter(pk=shown.pk).update(is_active=False)
            seen = {
                part for part in Part
                if is_active and (chosen[part] == "members" or (chosen[part] == "groups" and number in near))
            }  # fmt: skip
            page = client.get(shown.get_absolute_url()).content.decode()
            assert {part for part in Part if SAYS[part] in page} == seen
            for query, part in ASKED.items():
                found = client.get(f"/people/?{query}").content.decode()
                assert (f'href="{shown.get_absolute_url()}"' in found) == (part in seen), query
            listed = client.get(f"/people/?department={shown.department.slug}").content.decode().partition("<aside")[0]
            assert {part for part in Part if SAYS[part] in listed} == seen & {Part.JOB_TITLE, Part.SKILLS}
            announce_member(member=Member.objects.get(pk=shown.pk))
            text = "".join(SearchEntry.objects.filter(kind="person", key=str(shown.pk)).values_list("text", flat=True))
            everybody = {part for part in Part if is_active and chosen[part] == "members"} - {Part.LANGUAGES}
            assert {part for part in Part if SAYS[part] in text} == everybody
            row = Member.objects.as_seen_by(viewer).get(pk=shown.pk)
            for part in Part:
                in_sql = Member.objects.filter(seen_by(viewer, part), pk=shown.pk).exists()
                assert in_sql == bool(getattr(profile_of(row, viewer), part.value))
        transaction.set_rollback(True)


def test_one_sees_oneself_and_opting_out_takes_one_out_of_lists_and_search(client_for):
    shy = somebody(is_listed=False, **{part.audience_field: Audience.NOBODY for part in Part})
    own, other = client_for(shy), client_for(MemberFactory())

    page = own.get(shy.get_absolute_url()).content.decode()

    assert [part for part in Part if SAYS[part] not in page] == []
    for address in ("/people/", f"/people/?q={shy.display_name}", shy.department.get_absolute_url()):
        assert shy.get_absolute_url() not in other.get(address).content.decode()
    assert not SearchEntry.objects.filter(kind="person", key=str(shy.pk)).exists()
    assert shy.display_name in other.get(shy.get_absolute_url()).content.decode()


def test_raw_rows_keep_the_rules():
    member = MemberFactory()
    Spoken.objects.create(member=member, language="es")
    Skill.objects.create(name="ArcGIS")
    for break_it in (
        lambda: Member.objects.filter(pk=member.pk).update(skills_for="visitors"),
        lambda: Spoken.objects.create(member=member, language="es"),
        lambda: Spoken.objects.create(member=member, language="tlh"),
        lambda: Skill.objects.create(name="arc gis"),
        lambda: Skill.objects.create(name="?!"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            break_it()


@pytest.mark.once
def test_spellings_meet_and_other_skills_do_not():
    assert len({skill_key(name) for name in FIVE}) == 1
    assert skill_key("Révision") == skill_key("revision")
    assert len({skill_key(name) for name in ("C", "C++", "C#", "R", "水利")}) == 5
    assert skill_key(" -?! ") == ""


def test_a_skill_spelled_five_ways_is_one_skill(client_for, member):
    first = Skill.objects.create(name="ArcGIS")
    for name in FIVE:
        other = MemberFactory()
        answer = client_for(other).post(ADDRESS, typed(other, more_skills=f"{name}, {name.upper()},"))
        assert answer.status_code == 302
        assert list(other.skills.all()) == [first]
    assert Skill.objects.count() == 1


def test_a_slip_is_asked_about_with_every_word_kept_and_added_when_meant(client_for, member):
    meant = Skill.objects.create(name="Groundwater")
    Skill.objects.bulk_create([Skill(name=f"Popular {n}", key=f"popular{n}") for n in range(20)])
    client = client_for(member)
    data = typed(
        member, more_skills="Grondwater, Drones", about="My own words.", languages=["es"], job_title="Hydrologist"
    )

    asked = client.post(ADDRESS, data)

    page = asked.content.decode()
    assert asked.status_code == 422
    assert "Does “Grondwater” mean “Groundwater”?" in page
    assert f'value="{meant.key}"' in page
    assert [words for words in ("Grondwater, Drones", "My own words.", "Hydrologist") if words not in page] == []
    assert 'name="as_typed"' in page
    assert not Skill.objects.filter(name="Drones").exists()
    assert client.post(ADDRESS, {**data, "more_skills": "Drones", "skills": [meant.key]}).status_code == 302
    assert {skill.name for skill in member.skills.all()} == {"Groundwater", "Drones"}
    assert client.post(ADDRESS, {**data, "as_typed": "on"}).status_code == 302
    assert {skill.name for skill in member.skills.all()} == {"Grondwater", "Drones"}
    assert [row.language for row in member.spoken.all()] == ["es"]


TOO_MANY = ",".join(f"Kind {number} of thing" for number in range(31))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("?!", "has no letter or digit"), ("x" * 61, "is too long for one skill"), (TOO_MANY, "at most 30 skills")],
)
def test_what_is_no_skill_is_refused_with_a_sentence(client_for, member, name, sentence):
    answer = client_for(member).post(ADDRESS, typed(member, more_skills=name, as_typed="on", about="My own words."))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "My own words." in answer.content.decode()
    assert not Skill.objects.exists()


def test_merged_skills_move_their_members_and_their_other_names(client_for, admin):
    keep, gone, alias = (Skill.objects.create(name=name) for name in ("GIS", "Geodata", "Mapping"))
    both, one, ticked = MemberFactory(), MemberFactory(), MemberFactory()
    both.skills.set([keep, gone])
    one.skills.set([gone])
    page = client_for(ticked)
    assert 'value="geodata"' in page.get(ADDRESS).content.decode()
    merge_skills(keep=gone, others=[alias], by=admin)

    answer = client_for(admin).post(
        "/django-admin/people/skill/", {"action": "merge", "into": keep.pk, "_selected_action": [gone.pk]}, follow=True
    )

    assert "Merged into “GIS”." in answer.content.decode()
    assert [list(who.skills.all()) for who in (both, one)] == [[keep], [keep]]
    assert {(row.name, row.skill_id) for row in SkillSynonym.objects.all()} == {
        ("Geodata", keep.pk),
        ("Mapping", keep.pk),
    }
    assert SearchEntry.objects.get(kind="person", key=str(one.pk)).text.count("GIS") == 1
    assert AuditEntry.objects.filter(action="merge", name="Geodata", after={"into": "GIS"}).exists()
    assert page.post(ADDRESS, typed(ticked, skills=["geodata"], more_skills="mapping")).status_code == 302
    assert list(ticked.skills.all()) == [keep]
    with pytest.raises(SkillsNotMerged):
        merge_skills(keep=keep, others=[keep], by=admin)
    with pytest.raises(SkillsNotMerged):
        merge_skills(keep=keep, others=[gone], by=admin)


def test_editors_cannot_make_one_spelling_two_skills(client_for, admin):
    keep = Skill.objects.create(name="GIS")
    SkillSynonym.objects.create(skill=keep, name="Geodata")
    form = django_admin.site.get_model_admin(Skill).get_form
    for name in ("geo data", "gis", "?"):
        assert "name" in form(None)({"name": name}).errors
    assert form(None)({"name": "G.I.S."}, instance=keep).is_valid()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_new_skill_typed_by_many_at_once_is_one_and_a_merge_meanwhile_loses_nobody(at_once):
    keep, gone = (Skill.objects.create(name=name) for name in ("Maps", "Cartography"))
    members, by = MemberFactory.create_batch(8), MemberFactory(is_superuser=True)
    ready = threading.Barrier(9)

    def work(number):
        ready.wait(20)
        if number == 8:
            merge_skills(keep=keep, others=[gone], by=by)
        else:
            name = FIVE[number % len(FIVE)]
            save_profile(
                member=Member.objects.get(pk=members[number].pk), skills=[name, "Cartography"], languages=["es"]
            )
        connection.close()

    at_once(9, work)

    assert {skill_key(name) for name in Skill.objects.values_list("name", flat=True)} == {
        skill_key("ArcGIS"), skill_key("Maps")
    }  # fmt: skip
    assert {member.skills.count() for member in members} == {2}
    assert Spoken.objects.count() == 8
