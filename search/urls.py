"""Addresses of the room."""

from django.urls import path, re_path

from search import views

urlpatterns = [
    path("tim-kiem/", views.show_results, name="search"),
    path("tim-kiem/goi-y/", views.show_suggestions, name="suggestions"),
    path("tim-kiem/atom/", views.show_feed, name="search_feed"),
    re_path(r"^tim-kiem/tai-ve/(?P<form>xlsx|csv)/$", views.download_results, name="search_file"),
    path("tim-kiem/luu/", views.keep_search, name="keep_search"),
    path("tim-kiem/da-luu/", views.list_saved_searches, name="saved_searches"),
    path("tim-kiem/da-luu/<uuid:uid>/", views.change_search, name="change_search"),
    path("tim-kiem/da-luu/<uuid:uid>/xoa/", views.delete_search, name="delete_search"),
    path("tim-kiem/ngung-bao/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
