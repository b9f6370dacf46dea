"""What Django's admin does not offer: uploads that would go round the door. Wagtail's admin has both."""

import wagtail.documents.admin
import wagtail.images.admin  # noqa: F401  registers what is taken out below
from django.contrib import admin
from wagtail.documents.models import Document
from wagtail.images.models import Image

admin.site.unregister([Document, Image])
