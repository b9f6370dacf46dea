"""Pages of certificates: the holder's, the stranger's, the one who looks after them, and the documents for machines."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from community.pages.qr import code_of
from community.people.access import member_required
from community.safety.uploads import attach, download
from training.addresses import catalogue_url
from training.models import Certificate, CertificatePaper, CertificateRevocation, SigningKey
from training.study import study_course

from . import services, verifying
from .badges import CREDENTIAL_MEDIA_TYPE, CREDENTIAL_TYPE, issuer_did, key_document, status_list
from .doubts import doubtful, with_doubts
from .forms import RevokeForm, VerifyForm
from .permissions import can_revoke
from .signing import NoKey, signer
from .transcript import as_csv, transcript_of

if TYPE_CHECKING:
    from community.people.models import AnyRequest, MemberRequest

PER_PAGE = 30


def _crumbs(*steps: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Home"), "/"), (_("Training"), catalogue_url()), *steps]


def _transcript_crumb() -> tuple[str, str]:
    return (_("Transcript"), reverse("training:transcript"))


def _own_or_404(request: MemberRequest, number: str) -> Certificate:
    rows = Certificate.objects.visible_to(request.user).with_standing().select_related("supersedes")
    found: Certificate = get_object_or_404(rows, number=number)
    return found


@member_required
@require_safe
def certificates(request: MemberRequest) -> HttpResponse:
    return redirect("training:transcript")


@member_required
@require_safe
def certificate(request: MemberRequest, number: str) -> HttpResponse:
    own = _own_or_404(request, number)
    context = {
        "certificate": own,
        "status": verifying.status_shown(own),
        "study": study_course(request.user, own.course) if own.course.live else None,
        "code": code_of(own.verification_address),
        "crumbs": _crumbs(_transcript_crumb(), (own.number, "")),
    }
    return render(request, "training/certificate_detail.html", context)


@member_required
@require_safe
def certificate_paper(request: MemberRequest, number: str) -> FileResponse:
    papers = CertificatePaper.objects.filter(certificate__member=request.user, certificate__revocation=None)
    return download(get_object_or_404(papers, certificate__number=number).file, name=number)


@member_required
@require_safe
def certificate_badge(request: MemberRequest, number: str) -> FileResponse:
    own = get_object_or_404(Certificate.objects.visible_to(request.user), number=number, revocation=None)
    return attach(BytesIO(own.credential.encode()), name=f"{number}.jwt", content_type=CREDENTIAL_MEDIA_TYPE)


@member_required
@require_safe
def transcript(request: MemberRequest) -> HttpResponse:
    context = {"transcript": transcript_of(request.user), "crumbs": _crumbs((_("Transcript"), ""))}
    return render(request, "training/transcript.html", context)


@member_required
@require_safe
def transcript_csv(request: MemberRequest) -> FileResponse:
    table = as_csv(transcript_of(request.user))
    return attach(BytesIO(table.encode("utf-8-sig")), name="transcript.csv", content_type="text/csv; charset=utf-8")


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: AnyRequest) -> HttpResponse:
    form = VerifyForm(request.POST or None)
    if request.method != "POST":
        return _render_verify(request, form)
    if verifying.has_guessed_too_much(request):
        return _render_verify(request, form, status=verifying.TOO_MANY)
    if not form.is_valid():
        return _render_verify(request, form, status=422)
    asked = {key: form.cleaned_data[key] for key in ("token", "number", "name")}
    found = verifying.find(**asked)
    if found is None:
        verifying.count_miss(request)
        form.add_error(None, _("No certificate has these details. Compare each sign with the certificate."))
        return _render_verify(request, form, status=422)
    return HttpResponseRedirect(found.get_verification_url(), status=303)


@require_safe
def verification(request: AnyRequest, token: str) -> HttpResponse:
    if verifying.has_guessed_too_much(request):
        return _render_verify(request, VerifyForm(), status=verifying.TOO_MANY)
    found = verifying.find(token=token)
    if found is None:
        verifying.count_miss(request)
        raise Http404
    context = {
        "certificate": found,
        "status": verifying.status_shown(found),
        "may_revoke": can_revoke(request.user),
        "crumbs": _crumbs((_("Check a certificate"), reverse("training:verify")), (found.number, "")),
    }
    return _unlisted(render(request, "training/verify_result.html", context))


def _render_verify(request: AnyRequest, form: VerifyForm, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "is_limited": status == verifying.TOO_MANY,
        "may_revoke": can_revoke(request.user),
        "crumbs": _crumbs((_("Check a certificate"), "")),
    }
    response = _unlisted(render(request, "training/verify.html", context, status=status))
    if status == verifying.TOO_MANY:
        response["Retry-After"] = "600"
    return response


def _unlisted(response: HttpResponse) -> HttpResponse:
    """No search engine, and no cache between, keeps who has which certificate."""
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "same-origin"  # stricter, browsers post with “Origin: null”, which is refused
    return response


@member_required
@require_safe
def certificate_register(request: MemberRequest) -> HttpResponse:
    if not can_revoke(request.user):
        raise Http404
    words, in_doubt = request.GET.get("q", "").strip()[:200], "doubt" in request.GET
    rows = doubtful() if in_doubt else with_doubts(Certificate.objects.all())
    page = Paginator(rows.found(words).with_standing().newest_first(), PER_PAGE).get_page(request.GET.get("page"))
    asked = {name: value for name, value in (("q", words), ("doubt", "1" if in_doubt else "")) if value}
    context = {
        "page": page,
        "q": words,
        "in_doubt": in_doubt,
        "query": f"{urlencode(asked)}&" if asked else "",
        "crumbs": _crumbs((_("Issued certificates"), "")),
    }
    return render(request, "training/certificate_register.html", context)


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def certificate_revoke(request: MemberRequest, number: str) -> HttpResponse:
    if not can_revoke(request.user):
        raise Http404
    asked = get_object_or_404(Certificate.objects.with_standing(), number=number)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.revoke(certificate=asked, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("The certificate is revoked. Its holder is told why."))
        return HttpResponseRedirect(asked.get_verification_url(), status=303)
    crumbs = _crumbs((_("Issued certificates"), reverse("training:certificate_register")), (asked.number, ""))
    context = {"certificate": asked, "form": form, "crumbs": crumbs}
    return render(request, "training/certificate_revoke.html", context, status=422 if form.is_bound else 200)


@require_safe
@cache_control(public=True, max_age=300)
def certificate_keys(request: AnyRequest) -> HttpResponse:
    keys = dict.fromkeys(SigningKey.objects.order_by("-first_used_at").values_list("public_key", flat=True))
    if settings.CERTIFICATE_KEY:
        keys = {signer().public_key: None} | keys
    return _for_machines(json.dumps(key_document(keys), indent=2), "application/did+json")


@require_safe
@cache_control(public=True, max_age=300)
def certificate_status(request: AnyRequest, year: int) -> HttpResponse:
    revoked = CertificateRevocation.objects.filter(certificate__number__startswith=f"CDH-{year}-")
    serials = list(revoked.values_list("certificate__serial", flat=True))
    try:
        key = signer()
    except NoKey as problem:
        return JsonResponse({"detail": problem.message}, status=503)
    signed = key.sign_jwt(
        status_list(year, serials, at=timezone.now()), issuer=issuer_did(), media_type=CREDENTIAL_TYPE
    )
    return _for_machines(signed, CREDENTIAL_MEDIA_TYPE)


def _for_machines(text: str, media_type: str) -> HttpResponse:
    headers: dict[str, Any] = {"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(text, content_type=media_type, headers=headers)
