"""What the lines of the library are about: a published resource, another one to replace it, and a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.factories.library import FACTS, NOTE, add_file, file_of, make_draft, make_resource
from tests.factories.people import DepartmentFactory

if TYPE_CHECKING:
    from tests.guards.world import World


def library(world: World) -> None:
    """The draft has a file; each resource is an editor's, who is none of the people of the matrix."""
    resource, successor = make_resource(title="Published template"), make_resource(title="Other template")
    draft = make_draft(title="Draft template")
    file, published = add_file(draft), file_of(resource)
    about, of_draft = {"slug": resource.slug}, {"slug": draft.resource.slug}
    world.objects |= {
        "resource": about,
        "resource-version": about | {"number": 1},
        "resource-file": about | {"number": 1, "pk": published.pk},
        "lib-draft": of_draft,
        "resource-draft": of_draft | {"number": 1},
        "lib-draft-file": of_draft | {"pk": file.pk},
        "lib-crossed-file": of_draft | {"pk": published.pk},
        "file-of-draft": of_draft | {"number": 1, "pk": file.pk},
        "file-of-another": about | {"number": 1, "pk": file_of(successor).pk},
    }
    facts = {**FACTS, "department": str(DepartmentFactory().pk), "edits": "0"}
    world.forms |= {
        "library:new": facts | {"form_token": "5f0f5b0e-6c1c-4c59-9d5e-6d1f9d2a7c11"},
        "library:facts": facts,
        "library:draft": {"body": "Words.", "edits": "1"},
        "library:note_file": {"accessibility": NOTE},
        "library:supersede": {"successor": successor.get_absolute_url()},
        "library:withdraw": {"because": "The law changed."},
    }
