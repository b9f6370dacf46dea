"""Every address of the hub. The upper floors are named by string only."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents.views import serve

from community.pages import health
from community.pages.views import editing, files, notices, shell

to_log_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
to_new_password = RedirectView.as_view(pattern_name="account_reset_password")

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("styleguide/", shell.styleguide, name="styleguide"),
    path("my/", shell.my, name="my"),
    # What the law asks for: these answer before an editor wrote the page, and when it is taken away (docs/adr/0019)
    path("accessibility/", notices.accessibility, name="accessibility"),
    path("accessibility/certification/", notices.certification, name="certification"),
    path("privacy/", notices.privacy, name="privacy"),
    path("conditions/", notices.conditions, name="conditions"),
    path("accounts/", include("allauth.urls")),
    path("", include("community.people.urls")),
    path("groups/", include("community.workgroups.urls")),
    path("practices/", include("community.practices.urls")),
    path("library/", include("community.library.urls")),
    path("my/first-week/", include("community.newcomers.urls")),
    path("spotlights/", include("community.spotlights.urls")),
    path("my/notifications/", include("community.notifications.urls")),
    path("glossary/", include("community.glossary.urls")),
    path("search/", include("community.search.urls")),
    path("forum/", include("forum.urls")),
    path("events/", include("events.urls")),
    path("groups/", include("events.meetings.group_urls")),
    path("training/", include("training.urls")),
    # Both admins and Wagtail's private pages log in through allauth, so that its limits hold there too.
    path("cms/login/", editing.cms_login),
    path("cms/password_reset/", to_new_password),
    path("cms/account/", editing.cms_account),
    path("_util/login/", to_log_in, name="private_page_log_in"),
    path("cms/", include(wagtailadmin_urls)),
    path("django-admin/", admin.site.urls),
    path("media/images/<str:name>", files.picture, name="picture"),
    path("documents/<int:document_id>/<str:document_filename>", files.document, name="wagtaildocs_serve"),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        serve.authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
    path("", include(wagtail_urls)),
]

handler400 = "community.pages.errors.bad_request"
handler404 = "community.pages.errors.not_found"
handler500 = "community.pages.errors.server_error"
