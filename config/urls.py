"""Every address of the platform, by site."""

from django.urls import URLPattern, URLResolver, include, path

from config.api import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    path("accounts/", include("allauth.account.urls")),
    path("console/", include("zhengtong.sites.console.urls")),
    path("work/", include("zhengtong.sites.workbench.urls")),
    path("", include("zhengtong.sites.portal.urls")),
]

handler400 = "zhengtong.ui.pages.bad_request"
handler403 = "zhengtong.ui.pages.permission_denied"
handler404 = "zhengtong.ui.pages.page_not_found"
handler429 = "zhengtong.ui.pages.too_many_requests"
handler500 = "zhengtong.ui.pages.server_error"
