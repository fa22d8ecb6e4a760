"""Work inside an agency: articles given out, notes, words to questions, a comment taken away."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.models import Provision
from consultation import approving, rules
from consultation.commenting import remove_comment as take_comment_away
from consultation.forms.agency_work import NoteForm, QuestionForm
from consultation.models import Assignment, CommentRecord, FocusQuestion, Note, Submission
from consultation.views.access import way_back
from consultation.views.answer_page import answer_context
from consultation.views.answer_work import notes_context, tellable_opinions, with_form
from consultation.views.signing_in import SignedRequest, signed_in
from consultation.views.work_page import work_context


@signed_in
def share_work(request: SignedRequest, uid: UUID) -> HttpResponse:
    """Who looks at which article; the focal point and the head give them out."""
    submission = own_submission(request, uid)
    context = work_context(request.user, submission, request.POST or None)
    form = context["form"]
    status = 200
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            approving.assign_articles(submission, by=request.user, **form.cleaned_data)
            messages.success(request, _("The articles are given out."))
            return redirect("share_work", uid=uid)
        status = 422
    return render(request, "consultation/share_work.html", context, status=status)


@signed_in
@require_POST
def finish_article(request: SignedRequest, uid: UUID) -> HttpResponse:
    given = Assignment.objects.visible_to(request.user).standing()
    assignment = get_object_or_404(given.select_related("submission__round", "provision"), uid=uid)
    is_finished = request.POST.get("done") != "0"
    approving.finish_assignment(assignment, by=request.user, is_finished=is_finished)
    return redirect(way_back(request, reverse("my_tasks")))


@signed_in
def write_note(request: SignedRequest, uid: UUID) -> HttpResponse:
    """The notes of one's agency, of a place (`tai`) or all; a refused word stays in its form."""
    submission = own_submission(request, uid)
    place = _place_of_note(request, submission)
    form = NoteForm(request.POST or None, initial=_new_note(place), auto_id="note-%s")
    if form.is_valid():
        words = form.cleaned_data
        note = approving.write_note(
            submission, by=request.user, provision=place, text=words["text"], token=words["token"]
        )
        page = way_back(request, reverse("submission", args=[uid]))
        return redirect(f"{page}#ghi-chu-{note.uid}")
    context = notes_context(request.user, submission, form=form, place=place)
    status = 422 if form.errors else 200
    return render(request, "consultation/notes.html", context, status=status)


def _place_of_note(request: SignedRequest, submission: Submission) -> Provision | None:
    """The provision that a form names, or the address."""
    named, eid = request.POST.get("provision", ""), request.GET.get("tai", "")
    of_version = Provision.objects.filter(version=submission.round.version)
    of_version = of_version.select_related("section").defer("section__body")
    if named:
        return get_object_or_404(of_version, uid=_uid(named))
    return get_object_or_404(of_version, eid=eid) if eid else None


def _new_note(place: Provision | None) -> dict[str, Any]:
    return {"token": uuid4(), "provision": place.uid if place else ""}


def _uid(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError as error:
        raise Http404 from error


@signed_in
@require_POST
def remove_note(request: SignedRequest, uid: UUID) -> HttpResponse:
    notes = Note.objects.visible_to(request.user).select_related("submission")
    note = get_object_or_404(notes, uid=uid)
    approving.remove_note(note, by=request.user)
    page = reverse("submission", args=[note.submission.uid])
    return redirect(way_back(request, f"{page}#notes"))


@signed_in
@require_POST
def remove_comment(request: SignedRequest, uid: UUID) -> HttpResponse:
    records = CommentRecord.objects.visible_to(request.user).in_order()
    record = get_object_or_404(
        records.select_related("comment", "discussion__opinion__round"), uid=uid
    )
    take_comment_away(record, by=request.user)
    return redirect(way_back(request, reverse("my_tasks")))


@signed_in
@require_POST
def answer_question(request: SignedRequest, uid: UUID, question: UUID) -> HttpResponse:
    """Tie an opinion to a focus question, or say in a word why there is none."""
    submission = own_submission(request, uid)
    asked = get_object_or_404(FocusQuestion, round=submission.round, uid=question)
    form = QuestionForm(
        request.POST, opinions=tellable_opinions(submission), auto_id=f"question-{asked.pk}-%s"
    )
    if form.is_valid():
        try:
            approving.answer_question(
                asked, by=request.user, submission=submission, **form.cleaned_data
            )
            page = f"{reverse('submission', args=[uid])}#cau-hoi-{question}"
            return redirect(way_back(request, page))
        except ValidationError as refusal:
            form.add_error(None, refusal)
    context = answer_context(request.user, submission)
    context["questions"] = with_form(context["questions"], asked, form)
    return render(request, "consultation/submission.html", context, status=422)


def own_submission(request: SignedRequest, uid: UUID) -> Submission:
    """An answer of one's own agency: nobody else knows of work inside it."""
    answers = Submission.objects.visible_to(request.user).with_round()
    submission = get_object_or_404(answers, uid=uid)
    if not rules.can_see_agency_work(request.user, submission):
        raise PermissionDenied
    return submission
