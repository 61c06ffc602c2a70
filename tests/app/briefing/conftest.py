from __future__ import annotations

import pytest

from app.domain.plan import Plan
from tests.app.briefing.plans import before_of, plan_of, records


@pytest.fixture
def plan() -> Plan:
    return plan_of(records())


@pytest.fixture
def before() -> Plan:
    return before_of(records())
