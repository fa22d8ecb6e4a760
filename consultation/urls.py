"""Addresses of the room: Vietnamese paths without marks, English names."""

from django.urls import URLPattern

# Officials
officials: list[URLPattern] = []

# The desk
desk: list[URLPattern] = []

# The public
public: list[URLPattern] = []

urlpatterns = [*officials, *desk, *public]
