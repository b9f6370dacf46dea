"""Addresses of assignments, below /training/assignments/; the assignment itself is a lesson."""

from django.urls import path

from .views import instructor, learner

urlpatterns = [
    path("<int:pk>/save/", learner.work_save, name="work_save"),
    path("<int:pk>/hand-in/", learner.work_hand_in, name="work_hand_in"),
    path("submissions/<int:pk>/file/", learner.submission_file, name="submission_file"),
    path("submissions/<int:pk>/review/", instructor.submission_review, name="submission_review"),
    path("works/<int:pk>/", instructor.work, name="work"),
    path("works/<int:pk>/file/", learner.draft_file, name="work_file"),
    path("works/<int:pk>/take-back/", instructor.work_take_back, name="work_take_back"),
    path("queue/<slug:course>/", instructor.work_queue, name="work_queue"),
]
