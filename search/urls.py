"""Addresses of the room."""

from django.urls import path

from search import views

urlpatterns = [path("tim-kiem/", views.show_results, name="search")]
