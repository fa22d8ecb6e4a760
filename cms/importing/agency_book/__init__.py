"""The agencies of a province as a workbook: written, read and checked, compared, taken over.

columns → writing; columns → reading → planning → taking; starter gives a first set.
"""

from .planning import Plan, plan_import
from .reading import AgencyRow, BookRefused, Trouble, read_book
from .starter import starter_rows
from .taking import PlanChangedError, may_import_agencies, take_over
from .writing import write_agencies, write_rows

__all__ = [
    "AgencyRow",
    "BookRefused",
    "Plan",
    "PlanChangedError",
    "Trouble",
    "may_import_agencies",
    "plan_import",
    "read_book",
    "starter_rows",
    "take_over",
    "write_agencies",
    "write_rows",
]
