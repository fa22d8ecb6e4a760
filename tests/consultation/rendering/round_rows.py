"""The rows of a real round, and of a large one."""

from unicodedata import normalize

from .agencies import AGENCIES, ANSWER_TIME, row, source, whole_draft

HOSTILE = (
    "<script>fetch('http://127.0.0.1/')</script><style>td{display:none}</style>"
    '<img src="file:///etc/passwd"> Đề nghị ghi rõ <b>đầu mối</b> & số điện thoại.'
)


def realistic_rows():
    """What a round brings: many alike, two that disagree, one late, one hostile, one very long."""
    return [
        alike_about_the_whole_draft(),
        three_ask_for_fifteen_days(),
        *two_that_disagree(),
        taken_in_part(),
        not_taken(),
        added_too_late(),
        asked_of_the_leader(),
        hostile(),
        decomposed(),
        very_long(),
    ]


def alike_about_the_whole_draft():
    text = "Đề nghị bổ sung đánh giá nguồn lực của cấp xã khi thực hiện."
    agencies = ("Sở Nội vụ", "Ủy ban nhân dân xã Mường Nhé", "Ủy ban nhân dân xã Sín Thầu")
    sources = [source(agency, text, kind="add") for agency in agencies]
    sources.append(
        source(
            "Ủy ban nhân dân phường Mường Thanh",
            "Dự thảo giao thêm việc cho phường nhưng chưa tính số biên chế phải bố trí.",
            kind="add",
            reason="Mỗi phường hiện chỉ có một công chức làm công tác tư pháp.",
        )
    )
    return whole_draft(
        sources,
        wording="Bổ sung vào Tờ trình đánh giá về nhân lực, kinh phí của cấp xã khi thực hiện.",
        outgoing="Đề nghị cơ quan chủ trì soạn thảo bổ sung đánh giá về nhân lực và kinh phí của "
        "cấp xã khi thực hiện Nghị định.\nLý do: cấp xã được giao thêm nhiệm vụ tiếp nhận ý kiến, "
        "trong khi biên chế đã ổn định theo mô hình chính quyền địa phương hai cấp.",
    )


def three_ask_for_fifteen_days():
    wording = ANSWER_TIME.replace("10 ngày", "15 ngày làm việc")
    sources = [
        source(
            "Sở Tài chính",
            "Thời hạn 10 ngày quá ngắn đối với dự thảo có nội dung tài chính, ngân sách.",
            proposed_wording=wording,
            reason="Cơ quan chuyên môn phải lấy ý kiến các đơn vị trực thuộc trước khi trả lời.",
            basis="Khoản 3 Điều 33 Luật Ban hành văn bản quy phạm pháp luật",
        ),
        source(
            "Sở Xây dựng",
            "Đề nghị tính thời hạn theo ngày làm việc.",
            proposed_wording=ANSWER_TIME.replace("10 ngày", "10 ngày làm việc"),
            reason="Tránh trường hợp hồ sơ đến vào dịp nghỉ lễ, nghỉ Tết.",
        ),
        source(
            "Ủy ban nhân dân phường Điện Biên Phủ",
            "Đề nghị kéo dài thời hạn trả lời lên 15 ngày làm việc.",
            proposed_wording=wording,
        ),
    ]
    return row(
        5,
        1,
        sources,
        wording="Kéo dài thời hạn trả lời và tính theo ngày làm việc.",
        proposed_wording=wording,
        current_text=ANSWER_TIME,
        outgoing="Đề nghị kéo dài thời hạn trả lời lên 15 ngày làm việc.\nLý do: cơ quan được lấy "
        "ý kiến phải lấy ý kiến đơn vị trực thuộc; thời hạn tính theo ngày có thể trùng dịp nghỉ.",
        decision_reason="Ba cơ quan cùng đề nghị, phù hợp thực tế của tỉnh.",
    )


def two_that_disagree():
    current = "Quá thời hạn mà không trả lời thì được coi là nhất trí với dự thảo."
    keep_out = source(
        "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
        "Không nhất trí quy định im lặng là đồng ý.",
        kind="delete",
        reason="Im lặng không thể hiện chính kiến; quy định này làm hình thức việc lấy ý kiến.",
    )
    keep_in = source(
        "Văn phòng Ủy ban nhân dân tỉnh",
        "Đề nghị giữ quy định và bổ sung trách nhiệm của người đứng đầu.",
        proposed_wording=current[:-1] + "; người đứng đầu chịu trách nhiệm về việc không trả lời.",
        reason="Bảo đảm tiến độ trình văn bản.",
    )
    shared = {"decision": "forwarded", "conflict": "conflict-1", "current_text": current}
    reason = "Hai loại ý kiến đều có cơ sở, thuộc thẩm quyền quyết định của cơ quan soạn thảo."
    return [
        row(5, 3, [keep_out], outgoing="Đề nghị bỏ quy định.", decision_reason=reason, **shared),
        row(
            5,
            3,
            [keep_in],
            outgoing="Đề nghị giữ quy định, bổ sung trách nhiệm của người đứng đầu.",
            proposed_wording=keep_in["proposed_wording"],
            decision_reason=reason,
            **shared,
        ),
    ]


