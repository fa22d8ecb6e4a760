"""Addresses of the room: Vietnamese paths without marks, English names."""

from django.urls import URLPattern, path

from consultation.views import (
    activation,
    agency_work,
    answer_files,
    answers,
    carrying,
    comparison,
    comparison_files,
    editions,
    entering,
    files,
    grouping,
    ledger,
    lending,
    meeting_notepad,
    meeting_slips,
    members,
    moderation,
    notices,
    one_opinion,
    opinion_life,
    opinions,
    own_comment,
    own_letters,
    public_comments,
    reading,
    receipts,
    reminders,
    round_plan,
    rounds,
    rows,
    said_before,
    submissions,
    tasks,
    whole_text,
)
from consultation.views import desk as desk_views
from consultation.views import letters as letter_views
from consultation.views import meetings as meeting_views
from consultation.views import public as public_views

# Officials
officials: list[URLPattern] = [
    path("viec-cua-toi/", tasks.my_tasks, name="my_tasks"),
    path("viec-cua-toi/bat-dau/<uuid:uid>/<slug:code>/", tasks.begin_answer, name="begin_answer"),
    path("gop-y/le/<uuid:uid>/", reading.show_margin, name="margin"),
    path("gop-y/le/du-thao/<uuid:uid>/", reading.show_draft_margin, name="draft_margin"),
    path("gop-y/le/du-thao/<uuid:uid>/<uuid:file>/", reading.show_file_margin, name="file_margin"),
    path("gop-y/so-y-kien/<uuid:uid>/", whole_text.count_voices, name="count_voices"),
    path("gop-y/y-kien/", opinions.write_opinion, name="write_opinion"),
    path("gop-y/y-kien/luu-tam/", opinions.autosave_opinion, name="autosave_opinion"),
    path("gop-y/y-kien/da-giu/<uuid:token>/", opinions.show_kept_opinion, name="kept_opinion"),
    path("gop-y/y-kien/<uuid:uid>/rut/", opinion_life.withdraw, name="withdraw_opinion"),
    path("gop-y/y-kien/<uuid:uid>/khoi-phuc/", opinion_life.restore, name="restore_opinion"),
    path("gop-y/y-kien/<uuid:uid>/trao-doi/", opinion_life.discuss, name="discuss_opinion"),
    path("gop-y/tep/<uuid:uid>/", files.download_attachment, name="attachment"),
    path("gop-y/bien-nhan/<str:receipt_code>/", receipts.show_receipt, name="receipt"),
    path("gop-y/<uuid:uid>/", submissions.show_submission, name="submission"),
    path("gop-y/<uuid:uid>/trinh-duyet/", submissions.send_up, name="send_up"),
    path("gop-y/<uuid:uid>/duyet/", submissions.approve, name="approve"),
    path("gop-y/<uuid:uid>/tra-lai/", submissions.give_back, name="return_submission"),
    path("gop-y/<uuid:uid>/so-cong-van/", submissions.record_letter, name="record_letter"),
]

# Inside an agency, its letter, one opinion returned
answers_of_agencies: list[URLPattern] = [
    path("gop-y/<uuid:uid>/phan-cong/", agency_work.share_work, name="share_work"),
    path("gop-y/phan-cong/<uuid:uid>/xong/", agency_work.finish_article, name="finish_article"),
    path("gop-y/<uuid:uid>/ghi-chu/", agency_work.write_note, name="write_note"),
    path("gop-y/ghi-chu/<uuid:uid>/go/", agency_work.remove_note, name="remove_note"),
    path("gop-y/trao-doi/<uuid:uid>/go/", agency_work.remove_comment, name="remove_comment"),
    path(
        "gop-y/<uuid:uid>/cau-hoi/<uuid:question>/",
        agency_work.answer_question,
        name="answer_question",
    ),
    path("gop-y/<uuid:uid>/rut-lai/", submissions.take_back, name="take_back"),
    path("gop-y/<uuid:uid>/cong-van.<str:kind>", answer_files.answer_letter, name="answer_letter"),
    path("gop-y/cong-van-ky/<uuid:uid>/", answer_files.signed_letter, name="signed_letter"),
    path("gop-y/bien-nhan/<str:receipt_code>/pdf/", answer_files.receipt_pdf, name="receipt_pdf"),
    path("gop-y/y-kien/<uuid:uid>/gui-lai/", one_opinion.resend_opinion, name="resend_opinion"),
    path("gop-y/y-kien/<uuid:uid>/bo/", one_opinion.drop_opinion, name="drop_opinion"),
    path("tong-hop/y-kien/<uuid:uid>/tra-lai/", one_opinion.return_opinion, name="return_opinion"),
    path(
        "tong-hop/y-kien/<uuid:uid>/lay-nguyen/",
        one_opinion.reinstate_opinion,
        name="reinstate_opinion",
    ),
]

