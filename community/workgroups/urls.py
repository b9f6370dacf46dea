"""Addresses of work groups."""

from django.urls import path, register_converter

from .quarters import views as quarters
from .quarters.quarter import QuarterConverter
from .views import charter, closing, deliverables, documents, groups, membership

register_converter(QuarterConverter, "quarter")

app_name = "workgroups"
urlpatterns = [
    path("", groups.groups, name="groups"),
    path("new/", charter.group_found, name="group_found"),
    path("quarters/<quarter:quarter>/", quarters.all_groups, name="all_groups"),
    path("quarters/<quarter:quarter>.<slug:kind>", quarters.all_groups_file, name="all_groups_file"),
    path("<slug:slug>/", groups.group, name="group"),
    path("<slug:slug>/request/", membership.group_request, name="group_request"),
    path("<slug:slug>/withdraw/", membership.group_withdraw, name="group_withdraw"),
    path("<slug:slug>/accept/", membership.group_accept, name="group_accept"),
    path("<slug:slug>/refuse/", membership.group_refuse, name="group_refuse"),
    path("<slug:slug>/leave/", membership.group_leave, name="group_leave"),
    path("<slug:slug>/step-down/", membership.group_step_down, name="group_step_down"),
    path("<slug:slug>/charter/", charter.charter_edit, name="charter_edit"),
    path("<slug:slug>/charter/history/", charter.charter_history, name="charter_history"),
    path("<slug:slug>/members/", groups.members, name="members"),
    path("<slug:slug>/members/invite/", membership.group_invite, name="group_invite"),
    path("<slug:slug>/members/<int:pk>/approve/", membership.membership_approve, name="membership_approve"),
    path("<slug:slug>/members/<int:pk>/decline/", membership.membership_decline, name="membership_decline"),
    path("<slug:slug>/members/<int:pk>/remove/", membership.membership_remove, name="membership_remove"),
    path("<slug:slug>/members/<int:pk>/lead/", membership.membership_lead, name="membership_lead"),
    path("<slug:slug>/members/<int:pk>/recall/", membership.membership_recall, name="membership_recall"),
    path("<slug:slug>/documents/", documents.documents, name="documents"),
    path("<slug:slug>/documents/new/", documents.document_add, name="document_add"),
    path("<slug:slug>/documents/<int:pk>/", documents.document, name="document"),
    path("<slug:slug>/documents/<int:pk>/version/", documents.document_version, name="document_version"),
    path("<slug:slug>/documents/<int:pk>/withdraw/", documents.document_withdraw, name="document_withdraw"),
    path("<slug:slug>/documents/files/<int:pk>/", documents.document_file, name="document_file"),
    path("<slug:slug>/deliverables/", deliverables.deliverables, name="deliverables"),
    path("<slug:slug>/deliverables/new/", deliverables.deliverable_add, name="deliverable_add"),
    path("<slug:slug>/deliverables/<int:pk>/", deliverables.deliverable_edit, name="deliverable_edit"),
    path("<slug:slug>/quarters/", quarters.quarters, name="quarters"),
    path("<slug:slug>/quarters/<quarter:quarter>/", quarters.quarter, name="quarter"),
    path("<slug:slug>/quarters/<quarter:quarter>.<slug:kind>", quarters.quarter_file, name="quarter_file"),
    path("<slug:slug>/quarters/<quarter:quarter>/count/", quarters.quarter_count, name="quarter_count"),
    path("<slug:slug>/quarters/<quarter:quarter>/words/", quarters.quarter_words, name="quarter_words"),
    path("<slug:slug>/revive/", closing.group_revive, name="group_revive"),
    path("<slug:slug>/close/", closing.group_close, name="group_close"),
    path("<slug:slug>/reopen/", closing.group_reopen, name="group_reopen"),
]
