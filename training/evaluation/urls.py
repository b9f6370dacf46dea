"""Addresses of evaluation, below /training/evaluations/."""

from django.urls import path

from .views import instructor, learner

urlpatterns = [
    path("use/<int:pk>/", learner.use_check, name="use_check"),
    path("use/<int:pk>/hide/", learner.outcome_hide, name="outcome_hide"),
    path("<slug:course>/", learner.survey, name="survey"),
    path("<slug:course>/skip/", learner.survey_skip, name="survey_skip"),
    path("<slug:course>/figures/", instructor.course_figures, name="course_figures"),
    path("<slug:course>/figures.csv", instructor.course_figures_csv, name="course_figures_csv"),
]
