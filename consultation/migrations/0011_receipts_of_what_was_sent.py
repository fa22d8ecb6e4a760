"""What was approved before receipts were kept by themselves gets its receipt, with the code it had."""

from django.db import migrations


def keep_receipts(apps, schema_editor):
    Submission = apps.get_model("consultation", "Submission")
    Receipt = apps.get_model("consultation", "Receipt")
    sent = Submission.objects.exclude(receipt_code="").exclude(approved_at=None)
    for submission in sent.order_by("pk").iterator():
        stands = submission.state == "approved"
        last = submission.returns.order_by("at").last()
        Receipt.objects.create(
            submission=submission,
            code=submission.receipt_code,
            content_sha256=submission.content_sha256,
            approved_by_id=submission.approved_by_id,
            approved_as="head",
            opinions=submission.opinions.filter(state="approved").count(),
            is_late=submission.is_late,
            issued_at=submission.approved_at,
            ended_at=None if stands else (last.at if last else submission.approved_at),
            ended_why="" if stands else "returned",
        )


class Migration(migrations.Migration):
    dependencies = [("consultation", "0010_agency_workflow")]

    operations = [migrations.RunPython(keep_receipts, migrations.RunPython.noop)]