# The desk
desk: list[URLPattern] = [
    path("dot-lay-y-kien/moi/", round_plan.plan, name="plan_round"),
    path("dot-lay-y-kien/<uuid:uid>/quan-ly/", rounds.progress, name="progress"),
    path("dot-lay-y-kien/<uuid:uid>/mo/", rounds.start, name="open_round"),
    path("dot-lay-y-kien/<uuid:uid>/gia-han/", rounds.extend, name="extend_round"),
    path("dot-lay-y-kien/<uuid:uid>/ket-thuc/", rounds.close, name="close_round"),
    path("dot-lay-y-kien/<uuid:uid>/moi-gop-y/", rounds.invite, name="invite_agencies"),
    path("dot-lay-y-kien/tra-lai/<uuid:uid>/", rounds.give_back, name="return_sent"),
    path("tong-hop/<uuid:uid>/", desk_views.show_desk, name="desk"),
    path("tong-hop/<uuid:uid>/xep/", desk_views.gather, name="gather"),
    path("tong-hop/<uuid:uid>/gop/", grouping.merge, name="merge_rows"),
    path("tong-hop/<uuid:uid>/trai-nhau/", grouping.conflict, name="mark_conflict"),
    path("tong-hop/hang/<uuid:uid>/", rows.show, name="show_row"),
    path("tong-hop/hang/<uuid:uid>/quyet-dinh/", rows.decide, name="decide_row"),
    path("tong-hop/hang/<uuid:uid>/sua/", rows.edit, name="edit_row"),
    path("tong-hop/hang/<uuid:uid>/tach/", grouping.split, name="split_row"),
    path("tong-hop/hang/<uuid:uid>/het-trai-nhau/", grouping.reconcile, name="clear_conflict"),
    path("tong-hop/<uuid:uid>/ban/", editions.show_editions, name="editions"),
    path("tong-hop/<uuid:uid>/ban/moi/", editions.freeze, name="freeze_edition"),
    path("tong-hop/ban/<uuid:uid>/tai-lieu/", editions.show_files, name="edition_files"),
    path("tong-hop/ban/<uuid:uid>/ve-lai/", editions.draw_again, name="draw_again"),
    path("tong-hop/ban/<uuid:uid>/phat-hanh/", editions.issue, name="issue_edition"),
    path("tong-hop/<uuid:uid>/tra-loi/", answers.show_answers, name="answers"),
    path("tong-hop/<uuid:uid>/cong-bo/", answers.publish, name="publish_answers"),
    path("tong-hop/hang/<uuid:uid>/tra-loi/", answers.answer, name="record_answer"),
]

# What a round asks, whom it reminds; what a person is told
ROUND = "dot-lay-y-kien/<uuid:uid>/"
asking: list[URLPattern] = [
    path(f"{ROUND}sua/", round_plan.change, name="change_plan"),
    path(f"{ROUND}cong-van-de-nghi/", round_plan.put_request, name="file_request"),
    path(f"{ROUND}cau-hoi/", round_plan.questions, name="questions"),
    path("dot-lay-y-kien/cau-hoi/<uuid:uid>/", round_plan.question, name="question"),
    path("dot-lay-y-kien/cau-hoi/<uuid:uid>/rut/", round_plan.withdraw, name="withdraw_question"),
    path(f"{ROUND}nhac/", reminders.remind, name="remind"),
    path(f"{ROUND}nhac/tu-dong/", reminders.switch, name="switch_reminders"),
    path(f"{ROUND}{round_plan.CALENDAR_NAME}", round_plan.download_calendar, name="calendar"),
    path("tep/cong-van/<uuid:uid>/", round_plan.download_request, name="request_letter"),
    path("thong-bao/", notices.show_notices, name="notices"),
    path("thong-bao/da-doc/", notices.read_all, name="read_notices"),
    path("thong-bao/<uuid:uid>/", notices.open_notice, name="open_notice"),
]