def taken_in_part():
    asked = source(
        "Sở Khoa học và Công nghệ",
        "Đề nghị bỏ yêu cầu gửi bản giấy và cho phép gửi tệp âm thanh, hình ảnh.",
        reason="Hồ sơ điện tử có giá trị như bản giấy.",
        basis="Luật Giao dịch điện tử",
    )
    return row(
        7,
        1,
        [asked],
        decision="partly",
        outgoing="Đề nghị bỏ yêu cầu gửi bản giấy khi hồ sơ điện tử đã ký số.\n"
        "Lý do: văn bản điện tử đã ký số có giá trị như bản gốc.",
        decision_reason="Tệp âm thanh, hình ảnh chưa có quy định về lưu trữ.",
        answer="partly",
        answer_text="Bộ Tư pháp sẽ quy định theo hướng dùng bản điện tử, trừ hồ sơ mật.",
    )


def not_taken():
    asked = source(
        "Công an tỉnh",
        "Đề nghị quy định mức xử phạt đối với cơ quan chậm trả lời.",
        kind="add",
        reason="Tăng tính răn đe.",
    )
    return row(
        9,
        1,
        [asked],
        decision="not_taken",
        decision_reason="Xử phạt cơ quan nhà nước không thuộc phạm vi điều chỉnh của Nghị định.",
    )


def added_too_late():
    asked = source(
        "Sở Nông nghiệp và Môi trường",
        "Bổ sung điểm quy định việc trả lời bằng tiếng dân tộc thiểu số khi cần thiết.",
        kind="add",
        proposed_wording="đ) Bố trí người biết tiếng dân tộc thiểu số để giải thích dự thảo tại "
        "thôn, bản khi lấy ý kiến trực tiếp.",
        reason="Tỉnh có 19 dân tộc cùng sinh sống.",
        late=True,
    )
    return row(
        9,
        2,
        [asked],
        provision_eid="art_9__para_2__point_dd",
        provision_label="điểm đ khoản 2 Điều 9",
        proposed_wording=asked["proposed_wording"],
        outgoing="Đề nghị bổ sung điểm đ vào khoản 2 Điều 9.",
    )


def asked_of_the_leader():
    asked = source(
        "Sở Nội vụ",
        "Đề nghị giao Sở Nội vụ chủ trì đánh giá việc trả lời của các cơ quan.",
        late=True,
    )
    return row(
        12, 4, [asked], decision="ask_leader", decision_reason="Liên quan phân công nhiệm vụ."
    )


def hostile():
    asked = source("Ủy ban nhân dân phường Điện Biên Phủ", HOSTILE, origin="written")
    return row(
        14,
        1,
        [
            asked,
            source(
                "Một công dân (tỉnh Điện Biên)",
                "Rất cần 👍 có số điện thoại hỗ trợ \ue123.",
                origin="public",
                letter_number="",
                letter_date="",
            ),
        ],
        outgoing="Đề nghị ghi rõ đầu mối và số điện thoại hỗ trợ.",
    )


def decomposed():
    text = "Đề nghị thay cụm từ “hộp thư điện tử” bằng cụm từ “tài khoản định danh điện tử”."
    asked = source("Sở Khoa học và Công nghệ", normalize("NFD", text), kind="technical")
    return row(14, 2, [asked], outgoing=normalize("NFD", text))


def very_long(words=3000):
    sentence = (
        "Kinh phí thực hiện cần được bố trí ổn định hằng năm, có định mức chi cho từng lượt lấy ý "
        "kiến trực tiếp tại thôn, bản ở vùng cao, nơi đi lại khó khăn và phải phiên dịch. "
    )
    text = sentence * (words // len(sentence.split()) + 1)
    asked = source("Sở Tài chính", text.strip(), origin="meeting", letter_number="", letter_date="")
    return row(
        20, 0, [asked], outgoing="Đề nghị quy định định mức chi cho việc lấy ý kiến trực tiếp."
    )


def many_rows(opinions):
    """`opinions` of about 60 words each, on different provisions, some asked by two bodies."""
    text = (
        "Quy định tại khoản này chưa rõ cơ quan chịu trách nhiệm khi hồ sơ gửi thiếu tài liệu, "
        "nên trên thực tế các cơ quan phải trao đổi lại nhiều lần. Đề nghị quy định cơ quan chủ "
        "trì soạn thảo có trách nhiệm gửi đủ hồ sơ và bổ sung trong thời hạn hai ngày làm việc."
    )
    rows = []
    while opinions > 0:
        number = len(rows)
        agencies = AGENCIES[number % 9 : number % 9 + min(opinions, 1 + number % 2)]
        sources = [
            source(
                agency,
                f"{text} ({number}.{rank})",
                proposed_wording=ANSWER_TIME.replace("10", str(11 + number % 9)),
                reason="Bảo đảm thống nhất khi thực hiện tại địa phương.",
            )
            for rank, agency in enumerate(agencies)
        ]
        wording = sources[0]["proposed_wording"]
        rows.append(
            row(
                2 + number // 3,
                1 + number % 3,
                sources,
                wording="Quy định rõ trách nhiệm gửi đủ hồ sơ.",
                proposed_wording=wording,
                current_text=ANSWER_TIME,
                outgoing="Đề nghị quy định rõ trách nhiệm gửi đủ hồ sơ lấy ý kiến.",
                decision_reason="Phù hợp với kiến nghị của nhiều địa phương.",
            )
        )
        opinions -= len(agencies)
    return rows
