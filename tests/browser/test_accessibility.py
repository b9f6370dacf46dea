"""Every page type, in light, dark and forced colours, at 1280 and 320 px, with both engines and by keyboard."""

import pytest

from .engines import Baseline
from .page_types import PAGE_TYPES

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def baseline():
    return Baseline.read()


@pytest.mark.parametrize("page_type", PAGE_TYPES, ids=str)
def test_page_type_has_no_fault(examiner, page_type):
    assert examiner.report(page_type).faults == {}


@pytest.mark.parametrize("page_type", PAGE_TYPES, ids=str)
def test_page_type_has_no_finding_that_nobody_reviewed(examiner, baseline, page_type):
    found = examiner.report(page_type).findings
    assert {mode: left for mode in found if (left := baseline.unexplained(page_type.name, found[mode]))} == {}


def test_no_entry_of_the_baseline_is_stale(examiner, baseline):
    for page_type in PAGE_TYPES:
        for findings in examiner.report(page_type).findings.values():
            baseline.unexplained(page_type.name, findings)
    assert baseline.stale == []
