"""Addresses of meetings, below the address of their event."""

from django.urls import path

from .views import agenda, meeting

urlpatterns = [
    path("<int:pk>/meeting/", meeting.meeting, name="meeting"),
    path("<int:pk>/meeting/agenda/add/", agenda.agenda_add, name="agenda_add"),
    path("<int:pk>/meeting/agenda/publish/", agenda.agenda_publish, name="agenda_publish"),
    path("<int:pk>/meeting/agenda/<int:item>/", agenda.agenda_change, name="agenda_change"),
    path("<int:pk>/meeting/agenda/<int:item>/take-out/", agenda.agenda_take_out, name="agenda_take_out"),
    path("<int:pk>/meeting/agenda/<int:item>/move/", agenda.agenda_move, name="agenda_move"),
    path("<int:pk>/meeting/agenda/<int:item>/carry-over/", agenda.agenda_carry_over, name="agenda_carry_over"),
    path("<int:pk>/meeting/deliverables/add/", agenda.moved_add, name="moved_add"),
    path("<int:pk>/meeting/deliverables/<int:moved>/take-out/", agenda.moved_take_out, name="moved_take_out"),
]
