"""Addresses of what hangs on a date, below the address of its event."""

from django.urls import path

from .views import desk, materials, minutes, outcomes, recordings, reports, surveys

urlpatterns = [
    path("attendance/", reports.series_attendance, name="series_attendance"),
    path("attendance/<slug:table>.<slug:kind>", reports.series_attendance_file, name="series_attendance_file"),
    path("<int:pk>/attendance/report/", reports.attendance_report, name="attendance_report"),
    path("<int:pk>/attendance/report/people.<slug:kind>", reports.attendance_file, name="attendance_file"),
    path("<int:pk>/materials/<int:material>/", materials.material, name="material"),
    path("<int:pk>/recording/", recordings.recording, name="recording"),
    path("<int:pk>/recording/video/", recordings.recording_video, name="recording_video"),
    path("<int:pk>/recording/captions.vtt", recordings.recording_captions, name="recording_captions"),
    path("<int:pk>/minutes/", minutes.minutes, name="minutes"),
    path("<int:pk>/minutes/<int:number>/", minutes.minutes, name="minutes_version"),
    path("<int:pk>/survey/", surveys.survey, name="survey"),
    path("<int:pk>/survey/skip/", surveys.survey_skip, name="survey_skip"),
    path("<int:pk>/after/", desk.after_desk, name="after_desk"),
    path("<int:pk>/after/materials/add/", materials.material_add, name="material_add"),
    path("<int:pk>/after/materials/<int:material>/", materials.material_change, name="material_change"),
    path("<int:pk>/after/materials/<int:material>/take-out/", materials.material_take_out, name="material_take_out"),
    path("<int:pk>/after/recording/", recordings.recording_edit, name="recording_edit"),
    path("<int:pk>/after/recording/show/", recordings.recording_show, name="recording_show"),
    path("<int:pk>/after/recording/hide/", recordings.recording_hide, name="recording_hide"),
    path("<int:pk>/after/recording/take-out/", recordings.recording_take_out, name="recording_take_out"),
    path("<int:pk>/after/minutes/", minutes.minutes_review, name="minutes_review"),
    path("<int:pk>/after/minutes/write/", minutes.minutes_write, name="minutes_write"),
    path("<int:pk>/after/minutes/approve/", minutes.minutes_approve, name="minutes_approve"),
    path("<int:pk>/after/minutes/publish/", minutes.minutes_publish, name="minutes_publish"),
    path("<int:pk>/after/outcomes/add/", outcomes.outcome_note_add, name="outcome_note_add"),
    path("<int:pk>/after/outcomes/<int:note>/", outcomes.outcome_note_change, name="outcome_note_change"),
    path("<int:pk>/after/outcomes/<int:note>/take-out/", outcomes.outcome_note_take_out, name="outcome_note_take_out"),
    path("<int:pk>/after/survey/", surveys.survey_results, name="survey_results"),
    path("<int:pk>/after/survey/begin/", surveys.survey_begin, name="survey_begin"),
]
