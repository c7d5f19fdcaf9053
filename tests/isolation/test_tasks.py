"""A task knows whose work it does, or fails; through a real broker and worker loop, in memory."""

from uuid import uuid4

import pytest
from celery import Celery
from celery.exceptions import Retry
from django.db import connection

from shared.isolation.scope import NoScope, current_scope, in_institution, in_network, scope_or_none
from shared.isolation.tasks import HEADER, InstitutionNotServing, InstitutionTask, NetworkTask
from tenants.institutions.models import Institution, Standing

seen = []


@pytest.fixture
def app():
    """A Celery application whose broker is a list in this process; nothing is eager."""
    seen.clear()
    app = Celery("tests", broker="memory://", set_as_current=False)
    app.conf.task_ignore_result = True
    app.conf.broker_transport_options = {"polling_interval": 0.01}
    yield app
    app.close()


def look():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        seen.append((cursor.fetchone()[0], current_scope().key))


@pytest.fixture
def institutions(app):
    return app.task(look, base=InstitutionTask, name=f"look-{uuid4()}")


@pytest.fixture
def networks(app):
    return app.task(look, base=NetworkTask, name=f"look-{uuid4()}")


@pytest.fixture
def again(app):
    def fail_once(self):
        look()
        if self.request.retries == 0:
            raise self.retry(countdown=0)

    return app.task(fail_once, base=InstitutionTask, bind=True, name=f"again-{uuid4()}")


def deliver(app, task):
    """Take one message off the queue and run it as a worker's child process does. Returns (state, result)."""
    from celery.app.trace import build_tracer

    with app.connection_for_read() as broker, broker.SimpleQueue("celery") as queue:
        message = queue.get(timeout=2)
        message.ack()
    args, kwargs, _embedded = message.payload
    tracer = build_tracer(task.name, task, app=app)
    request = {**message.headers, "delivery_info": {}, "is_eager": False}
    assert scope_or_none() is None
    result = tracer(message.headers["id"], args, kwargs, request)
    assert scope_or_none() is None
    return result


def test_a_task_is_not_sent_without_its_institution(institutions):
    for send in (institutions.delay, institutions.apply_async, institutions.apply, institutions.si().apply_async):
        with pytest.raises(NoScope):
            send()
    with in_network(), pytest.raises(NoScope):
        institutions.delay()


def test_a_task_runs_under_the_role_of_the_institution_that_sent_it(app, institutions, committed):
    for place in (committed.alef, committed.ba):
        with in_institution(place.institution):
            institutions.delay()
    deliver(app, institutions)
    deliver(app, institutions)
    assert seen == [
        (place.institution.schema_name, str(place.institution.pk)) for place in (committed.alef, committed.ba)
    ]


def test_a_senders_own_header_cannot_name_another_institution(app, institutions, committed):
    with in_institution(committed.alef.institution):
        institutions.apply_async(headers={HEADER: str(committed.ba.institution.pk), "kept": "yes"})
    deliver(app, institutions)
    assert seen[0][0] == committed.alef.institution.schema_name


def test_a_message_without_its_institution_fails_and_does_not_run(app, institutions, committed):
    app.send_task(institutions.name)
    info = deliver(app, institutions).info
    assert (info.state, type(info.retval)) == ("FAILURE", NoScope)
    assert seen == []
    with pytest.raises(NoScope):
        institutions()


def test_a_scope_around_a_worker_is_not_taken_for_the_messages(institutions, committed):
    institutions.push_request(headers={})
    try:
        with in_institution(committed.alef.institution), pytest.raises(NoScope):
            institutions()
    finally:
        institutions.pop_request()
    assert seen == []


def carried(task, institution_id):
    task.push_request(headers={HEADER: str(institution_id)})
    try:
        return task()
    finally:
        task.pop_request()


def test_a_task_of_an_unknown_institution_fails(institutions, committed):
    with pytest.raises(InstitutionNotServing):
        carried(institutions, uuid4())
    with pytest.raises(ValueError, match="UUID"):
        carried(institutions, "alef")
    assert seen == []


@pytest.mark.parametrize("standing", [one for one in Standing if one != Standing.READY])
def test_a_task_of_an_institution_that_does_not_serve_fails(institutions, ready, standing):
    with pytest.raises(InstitutionNotServing):
        carried(institutions, ready(standing).pk)
    assert seen == []


def test_an_institution_suspended_after_the_sending_is_not_worked_for(app, institutions, ready):
    institution = ready()
    with in_institution(institution):
        institutions.delay()
    Institution.objects.using("migrator").filter(pk=institution.pk).update(standing=Standing.SUSPENDED)
    assert type(deliver(app, institutions).info.retval) is InstitutionNotServing
    assert seen == []


@pytest.mark.parametrize("eager", ["apply", "always_eager"])
def test_a_task_run_at_once_runs_in_its_institution_too(app, institutions, committed, eager):
    app.conf.task_always_eager = eager == "always_eager"
    with in_institution(committed.ba.institution):
        result = institutions.apply() if eager == "apply" else institutions.delay()
        assert result.state == "SUCCESS", result.result
        assert current_scope().institution_id == committed.ba.institution.pk
    assert seen == [(committed.ba.institution.schema_name, str(committed.ba.institution.pk))]


def test_a_retry_keeps_its_institution(app, again, committed):
    with in_institution(committed.alef.institution):
        again.delay()
    deliver(app, again)
    deliver(app, again)
    assert [role for role, _ in seen] == [committed.alef.institution.schema_name] * 2


def test_a_retry_in_a_call_without_a_broker_says_so(again, committed):
    again.push_request(headers={HEADER: str(committed.alef.institution.pk)}, called_directly=False, is_eager=True)
    try:
        with pytest.raises(Retry) as caught:
            again()
        assert caught.value.sig.options["headers"][HEADER] == str(committed.alef.institution.pk)
    finally:
        again.pop_request()


def test_a_network_task_runs_in_the_networks_scope_whoever_sends_it(app, networks, committed):
    with in_institution(committed.alef.institution):
        networks.delay()
    deliver(app, networks)
    assert seen == [("mutabaa_network", "network")]


def test_a_worker_between_two_tasks_may_do_nothing(app, institutions, committed):
    with in_institution(committed.alef.institution):
        institutions.delay()
    deliver(app, institutions)
    if connection.connection is not None:
        assert connection.connection.execute("SELECT current_user = session_user").fetchone() == (True,)


def test_a_failed_task_leaves_its_scope(app, committed):
    def fail():
        raise ValueError

    task = app.task(fail, base=InstitutionTask, name=f"fail-{uuid4()}")
    with in_institution(committed.alef.institution):
        task.delay()
    assert type(deliver(app, task).info.retval) is ValueError
    assert scope_or_none() is None
