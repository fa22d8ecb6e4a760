"""Addresses of the room: Vietnamese paths without marks, English names."""

from django.urls import URLPattern, path

from consultation.views import (
    opinion_life,
    opinions,
    reading,
    receipts,
    submissions,
    tasks,
)

# Officials
officials: list[URLPattern] = [
    path("viec-cua-toi/", tasks.my_tasks, name="my_tasks"),
    path("viec-cua-toi/bat-dau/<str:key>/", tasks.begin_answer, name="begin_answer"),
    path("gop-y/le/<uuid:uid>/", reading.show_margin, name="margin"),
    path("gop-y/le/du-thao/<uuid:uid>/", reading.show_draft_margin, name="draft_margin"),
    path("gop-y/y-kien/", opinions.write_opinion, name="write_opinion"),
    path("gop-y/y-kien/luu-tam/", opinions.autosave_opinion, name="autosave_opinion"),
    path("gop-y/y-kien/da-giu/<uuid:token>/", opinions.show_kept_opinion, name="kept_opinion"),
    path("gop-y/y-kien/<uuid:uid>/rut/", opinion_life.withdraw, name="withdraw_opinion"),
    path("gop-y/y-kien/<uuid:uid>/khoi-phuc/", opinion_life.restore, name="restore_opinion"),
    path("gop-y/y-kien/<uuid:uid>/trao-doi/", opinion_life.discuss, name="discuss_opinion"),
    path("gop-y/bien-nhan/<str:receipt_code>/", receipts.show_receipt, name="receipt"),
    path("gop-y/<uuid:uid>/", submissions.show_submission, name="submission"),
    path("gop-y/<uuid:uid>/trinh-duyet/", submissions.send_up, name="send_up"),
    path("gop-y/<uuid:uid>/duyet/", submissions.approve, name="approve"),
    path("gop-y/<uuid:uid>/tra-lai/", submissions.give_back, name="return_submission"),
    path("gop-y/<uuid:uid>/so-cong-van/", submissions.record_letter, name="record_letter"),
]

# The desk
desk: list[URLPattern] = []

# The public
public: list[URLPattern] = []

urlpatterns = [*officials, *desk, *public]
