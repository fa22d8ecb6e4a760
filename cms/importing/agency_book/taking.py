"""Taking a workbook over: all of what was shown, or nothing."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cms.models import Agency, User
from cms.signals import cms_act_recorded

from .planning import Change, Plan, plan_import
from .reading import AgencyRow


class PlanChangedError(Exception):
    """What would be done now is not what was shown; `plan` is what would be."""

    def __init__(self, plan: Plan) -> None:
        super().__init__("the agencies were changed since the plan was made")
        self.plan = plan


def may_import_agencies(user: User) -> bool:
    """Whoever may add and change agencies in the admin."""
    return bool(user.has_perms(["cms.add_agency", "cms.change_agency"]))


@transaction.atomic
def take_over(
    rows: Iterable[AgencyRow],
    *,
    by: User | None,
    fingerprint: str,
    deactivate_missing: bool = False,
) -> Plan:
    """Write what a person confirmed, `fingerprint` naming what was shown. `by` is None for a
    command at the machine itself.

    Raises:
        PlanChangedError: agencies were changed meanwhile; nothing is written.
        BookRefused: the rows do not fit any more.
    """
    if by is not None and not may_import_agencies(by):
        raise PermissionDenied
    list(Agency.objects.select_for_update().order_by("pk").values("pk"))
    plan = plan_import(rows)
    if plan.fingerprint != fingerprint:
        raise PlanChangedError(plan)
    written = [*plan.new, *plan.changed, *plan.deactivated]
    there = {agency.code.casefold(): agency for agency in Agency.objects.all()}
    # Two agencies may exchange their official codes: first all are free.
    official = [change.row.code for change in written if change.row.code.casefold() in there]
    keys = [there[code.casefold()].pk for code in official]
    Agency.objects.filter(pk__in=keys).update(official_code="")
    for change in written:
        there[change.row.code.casefold()] = _write(change, there)
    for change in written:
        _put_below(there[change.row.code.casefold()], there.get(change.row.parent.casefold()))
    for change in written:
        _record(there[change.row.code.casefold()], change, plan, by)
    if deactivate_missing:
        for row in plan.missing:
            _deactivate(there[row.code.casefold()], by)
    return plan


def _write(change: Change, there: dict[str, Agency]) -> Agency:
    row = change.row
    agency = there.get(row.code.casefold()) or Agency(code=row.code)
    for name, value in row.as_data().items():
        if name not in ("code", "parent"):
            setattr(agency, name, value)
    agency.full_clean(exclude=["parent"])
    agency.save()
    return agency


def _put_below(agency: Agency, parent: Agency | None) -> None:
    if agency.parent_id != (parent.pk if parent else None):
        agency.parent = parent
        agency.save(update_fields=["parent"])


def _record(agency: Agency, change: Change, plan: Plan, by: User | None) -> None:
    if change in plan.new:
        _tell("agency.added", agency, by, code=agency.code)
    elif change in plan.deactivated:
        _tell("agency.deactivated", agency, by, fields=change.titles)
    else:
        _tell("agency.changed", agency, by, fields=change.titles)


def _deactivate(agency: Agency, by: User | None) -> None:
    agency.is_active = False
    agency.save(update_fields=["is_active"])
    _tell("agency.deactivated", agency, by, fields=["Hoạt động"])


def _tell(action: str, agency: Agency, by: User | None, **details: object) -> None:
    cms_act_recorded.send(Agency, action=action, target=agency, by=by, details=details)
