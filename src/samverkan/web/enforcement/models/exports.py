"""A list taken out into a spreadsheet: for whom, on what ground, and the exact file."""

from __future__ import annotations

from django.db import models


class ListExport(models.Model):
    """A list that left: the file under the export's own key, its hash, and its last day.

    `executions` are the numbers of those that it names: the file goes with the first case erased.
    """

    record = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20)
    ground = models.CharField(max_length=40)
    citation = models.CharField(max_length=200)
    recipient = models.CharField(max_length=200)
    need = models.CharField(max_length=400)
    weighing = models.CharField(max_length=1000, blank=True)
    first = models.DateField()
    last = models.DateField()
    form = models.CharField(max_length=4)
    rows = models.PositiveIntegerField()
    executions = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    expires_on = models.DateField()
    by = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    entry = models.BigIntegerField()

    def __str__(self) -> str:
        return self.record

    @property
    def number(self) -> str:
        """Give the part of the reference that its address uses."""
        return self.record.partition("/")[2]
