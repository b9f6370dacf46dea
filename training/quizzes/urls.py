"""Addresses of quizzes, below /training/quizzes/. A quiz itself has the address of its lesson."""

from django.urls import path

from .views import bank, extra_time, figures, learner, taking

urlpatterns = [
    path("<int:pk>/start/", learner.quiz_start, name="quiz_start"),
    path("<int:pk>/figures/", figures.quiz_figures, name="quiz_figures"),
    path("<int:pk>/figures.csv", figures.quiz_figures_csv, name="quiz_figures_csv"),
    path("attempts/<int:pk>/", taking.attempt, name="attempt"),
    path("attempts/<int:pk>/questions/<int:step>/", taking.attempt_step, name="attempt_step"),
    path("attempts/<int:pk>/questions/<int:step>/save/", taking.attempt_save, name="attempt_save"),
    path("attempts/<int:pk>/questions/<int:step>/hint/<int:place>/", taking.attempt_hint, name="attempt_hint"),
    path("attempts/<int:pk>/review/", taking.attempt_review, name="attempt_review"),
    path("attempts/<int:pk>/hand-in/", taking.attempt_hand_in, name="attempt_hand_in"),
    path("attempts/<int:pk>/result/", learner.attempt_result, name="attempt_result"),
    path("banks/<slug:course>/", bank.bank, name="bank"),
    path("banks/<slug:course>/new/", bank.question_new, name="question_new"),
    path("banks/<slug:course>/questions/<int:pk>/", bank.question_edit, name="question_edit"),
    path("banks/<slug:course>/questions/<int:pk>/retire/", bank.question_retire, name="question_retire"),
    path("banks/<slug:course>/questions/<int:pk>/restore/", bank.question_restore, name="question_restore"),
    path("banks/<slug:course>/import/", bank.bank_import, name="bank_import"),
    path("banks/<slug:course>/export.csv", bank.bank_export, name="bank_export"),
    path("banks/<slug:course>/extra-time/", extra_time.extra_time, name="extra_time"),
]