# The public
public: list[URLPattern] = [
    path("", public_views.front_page, name="front_page"),
    path("du-thao/", public_views.directory, name="directory"),
    path("du-thao/tep/<uuid:uid>/", files.download_source, name="source_file"),
    path("du-thao/ho-so/<uuid:uid>/", files.download_dossier_file, name="dossier_file"),
    path("dot-lay-y-kien/<uuid:uid>/", public_views.show_round, name="round"),
    path("bien-nhan/", receipts.find_receipt, name="find_receipt"),
    path("tep/<uuid:uid>/", files.download_edition_file, name="edition_file"),
]

# Versions
COMPARISON = "du-thao/<slug:slug>/so-sanh/"
versions: list[URLPattern] = [
    path(COMPARISON, comparison.choose_versions, name="choose_versions"),
    path(f"{COMPARISON}<uuid:old>/<uuid:new>/", comparison.show_comparison, name="comparison"),
    path(
        f"{COMPARISON}<uuid:old>/<uuid:new>/ban-so-sanh.<str:kind>",
        comparison_files.download_comparison,
        name="comparison_file",
    ),
    path(
        f"{COMPARISON}<uuid:old>/<uuid:new>/tai-lieu/",
        comparison_files.show_files,
        name="comparison_files",
    ),
    path(
        f"{COMPARISON}<uuid:old>/<uuid:new>/tai-lieu/<slug:kind>/",
        comparison_files.request_file,
        name="request_comparison",
    ),
    path("gop-y/le/<uuid:uid>/da-noi/", said_before.show_said_before, name="said_before"),
    path("gop-y/le/<uuid:uid>/lan-truoc/", carrying.earlier_here, name="earlier_here"),
    path("gop-y/<uuid:uid>/lan-truoc/", carrying.carry_over, name="earlier_opinions"),
]

# Citizens without an account, and who sorts what they say
citizens: list[URLPattern] = [
    path("y-kien/quy-dinh/<uuid:uid>/", public_comments.comment_provision, name="comment_on"),
    path("y-kien/du-thao/<uuid:uid>/", public_comments.comment_draft, name="comment_on_draft"),
    path(
        "y-kien/tep/<uuid:uid>/<uuid:file>/", public_comments.comment_file, name="comment_on_file"
    ),
    path("y-kien/xac-nhan/<str:secret>/", own_comment.confirm, name="confirm_public_comment"),
    path("y-kien/cua-toi/<str:secret>/", own_comment.show_own, name="own_public_comment"),
    path("y-kien/bien-nhan/<str:receipt_code>/", own_comment.show_receipt, name="public_receipt"),
    path("y-kien/cho-duyet/<uuid:uid>/", moderation.queue, name="moderation"),
    path("y-kien/cho-duyet/<uuid:uid>/cong-chung/", moderation.set_public, name="ask_public"),
    path("y-kien/duyet/<uuid:uid>/", moderation.show_comment, name="moderate_comment"),
]

