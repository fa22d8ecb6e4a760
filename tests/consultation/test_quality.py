"""What makes an opinion specific is plain, and said while one writes."""

import pytest

from consultation.quality import check_opinion, is_perfunctory

FULL = {
    "kind": "amend",
    "eid": "art_7__para_2",
    "text": "Đề nghị kéo dài thời hạn.",
    "proposed_wording": "không quá 15 ngày",
    "reason": "Xã biên giới nhận hồ sơ chậm.",
    "basis": "Khoản 4 Điều 12 Quy chế.",
}


def test_a_provision_a_wording_and_a_reason_make_it_specific():
    assert check_opinion(**FULL).is_specific is True


@pytest.mark.parametrize("missing", ["eid", "proposed_wording", "reason"])
def test_without_one_of_them_it_is_not(missing):
    assert check_opinion(**{**FULL, missing: ""}).is_specific is False


def test_deleting_needs_no_new_wording():
    assert check_opinion(**{**FULL, "kind": "delete", "proposed_wording": ""}).wording is True


def test_a_basis_is_asked_for_but_not_required():
    checks = check_opinion(**{**FULL, "basis": " "})

    assert (checks.basis, checks.is_specific) == (False, True)


def test_a_few_general_words_are_only_for_form():
    general = {**dict.fromkeys(FULL, ""), "kind": "amend", "text": "Cơ bản nhất trí với dự thảo."}

    assert is_perfunctory(**general) is True
    assert is_perfunctory(**{**general, "eid": "art_1"}) is False
    assert is_perfunctory(**{**general, "text": "từ " * 12}) is False


def test_plain_agreement_is_a_statement_not_a_fault():
    assert is_perfunctory(**{**dict.fromkeys(FULL, ""), "kind": "agree"}) is False
