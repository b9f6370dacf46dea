"""Addresses of a group's decisions and action items, below the address of the group."""

from django.urls import path

from .views import actions, decisions

app_name = "meetings"
urlpatterns = [
    path("<slug:slug>/decisions/", decisions.decisions, name="decisions"),
    path("<slug:slug>/decisions/new/", decisions.decision_add, name="decision_add"),
    path("<slug:slug>/decisions/<int:number>/", decisions.decision, name="decision"),
    path("<slug:slug>/decisions/<int:number>/correct/", decisions.decision_correct, name="decision_correct"),
    path("<slug:slug>/decisions/<int:number>/replace/", decisions.decision_replace, name="decision_replace"),
    path("<slug:slug>/decisions/<int:number>/withdraw/", decisions.decision_withdraw, name="decision_withdraw"),
    path("<slug:slug>/decisions/<int:number>/publish/", decisions.decision_publish, name="decision_publish"),
    path("<slug:slug>/actions/", actions.actions, name="actions"),
    path("<slug:slug>/actions/new/", actions.action_add, name="action_add"),
    path("<slug:slug>/actions/<int:pk>/", actions.action_change, name="action_change"),
    path("<slug:slug>/actions/<int:pk>/close/", actions.action_close, name="action_close"),
    path("<slug:slug>/actions/<int:pk>/reopen/", actions.action_reopen, name="action_reopen"),
]
