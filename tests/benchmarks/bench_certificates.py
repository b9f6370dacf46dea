"""What a certificate costs: issuing it with the last lesson, setting it as PDF, and the page that checks it.

The control is a bare page with session and template. The PDF is made in a task; the negative control is a name whose
letters have no font, where typst is asked letter by letter.
"""

import pytest
from django.db import connection

from tests.benchmarks.measure import measured
from tests.factories.certificates import give_certificate
from tests.factories.people import MemberFactory
from training.certificates import papers


@pytest.mark.django_db
def test_certificate(home, member, client_for):
    own = give_certificate(member, home)
    print(f"\n{connection.vendor}")
    measured("control: a page with session and template", lambda: client_for(member).get("/departments/"))
    names = iter(range(1_000))
    measured("a course of two lessons done, with its certificate",
             lambda: give_certificate(MemberFactory(), home, slug=f"course-{next(names)}"))  # fmt: skip
    measured("the PDF", lambda: papers.make_paper(own))
    own.name = "王芳"

    def cold():
        papers._is_printable.cache_clear()
        papers.make_paper(own)

    measured("negative control: the PDF of a name without fonts, nothing known", cold)
    measured("the page of the holder", lambda: client_for(member).get(own.get_absolute_url()))
    measured("the page that checks it", lambda: client_for(None).get(own.get_verification_url()))
