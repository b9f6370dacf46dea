"""Addresses of reports, below /training/reports/."""

from django.urls import path

from .views import course, department, programme

urlpatterns = [
    path("courses/<slug:course>/", course.course_report, name="course_report"),
    path("courses/<slug:course>/<slug:table>.<slug:kind>", course.course_report_file, name="course_report_file"),
    path("department/", department.department_report_page, name="department_report"),
    path("department/people/", department.department_people, name="department_people"),
    path("department/<slug:table>.<slug:kind>", department.department_file, name="department_file"),
    path("programme/", programme.programme_report_page, name="programme_report"),
    path("programme/<slug:table>.<slug:kind>", programme.programme_file, name="programme_file"),
]
