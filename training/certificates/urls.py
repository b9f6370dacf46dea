"""Addresses of certificates, below /training/. Their first words are in `training.addresses.RESERVED_COURSE_SLUGS`."""

from django.urls import path

from . import views

urlpatterns = [
    path("certificates/", views.certificates, name="certificates"),
    path("certificates/did.json", views.certificate_keys, name="certificate_keys"),
    path("certificates/status/<int:year>/", views.certificate_status, name="certificate_status"),
    path("certificates/register/", views.certificate_register, name="certificate_register"),
    path("certificates/<slug:number>/", views.certificate, name="certificate"),
    path("certificates/<slug:number>/paper/", views.certificate_paper, name="certificate_paper"),
    path("certificates/<slug:number>/badge/", views.certificate_badge, name="certificate_badge"),
    path("certificates/<slug:number>/revoke/", views.certificate_revoke, name="certificate_revoke"),
    path("transcript/", views.transcript, name="transcript"),
    path("transcript/csv/", views.transcript_csv, name="transcript_csv"),
    path("verify/", views.verify, name="verify"),
    path("verify/<slug:token>/", views.verification, name="certificate_verification"),
]
