"""Addresses that only take forms: who opens one as a page gets to the page above, or is told."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.workbench.conftest import People, signed_in
from tests.workbench.questions import asked, taken

from perenou.workbench.accounts.rights import Role

pytestmark = pytest.mark.django_db


def test_the_address_of_a_refused_form_leads_to_its_page(somebody: People) -> None:
    expert = somebody(Role.EXPERT)
    question = taken(expert, asked(somebody(Role.CASEWORKER)))
    client, at = signed_in(expert), f"/questions/{question.number}/"
    assert client.post(f"{at}write/", {"text": ""}).status_code == 422
    came = client.get(f"{at}write/")
    assert (came.status_code, came["Location"]) == (302, at)
    # The nearest page that there is, and that they may open.
    assert client.get("/tasks/1/close/")["Location"] in ("/tasks/1/", "/tasks/")


def test_where_there_is_no_page_above_it_is_told_in_words(somebody: People) -> None:
    told = Client().get("/language/")
    assert told.status_code == 405
    assert told["Allow"] == "POST"
    page = told.content.decode()
    assert "Sellel aadressil ei ole lehte" in page
    assert "PN-405" in page
    sent = signed_in(somebody(Role.CASEWORKER)).post("/keys/")
    assert sent.status_code == 405
    assert "PN-405" in sent.content.decode()