# Who acts for an agency, and how they come in
HOUSE, PERSON = "co-quan/<slug:code>/", "co-quan/<slug:code>/nguoi/<uuid:person>/"
people: list[URLPattern] = [
    path("co-quan/", members.my_agencies, name="my_agencies"),
    path(HOUSE, members.show_members, name="members"),
    path(f"{HOUSE}moi/", members.invite, name="invite_member"),
    path(f"{HOUSE}loi-moi/<uuid:uid>/huy/", members.revoke, name="revoke_link"),
    path(PERSON, members.show_member, name="member"),
    path(f"{PERSON}vai-tro/", members.give, name="give_role"),
    path(f"{PERSON}<slug:role>/ket-thuc/", members.end, name="end_membership"),
    path(f"{HOUSE}uy-quyen/", lending.lend, name="lend_power"),
    path(f"{HOUSE}uy-quyen/<uuid:uid>/ket-thuc/", lending.take_back, name="end_delegation"),
    path(f"{HOUSE}nguoi-thay/", lending.substitute, name="name_substitute"),
    path(f"{HOUSE}vang-mat/", lending.absence, name="record_absence"),
    path("kich-hoat/", entering.activate, name="activate"),
    path("kich-hoat/loi-moi/<str:token>/", entering.accept, name="accept_link"),
    path("dot-lay-y-kien/<uuid:uid>/kich-hoat/", activation.show_activation, name="activation"),
    path("dot-lay-y-kien/<uuid:uid>/kich-hoat/ma/", activation.hand_out_codes, name="make_codes"),
]

# Letters as they come, and an agency's own
OWN = "thu-den/<uuid:uid>/cua-don-vi/<slug:code>/"
letters: list[URLPattern] = [
    path("thu-den/thu/<uuid:uid>/", letter_views.show_letter, name="letter"),
    path("thu-den/thu/<uuid:uid>/doc/", letter_views.mark_letter, name="mark_letter"),
    path("thu-den/thu/<uuid:uid>/lay-vao/", letter_views.take_letter, name="take_letter"),
    path("thu-den/thu/<uuid:uid>/hoan-tac/", letter_views.undo_letter, name="undo_letter"),
    path("thu-den/thu/<uuid:uid>/tep/", letter_views.download_letter, name="letter_file"),
    path("thu-den/thu/<uuid:uid>/trang/<int:page>/", letter_views.show_scan, name="letter_scan"),
    path("thu-den/doan/<uuid:uid>/", letter_views.mark_passage, name="mark_passage"),
    path("thu-den/<uuid:uid>/", ledger.show_ledger, name="ledger"),
    path("thu-den/<uuid:uid>/ghi/", ledger.note_rows, name="note_rows"),
    path(OWN, own_letters.own_letter, name="own_letter"),
    path(f"{OWN}bang-gop-y/", own_letters.bring_table, name="bring_table"),
    path(f"{OWN}mau-gop-y.<str:kind>", own_letters.download_template, name="table_template"),
]

# Meetings
meetings: list[URLPattern] = [
    path("hoi-nghi/dot/<uuid:uid>/", meeting_views.list_meetings, name="meetings"),
    path("hoi-nghi/moi/<uuid:uid>/", meeting_views.plan, name="plan_meeting"),
    path("hoi-nghi/gui/<str:code>/", meeting_slips.write_slip, name="write_slip"),
    path("hoi-nghi/y-viet/<uuid:uid>/", meeting_slips.handle, name="handle_slip"),
    path("hoi-nghi/phat-bieu/<uuid:uid>/", meeting_notepad.remark, name="remark"),
    path("hoi-nghi/phat-bieu/<uuid:uid>/chuyen/", meeting_notepad.move, name="move_remark"),
    path("hoi-nghi/<uuid:uid>/", meeting_views.show, name="meeting"),
    path("hoi-nghi/<uuid:uid>/sua/", meeting_views.change, name="change_meeting"),
    path("hoi-nghi/<uuid:uid>/buoc/", meeting_views.step, name="meeting_step"),
    path("hoi-nghi/<uuid:uid>/gui-bien-ban/", meeting_views.send, name="send_minutes"),
    path("hoi-nghi/<uuid:uid>/bien-ban.<str:kind>", meeting_views.download_minutes, name="minutes"),
    path("hoi-nghi/<uuid:uid>/ban-ky/", meeting_views.signed_minutes, name="signed_minutes"),
    path("hoi-nghi/<uuid:uid>/ghi/", meeting_notepad.notepad, name="notepad"),
    path("hoi-nghi/<uuid:uid>/ma/", meeting_slips.show_code, name="meeting_code"),
]

urlpatterns = [
    *officials,
    *answers_of_agencies,
    *desk,
    *asking,
    *public,
    *citizens,
    *versions,
    *people,
    *meetings,
    *letters,
]
