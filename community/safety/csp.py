"""Which content policy a response carries: a nonce policy everywhere, one of their own for the two admins."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


class ContentPolicyMiddleware(CSPMiddleware):
    """django-csp, with the admins' policy chosen by path (W3C CSP Level 3)."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The parts of the policy for this response."""
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(settings.ADMIN_PATHS):
            parts.config = settings.ADMIN_CONTENT_POLICY
            parts.nonce = None
        return parts
