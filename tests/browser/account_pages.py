"""Page types of accounts: in, out, new passwords, other addresses."""

from __future__ import annotations

from tests.browser.page_type import PageType, Sent

BAD_PASSWORDS = {"oldpassword": "wrong", "password1": "short", "password2": "other"}
WRONG_LOGIN = Sent("form:has(input[name=password])", {"login": "scene.nobody@hub.example", "password": "wrong"})
ASK_CODE = Sent("main form[method=post]", {"email": "scene.newcomer@hub.example"})

PAGE_TYPES = [
    PageType("sign in", "account_login", "account/login.html", "/accounts/login/"),
    PageType("sign in with errors", "account_login", "account/login.html", "/accounts/login/", sent=WRONG_LOGIN),
    PageType("create account", "account_signup", "account/signup.html", "/accounts/signup/"),
    PageType("create account with errors", "account_signup", "account/signup.html", "/accounts/signup/",
             sent=Sent("main form[method=post]", {"email": "no address", "password1": "short"})),
    PageType("confirm your address", "account_email_verification_sent", "account/verification_sent.html",
             "/accounts/confirm-email/"),
    PageType("confirm this address", "account_confirm_email", "account/email_confirm.html", "confirm_email"),
    PageType("confirmation that is over", "account_confirm_email", "account/email_confirm.html",
             "/accounts/confirm-email/no-such-key/"),
    PageType("sign out", "account_logout", "account/logout.html", "/accounts/logout/", "learner"),
    PageType("account closed", "account_inactive", "account/account_inactive.html", "/accounts/inactive/"),
    PageType("say again who you are", "account_reauthenticate", "account/reauthenticate.html",
             "/accounts/reauthenticate/", "learner"),
    PageType("e-mail addresses", "account_email", "account/email.html", "/accounts/email/", "newcomer"),
    PageType("change password", "account_change_password", "account/password_change.html",
             "/accounts/password/change/", "learner"),
    PageType("change password with errors", "account_change_password", "account/password_change.html",
             "/accounts/password/change/", "newcomer", sent=Sent("main form[method=post]", BAD_PASSWORDS)),
    PageType("forgot password", "account_reset_password", "account/password_reset.html", "/accounts/password/reset/"),
    PageType("forgot password, sent", "account_reset_password_done", "account/password_reset_done.html",
             "/accounts/password/reset/done/"),
    PageType("new password", "account_reset_password_from_key", "account/password_reset_from_key.html",
             "reset_password"),
    PageType("new password, link is over", "account_reset_password_from_key", "account/password_reset_from_key.html",
             "/accounts/password/reset/key/1-no-such-key/"),
    PageType("new password set", "account_reset_password_from_key_done", "account/password_reset_from_key_done.html",
             "/accounts/password/reset/key/done/"),
    PageType("ask for a code", "account_request_login_code", "account/request_login_code.html",
             "/accounts/login/code/"),
    PageType("type the code", "account_confirm_login_code", "account/confirm_login_code.html",
             "/accounts/login/code/", sent=ASK_CODE),
]  # fmt: skip

NO_PAGE = {
    "account_set_password": "leads to the page that changes it: every account has a password",
}
