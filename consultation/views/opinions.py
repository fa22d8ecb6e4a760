"""Writing an opinion beside the law: saved as it is typed, and by the button."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from cms import clock
from consultation.approving import answer_question
from consultation.commenting import OpinionConflictError
from consultation.commenting import write_opinion as keep_opinion
from consultation.forms.opinions import OpinionForm
from consultation.models import Attachment, Invitation, Kind, Opinion
from consultation.views.kept import keep_words, kept_words, let_words_go
from consultation.views.margin import (
    checks_of_form,
    form_of,
    open_margin,
    open_of,
    seats_in,
    seats_to_write,
)
from consultation.views.margin_questions import questions_at
from consultation.views.place import Place, posted_place
from consultation.views.reading import answer_margin, next_article
from consultation.views.signing_in import SignedRequest, signed_in

# The value of the button that puts a file to the words.
ATTACH = "attach"


@signed_in
@require_POST
def write_opinion(request: SignedRequest) -> HttpResponse:
    """The buttons of the form, for a new opinion and for one that was kept before.

    Attaching a file, or taking one off, keeps what is written so far, complete or not.
    """
    place = posted_place(request)
    form = _posted_form(request, place, is_autosave=_changes_files(request))
    if form.is_valid() and request.POST.get("then") == ATTACH:
        form.require_file()
    if not form.is_valid():
        return _answer_form(request, place, form, status=422)
    try:
        opinion = _keep(request, place, form)
    except OpinionConflictError as conflict:
        keep_words(request)
        return _answer_form(request, place, form, status=409, stored=conflict.stored)
    except (ValidationError, PermissionDenied) as refusal:
        form.add_error(None, _sentences(refusal))
        return _answer_form(request, place, form, status=422)
    let_words_go(request, opinion.token)
    if _changes_files(request):
        return _go_on_writing(request, place, opinion)
    _answer_questions(request, place, form, opinion)
    return _go_on(request, place, opinion)


@require_POST
def autosave_opinion(request: SignedRequest) -> JsonResponse:
    """What the form holds now, whether or not it is complete."""
    if not request.user.is_authenticated:
        return JsonResponse({"message": _("You have been signed out.")}, status=401)
    place = posted_place(request)
    form = _posted_form(request, place, is_autosave=True)
    if not form.is_valid():
        sentences = [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"message": " ".join(sentences)}, status=422)
    try:
        opinion = _keep(request, place, form)
    except OpinionConflictError:
        said = {"message": _("Not saved: this was changed elsewhere."), "url": keep_words(request)}
        return JsonResponse(said, status=409)
    except (ValidationError, PermissionDenied) as refusal:
        return JsonResponse({"message": " ".join(_sentences(refusal))}, status=422)
    return JsonResponse(
        {
            "saved_at": timezone.localtime(clock.now()).strftime("%H:%M"),
            "lock_version": opinion.lock_version,
            "autosave": reverse("autosave_opinion"),
            "reopen": place.form_url(opinion.uid),
        }
    )


@signed_in
@require_safe
def show_kept_opinion(request: SignedRequest, token: UUID) -> HttpResponse:
    """Words that could not be saved, beside what is stored if that is something else."""
    words = kept_words(request, token)
    if words is None:
        raise Http404
    place = posted_place(request, words)
    opinions = Opinion.objects.visible_to(request.user).with_talk().with_subject()
    stored = opinions.filter(token=token).first()
    return _beside_stored(request, place, words, stored, status=200)


def _posted_form(request: SignedRequest, place: Place, *, is_autosave: bool = False) -> OpinionForm:
    seats = seats_to_write(place.version, request.user, request.POST.get("token", ""))
    form = OpinionForm(
        request.POST,
        request.FILES,
        seats=seats,
        provision=place.provision,
        file=place.file,
        attached=_attached_to(request.POST),
        is_autosave=is_autosave,
    )
    if not is_autosave or "answers" in request.POST:
        form.put_questions(questions_at(place, seats))
    return form


def _answer_questions(
    request: SignedRequest, place: Place, form: OpinionForm, opinion: Opinion
) -> None:
    """Tie the opinion to the questions that were ticked; one that fails is said, and stays open."""
    ticked = set(form.cleaned_data["answers"])
    if not ticked or opinion.submission is None:
        return
    for put in questions_at(place, list(form.seats.values())):
        if put.key not in ticked or put.seat.agency_id != opinion.agency_id:
            continue
        try:
            answer_question(
                put.question, by=request.user, submission=opinion.submission, opinion=opinion
            )
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))


def _attached_to(words: QueryDict) -> QuerySet[Attachment]:
    """The files of the opinion a form goes on with; asked for only where the form is shown."""
    try:
        token = UUID(words.get("token", ""))
    except ValueError:
        return Attachment.objects.none()
    return Attachment.objects.standing().filter(opinion__token=token)


def _changes_files(request: HttpRequest) -> bool:
    return request.POST.get("then") == ATTACH or "take_off" in request.POST


def _keep(request: SignedRequest, place: Place, form: OpinionForm) -> Opinion:
    seat: Invitation = form.chosen_seat
    return keep_opinion(
        seat,
        by=request.user,
        token=form.cleaned_data["token"],
        provision=place.provision,
        dossier_file=place.file,
        lock_version=form.cleaned_data["lock_version"] or 0,
        files=form.file_change(removed=request.POST.get("take_off", "")),
        **form.content(),
    )


def _go_on(request: SignedRequest, place: Place, opinion: Opinion) -> HttpResponse:
    """To the next article if that was asked for; else back to the open provision."""
    following = next_article(place) if request.POST.get("then") == "next" else None
    if opinion.kind == Kind.AGREE:
        messages.success(request, _("Recorded: agrees with %(place)s.") % {"place": place.name})
    elif following or not getattr(request, "htmx", False):
        messages.success(request, _("Saved: opinion on %(place)s.") % {"place": place.name})
    if following:
        return _send(request, following.url)
    if not getattr(request, "htmx", False):
        return redirect(place.page_url if opinion.kind == Kind.AGREE else place.url)
    margin = open_margin(
        request,
        place,
        seats=seats_in(place.version, request.user),
        next_=next_article(place),
    )
    return answer_margin(request, margin, saved=True, door=_door(request, place))


def _go_on_writing(request: SignedRequest, place: Place, opinion: Opinion) -> HttpResponse:
    """The form again, with the files it has now."""
    if not getattr(request, "htmx", False):
        return redirect(place.form_url(opinion.uid))
    seats = seats_in(place.version, request.user)
    margin = open_margin(
        request,
        place,
        seats=seats,
        form=form_of(opinion, place, seats),
        next_=next_article(place),
    )
    return answer_margin(request, margin, files_changed=True)


def _send(request: HttpRequest, url: str) -> HttpResponse:
    return HttpResponseClientRedirect(url) if getattr(request, "htmx", False) else redirect(url)


def _door(request: SignedRequest, place: Place) -> dict[str, Any] | None:
    """The number beside the clause, as it is after saving."""
    if place.provision is None:
        return None
    said = Opinion.objects.at(place.version, place.provision).counted_for(request.user)
    voices = {"total": said.count()}
    return {"eid": place.eid, "uid": place.provision.uid, "voices": voices}


def _answer_form(
    request: SignedRequest,
    place: Place,
    form: OpinionForm,
    *,
    status: int,
    stored: Opinion | None = None,
) -> HttpResponse:
    """The form as it was sent, with what is wrong: every character is still there."""
    if not getattr(request, "htmx", False):
        if stored is not None:
            return _beside_stored(request, place, request.POST, stored, status=status)
        context = {"place": place, "form": form, "checks": checks_of_form(form)}
        return render(request, "consultation/opinion.html", context, status=status)
    margin = open_margin(
        request,
        place,
        seats=seats_in(place.version, request.user),
        form=form,
        next_=next_article(place),
    )
    kept = reverse("kept_opinion", args=[form.cleaned_data["token"]]) if stored else ""
    return answer_margin(request, margin, status=status, kept_url=kept)


def _beside_stored(
    request: SignedRequest, place: Place, words: QueryDict, stored: Opinion | None, *, status: int
) -> HttpResponse:
    """What was sent, in a form that may overwrite what is stored, which stands beside it."""
    words = words.copy()
    words["lock_version"] = str(stored.lock_version if stored else 0)
    seats = open_of(seats_in(place.version, request.user))
    form = OpinionForm(
        words,
        seats=seats,
        provision=place.provision,
        file=place.file,
        attached=_attached_to(words),
        stored=stored,
    )
    form.is_valid()
    context = {"place": place, "form": form, "stored": stored, "checks": checks_of_form(form)}
    return render(request, "consultation/opinion.html", context, status=status)


def _sentences(refusal: ValidationError | PermissionDenied) -> list[str]:
    if isinstance(refusal, ValidationError):
        return refusal.messages
    return [
        _(
            "Not saved: your agency's answer was sent meanwhile, or is with its head."
            " Your text is still here."
        )
    ]
