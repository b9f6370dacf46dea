"""Addresses of practices."""

from django.urls import path

from . import views

app_name = "practices"
urlpatterns = [
    path("", views.practices, name="list"),
    path("new/", views.new, name="new"),
    path("mine/", views.mine, name="mine"),
    path("reviews/", views.reviews, name="reviews"),
    path("reviews/<int:pk>/take/", views.take, name="take"),
    path("<slug:slug>/", views.practice, name="practice"),
    path("<slug:slug>/edit/", views.edit, name="edit"),
    path("<slug:slug>/submit/", views.submit, name="submit"),
    path("<slug:slug>/take-back/", views.take_back, name="take_back"),
    path("<slug:slug>/revise/", views.revise, name="revise"),
    path("<slug:slug>/publish/", views.publish, name="publish"),
    path("<slug:slug>/versions/", views.versions, name="versions"),
    path("<slug:slug>/versions/<int:number>/", views.version, name="version"),
    path("<slug:slug>/review/", views.review, name="review"),
    path("<slug:slug>/review/answer/", views.answer, name="answer"),
    path("<slug:slug>/review/ask/", views.ask, name="ask"),
    path("<slug:slug>/review/places/<int:pk>/leave/", views.leave, name="leave"),
    path("<slug:slug>/review/third/", views.third, name="third"),
    path("<slug:slug>/review/decide/", views.decide, name="decide"),
    path("<slug:slug>/adopt/", views.adopt, name="adopt"),
    path("<slug:slug>/adoptions/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<slug:slug>/check/", views.check, name="check"),
    path("<slug:slug>/confirm/", views.confirm, name="confirm"),
    path("<slug:slug>/retire/", views.retire, name="retire"),
    path("<slug:slug>/bring-back/", views.bring_back, name="bring_back"),
]
