"""Work inside an agency: articles given out, notes, words to questions, a comment taken away."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
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
from consultation.views.answer_work import tellable_opinions
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
@require_POST
def write_note(request: SignedRequest, uid: UUID) -> HttpResponse:
    """A word for one's own agency; what cannot be taken comes back on the page of the answer."""
    submission = own_submission(request, uid)
    form = NoteForm(request.POST)
    page = way_back(request, reverse("submission", args=[uid]))
    if not form.is_valid():
        messages.error(request, _("Write between 1 and 5,000 characters."))
        return redirect(f"{page}#notes")
    named = form.cleaned_data.pop("provision")
    of_version = Provision.objects.filter(version=submission.round.version)
    provision = get_object_or_404(of_version, uid=named) if named else None
    note = approving.write_note(
        submission, by=request.user, provision=provision, **form.cleaned_data
    )
    return redirect(f"{page}#ghi-chu-{note.uid}")


@signed_in
@require_POST
def remove_note(request: SignedRequest, uid: UUID) -> HttpResponse:
    notes = Note.objects.visible_to(request.user).select_related("submission")
    note = get_object_or_404(notes, uid=uid)
    approving.remove_note(note, by=request.user)
    page = reverse("submission", args=[note.submission.uid])
    return redirect(f"{way_back(request, page)}#notes")


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
    form = QuestionForm(request.POST, opinions=tellable_opinions(submission))
    page = f"{reverse('submission', args=[uid])}#cau-hoi-{question}"
    if not form.is_valid():
        messages.error(request, _("Choose an opinion of this answer, or say it in 500 characters."))
        return redirect(page)
    try:
        approving.answer_question(
            asked, by=request.user, submission=submission, **form.cleaned_data
        )
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(way_back(request, page))


def own_submission(request: SignedRequest, uid: UUID) -> Submission:
    """An answer of one's own agency: nobody else knows of work inside it."""
    answers = Submission.objects.visible_to(request.user).with_round()
    submission = get_object_or_404(answers, uid=uid)
    if not rules.can_see_agency_work(request.user, submission):
        raise PermissionDenied
    return submission
