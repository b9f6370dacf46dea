"""Makes members and departments."""

import factory
from allauth.account.models import EmailAddress

from community.people.models import Department, EmailDomain, Member

PASSWORD = "correct horse battery staple"


class DepartmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Department

    name = factory.Sequence(lambda n: f"Department of Things {n}")
    acronym = factory.Sequence(lambda n: f"DT{n}")
    slug = factory.Sequence(lambda n: f"dt{n}")
    agency = "Government Operations"


class EmailDomainFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EmailDomain

    department = factory.SubFactory(DepartmentFactory)
    domain = factory.Sequence(lambda n: f"dt{n}.ca.gov")


class MemberFactory(factory.django.DjangoModelFactory):
    """An active member; the password is `PASSWORD`."""

    class Meta:
        model = Member
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"member{n}@dt.ca.gov")
    display_name = factory.Sequence(lambda n: f"Member {n}")
    department = factory.SubFactory(DepartmentFactory)
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def address(self, create, extracted, **kwargs):
        """A verified address, without which allauth stops the log-in."""
        if create:
            EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)
