"""Addresses of the room: Vietnamese paths without marks, English names."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
