"""Every address of the workbench, by app."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    # Programs ask most often; whatever stands further down is looked for longer.
    path("", include("perenou.workbench.interface.urls")),
    path("", include("perenou.workbench.desk.urls")),
    path("", include("perenou.workbench.frame.urls")),
    path("account/", include("perenou.workbench.accounts.urls")),
    path("audit/", include("perenou.workbench.audit.urls")),
    path("cases/", include("perenou.workbench.cases.urls")),
    path("entry/", include("perenou.workbench.entry.urls")),
    path("drafts/", include("perenou.workbench.drafts.urls")),
    path("learning/", include("perenou.workbench.learning.urls")),
    path("questions/", include("perenou.workbench.questions.urls")),
    path("jobs/", include("perenou.workbench.jobs.urls")),
    path("texts/", include("perenou.workbench.prose.urls")),
    path("tasks/", include("perenou.workbench.tasks.urls")),
    path("flows/", include("perenou.workbench.flows.urls")),
    path("watch/", include("perenou.workbench.watch.urls")),
    path("network/", include("perenou.workbench.network.urls")),
    path("privacy/", include("perenou.workbench.privacy.urls")),
    path("guide/", include("perenou.workbench.guide.urls")),
    path("handbook/", include("perenou.workbench.handbook.urls")),
    path("practice/", include("perenou.workbench.practice.urls")),
    path("positions/", include("perenou.workbench.positions.urls")),
    path("proposals/", include("perenou.workbench.proposals.urls")),
    path("figures/", include("perenou.workbench.figures.urls")),
    path("", include("perenou.workbench.operations.urls")),
    path("assistant/", include("perenou.workbench.assistant.urls")),
    path("registers/", include("perenou.workbench.registers.urls")),
    path("notices/", include("perenou.workbench.notices.urls")),
    path("references/", include("perenou.workbench.references.urls")),
]

handler400 = "perenou.workbench.frame.errors.bad_request"
handler403 = "perenou.workbench.frame.errors.refused"
handler404 = "perenou.workbench.frame.errors.not_found"
handler500 = "perenou.workbench.frame.errors.broken"
