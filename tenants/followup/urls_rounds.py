"""Addresses of rounds, their review, and the focal points' answers."""

from django.urls import path

from tenants.followup.views import answering, results, review, rounds

urlpatterns = [
    path("", rounds.all_rounds, name="rounds"),
    path("prepare/", rounds.prepare, name="prepare"),
    path("<uuid:pk>/", rounds.one, name="round"),
    path("<uuid:pk>/change/", rounds.change, name="change"),
    path("<uuid:pk>/remove/", rounds.remove, name="remove"),
    path("<uuid:pk>/open/", rounds.open_it, name="open"),
    path("<uuid:pk>/progress/", rounds.progress, name="progress"),
    path("<uuid:pk>/extend/", rounds.extend, name="extend"),
    path("<uuid:pk>/close/", rounds.close, name="close"),
    path("<uuid:pk>/review/", review.queue, name="queue"),
    path("<uuid:pk>/review/accept/", review.accept_many, name="accept_many"),
    path("<uuid:pk>/said/<slug:kind>/", results.download, name="download"),
    path("asked/<uuid:pk>/", review.asked, name="asked"),
    path("asked/<uuid:pk>/extend/", review.extend, name="extend_request"),
    path("asked/<uuid:pk>/withdraw/", review.withdraw, name="withdraw"),
    path("review/<uuid:pk>/", review.review, name="review"),
    path("mine/", answering.mine, name="mine"),
    path("requests/<uuid:pk>/", answering.one, name="request"),
    path("requests/<uuid:pk>/submit/", answering.submit_all, name="submit_all"),
    path("requests/<uuid:pk>/pass-on/", answering.pass_request_on, name="pass_request_on"),
    path("requests/<uuid:pk>/take-back/", answering.take_request_back, name="take_request_back"),
    path("updates/<uuid:pk>/", answering.write, name="update"),
    path("updates/<uuid:pk>/save/", answering.autosave, name="autosave"),
    path("updates/<uuid:pk>/pass-on/", answering.pass_on, name="pass_on"),
    path("updates/<uuid:pk>/take-back/", answering.take_back, name="take_back"),
]
