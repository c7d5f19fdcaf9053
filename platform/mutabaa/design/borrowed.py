"""Words of django-allauth that stand on our pages and are said in our own way in Arabic and French.

The project's catalogue goes before a package's; naming the words here keeps them in it when catalogues are extracted.
"""

from django.utils.translation import gettext_noop as _

OF_ALLAUTH = (
    _("Email"),
    _("Email address"),
    _("Password (again)"),
    _("New Password (again)"),
    _("Remember Me"),
    _("The email address and/or password you specified are not correct."),
    _("Too many failed login attempts. Try again later."),
    _("You must type the same password each time."),
    _("The password reset token was invalid."),
    _("Incorrect code."),
    _("Invalid or expired key."),
    _("Code"),
    _("Authenticator code"),
    _("Enter your password:"),
    _("Enter an authenticator code:"),
    _("Use authenticator app or code"),
    _("Key nr. {number}"),
    _("Passwordless"),
    _("Password successfully changed."),
    _("Password successfully set."),
    _("Primary email address set."),
    _("Confirmation email sent to %(email)s."),
    _("You have confirmed %(email)s."),
    _("Removed email address %(email)s."),
    _("You have signed out."),
)
