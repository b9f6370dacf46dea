"""The glossary's pages, who keeps it, and that no word means two things."""

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.glossary.models import Term, Wording
from community.glossary.services import WordRefused, drop_term, keep_term
from community.people.models import AuditEntry
from community.people.permissions import EDITORS
from community.search.models import SearchEntry
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db


def make_term(name="Metadata", others="", meaning="Data about data.", **fields):
    return keep_term(term=Term(name=name, others=others, meaning=meaning, **fields), by=None)


@pytest.fixture
def editor():
    made = MemberFactory()
    made.groups.add(Group.objects.get(name=EDITORS))
    return made


@pytest.mark.parametrize(
    ("name", "others", "refusal"),
    [
        ("META-DATA", "", "“META-DATA” is explained already, under “Metadata”."),
        ("Description", "meta data", "“meta data” is explained already, under “Metadata”."),
        ("--", "", "“--” is not a word"),
        ("Word", "w" * 81, "is not a word"),
        ("Word", "\n".join(f"word {number}" for number in range(10)), "9 other words at most"),
    ],
)
def test_words_that_are_refused_change_nothing(name, others, refusal):
    make_term(others="meta data")
    before = list(Wording.objects.values_list("key", flat=True))
    with pytest.raises(WordRefused) as refused:
        make_term(name, others)
    assert refusal in refused.value.message
    assert list(Wording.objects.values_list("key", flat=True)) == before


def test_the_database_holds_no_word_that_means_two_things():
    other = make_term("Dataset")
    with pytest.raises(IntegrityError), transaction.atomic():
        Wording.objects.create(term=make_term(), text="data-set", key=other.wordings.get().key)


def test_a_word_is_found_renamed_and_taken_out():
    term = make_term(others="meta data\n\nMeta-Data\ndescription")
    assert set(term.wordings.values_list("text", flat=True)) == {"Metadata", "meta data", "description"}
    assert SearchEntry.objects.get(kind="term").title == "Metadata"
    address = term.get_absolute_url()
    term.name, term.others = "Metadata record", "metadata"
    keep_term(term=term, by=None)
    assert (term.get_absolute_url(), SearchEntry.objects.get(kind="term").title) == (address, "Metadata record")
    drop_term(term=term, by=None)
    assert (Term.objects.count(), Wording.objects.count(), SearchEntry.objects.filter(kind="term").count()) == (0, 0, 0)
    assert set(AuditEntry.objects.filter(kind="glossary.term").values_list("action", flat=True)) == {"keep", "drop"}


@pytest.mark.parametrize("rows", [1, 30])
def test_queries_of_the_list_and_of_a_word(client, count_queries, rows):
    terms = [make_term(f"Word {number}", f"other {number}") for number in range(rows)]
    terms[0].related.set(terms[1:])
    assert count_queries(client, reverse("glossary:glossary")) <= 4
    assert count_queries(client, terms[0].get_absolute_url()) <= 4


def test_the_list_is_narrowed_by_other_words_and_by_meaning(client):
    make_term(others="description of data")
    make_term("CKAN", meaning="Software of portals.")

    def names(words):
        page = client.get(reverse("glossary:glossary"), {"q": words}).context["page"]
        return [term.name for term in page]

    assert (names(""), names("description"), names("PORTALS"), names("nothing")) == (
        *(["CKAN", "Metadata"], ["Metadata"], ["CKAN"], []),
    )


def test_editors_keep_it_in_the_admin_and_are_told_what_is_wrong(client_for, site, editor):
    client = client_for(editor)
    make_term()
    add = reverse(Term.snippet_viewset.get_url_name("add"))
    sent = {"name": "Portal", "others": "metadata", "meaning": "Where data are found.", "source": "", "source_name": ""}
    refused = client.post(add, sent)
    assert "“metadata” is explained already, under “Metadata”." in refused.content.decode()
    assert "Where data are found." in refused.content.decode()
    assert client.post(add, sent | {"others": "data portal"}).status_code == 302
    portal = Term.objects.get(name="Portal")
    assert set(portal.wordings.values_list("key", flat=True)) == {"portal", "data portal"}
    client.post(reverse(Term.snippet_viewset.get_url_name("delete"), args=[portal.pk]))
    assert not Term.objects.filter(pk=portal.pk).exists()
    assert not SearchEntry.objects.filter(kind="term", title="Portal").exists()


def test_who_is_no_editor_changes_nothing(client_for, site):
    term = make_term()
    client = client_for(MemberFactory())
    for name, args in (("add", []), ("edit", [term.pk]), ("delete", [term.pk]), ("list", [])):
        answer = client.post(reverse(Term.snippet_viewset.get_url_name(name), args=args), {"name": "Mine"})
        assert answer.status_code in {302, 403}
    assert Term.objects.get().name == "Metadata"
