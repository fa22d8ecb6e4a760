"""A result as a file or as a feed."""

from allauth.account.adapter import get_adapter
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search.exporting import lines, write_csv, write_xlsx
from search.feeding import draw_feed
from search.forms import read_query, write_query
from search.limits import is_within

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME = "ket-qua-tim-kiem"
# 5,000 rows take seconds of the machine.
MOST, SECONDS = 20, 600


@require_safe
def download_results(request: HttpRequest, form: str) -> HttpResponseBase:
    """CSV goes out while it is read; a workbook is complete or not at all."""
    visitor = str(request.user.pk or get_adapter().get_client_ip(request))
    if not is_within("export", visitor, most=MOST, seconds=SECONDS):
        words = _("Too many files were asked for. Please try again in ten minutes.")
        return HttpResponse(words, status=429, content_type="text/plain; charset=utf-8")
    rows = lines(request.user, read_query(request.GET))
    if form == "xlsx":
        return FileResponse(
            write_xlsx(rows), as_attachment=True, filename=f"{NAME}.xlsx", content_type=XLSX
        )
    response = StreamingHttpResponse(write_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{NAME}.csv"'
    return response


@require_safe
def show_feed(request: HttpRequest) -> HttpResponse:
    """Public text alone, also for whoever is signed in; "not changed" when nothing has."""
    query = read_query(request.GET)
    address = write_query(query)
    feed = draw_feed(
        query,
        title=_("“%(words)s”: search") % {"words": query.text},
        page_url=f"{reverse('search')}?{address}",
        feed_url=f"{reverse('search_feed')}?{address}",
    )
    response = HttpResponse(feed.content, content_type="application/atom+xml; charset=utf-8")
    response["ETag"] = feed.etag
    response["Last-Modified"] = http_date(feed.updated_at.timestamp())
    response["Cache-Control"] = "no-cache"
    return get_conditional_response(request, etag=feed.etag, response=response) or response
