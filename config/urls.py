"""All addresses: Vietnamese paths without marks, English route names."""

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from config.language import choose_language
from consultation import urls as consultation_urls
from search import urls as search_urls

to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
to_own_account = RedirectView.as_view(pattern_name="account_change_password")
to_password_reset = RedirectView.as_view(pattern_name="account_reset_password")

handler500 = "config.failing.server_error"

urlpatterns = [
    # Wagtail's own two sign-ins would pass the second factor by.
    path("quan-tri/login/", to_sign_in),
    path("_util/login/", to_sign_in),
    path("quan-tri/password_reset/", to_password_reset),
    # Its page of one's account asks for two names, where ours have one.
    path("quan-tri/account/", to_own_account),
    path("quan-tri/", include(wagtailadmin_urls)),
    path("tai-khoan/", include("allauth.urls")),
    path("ngon-ngu/", choose_language, name="set_language"),
    path("", include(search_urls)),
    path("", include(consultation_urls)),
    path("", include(wagtail_urls)),
]
