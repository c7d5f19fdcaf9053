"""What other parts of the plan's page may show: the consultations about a plan."""

from __future__ import annotations

from django.db.models import Q

from tenants.consultation.models import Consultation
from tenants.consultation.models.consultation import ConsultationQuerySet
from tenants.planning.models import Plan


def consultations_about(plan: Plan) -> ConsultationQuerySet:
    """Those about the plan as it stands or one of its versions, newest first. One query when it is read."""
    found: ConsultationQuerySet = Consultation.objects.filter(Q(plan=plan) | Q(version__plan=plan))
    return found.without_text().newest_first()
