"""Pages of the desk outside the admin's own."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
