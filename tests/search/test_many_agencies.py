"""Somebody may act for very many agencies; the filter holds, whatever their number."""

import pytest

from search.access import Access, Visibility
from search.engines import database_engine
from search.query import SearchQuery, parse

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


@pytest.mark.parametrize("number", [65, 600])
def test_who_acts_for_many_agencies_finds_what_each_may_read(put, number):
    own = frozenset(range(1000, 1000 + number))
    access = Access(acts_for=own, writes_for=own, compiles_for=own)
    theirs = [
        put("", "thời hạn", visibility=visibility, readers=f",7,{agency},", lead_agency_id=8)
        for visibility in (Visibility.AGENCY, Visibility.COMPILERS, Visibility.ASKED)
        for agency in (1000, 1000 + number - 1)
    ]
    put("", "thời hạn", visibility=Visibility.AGENCY, readers=",100,10000,", lead_agency_id=1000)

    found = database_engine().search(parse("thời hạn", {}), access, SearchQuery("thời hạn"), None)

    assert sorted(hit.object_id for hit in found.hits) == theirs
    assert found.total == len(theirs)
