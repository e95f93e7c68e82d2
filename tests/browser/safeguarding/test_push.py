"""A notification on an officer's device: from a call to what its worker asks the browser to show.

No push service is asked: what MORI sends to one is decrypted here, and brought to the worker by the
browser's own tools. The tests' browser has no screen and shows no notification to anybody, so what
it was asked to show is noted, and that somebody touched it is said to the worker.
"""

import json
from dataclasses import replace

import pytest

from mori.core.clock import now
from mori.core.sealing import seal
from mori.notifications.channels.push import make_key
from mori.safeguarding.points.models import ContactPoint
from mori.safeguarding.points.rules import Way
from tests.browser import acts
from tests.notifications.channels.conftest import Device
from tests.support.servers.gateway import gateway

from .calling import the_alert

NOTE = """() => {
  self.shown = [];
  self.registration.showNotification = async (title, options) => {
    self.shown.push({ title, ...options });
  };
}"""
TOUCH = """async () => {
  const seen = { opened: [], closed: 0 }, [{ data }] = self.shown;
  self.clients.openWindow = async address => { seen.opened.push(address); };
  const notification = { data, close: () => { seen.closed += 1; } };
  const touched = new Event('notificationclick');
  self.dispatchEvent(Object.assign(touched, { notification, waitUntil: promise => promise }));
  return seen;
}"""


@pytest.fixture
def sent(call, site):
    """What a push service was given for Ningsih's device, as that device reads it."""
    with gateway() as service:
        make_key(site.settings.folder)
        site.settings = replace(site.settings, webpush_hosts="127.0.0.1")
        device = Device(service.url)
        ContactPoint.create(
            person=site.cast.ningsih,
            way=Way.PUSH,
            address="Chrome, Android",
            sealed=seal(site.settings.key, json.dumps(device.subscription)),
            claim="push of a test",
            added_at=now(),
            proven_at=now(),
        )
        acts.tap(call.phone_of(site.cast.sari))
        site.replay()
        (request,) = service.kept
    return device.read(request.body)


@pytest.fixture
def phone(call, site):
    """Ningsih's, whose worker notes what it shows."""
    page = call.phone_of(site.cast.ningsih, scripts=True)
    acts.await_worker(page)
    page.context.service_workers[0].evaluate(NOTE)
    return page


def deliver(page, content: str) -> None:
    """As if the push service had brought it to the browser."""
    devtools, found = page.context.new_cdp_session(page), []
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.append(event))
    devtools.send("ServiceWorker.enable")
    acts.wait_for(lambda: found, lambda: page.wait_for_timeout(50))
    devtools.send(
        "ServiceWorker.deliverPushMessage",
        {
            "origin": page.evaluate("location.origin"),
            "registrationId": found[-1]["registrations"][0]["registrationId"],
            "data": content,
        },
    )


def test_a_device_shows_that_a_task_waits_and_leads_to_the_board(phone, site, sent, said):
    worker = phone.context.service_workers[0]

    deliver(phone, json.dumps(sent))
    acts.wait_for(lambda: worker.evaluate("self.shown.length"))

    (shown,) = worker.evaluate("self.shown")
    assert shown["title"] == said("MORI: 1 task is waiting.")
    assert shown["tag"]  # the next one takes its place
    secrets = (site.cast.sari.name, "Sari", "Tombol", "Button", the_alert(site.cast.sari).key)
    assert not [word for word in secrets if word in json.dumps(shown)]
    assert worker.evaluate(TOUCH) == {"opened": ["/jaga"], "closed": 1}
