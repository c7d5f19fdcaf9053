"""Reading pages and filling forms of rounds."""

from datetime import timedelta

from django.utils import timezone

from tests.tenants.followup.conftest import ACCOUNT


def ahead(days=20):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def read(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status, (path, response.status_code)
    return response.content.decode()


def round_form(**instead):
    return {
        "act": "save", "title": "Summer round", "introduction": "", "language": "en", "about": "all", "query": "",
        "deadline": ahead(), "remind_before": "7, 1", "remind_after": "1", "escalate_after": "3", "questions": "1",
        "q0-words": "Who was reached?", "q0-hint": "", "q0-kind": "text", **instead,
    }  # fmt: skip


def answer_form(there, **instead):
    return {
        "act": "save", "seen": "0", "value": "state:partially", "account": ACCOUNT, "language": "en",
        f"answer_{there.questions[0].pk}": "", f"answer_{there.questions[1].pk}": "120", **instead,
    }  # fmt: skip
