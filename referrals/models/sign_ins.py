"""Who is signed in where, and what opens the door besides a passphrase and an authenticator."""

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class SignIn(AbstractBaseSession):
    """One session. It says whose it is, so that a person can be signed out everywhere; not where, nor with what: no
    address and no kind of browser is kept."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sign_ins")
    since = models.DateTimeField()
    used_at = models.DateTimeField(help_text=_("to within a few minutes"))

    class Meta:
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")


class RecoveryCode(models.Model):
    """A code that takes the place of an authenticator once. Of it a hash is kept."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("recovery code")
        verbose_name_plural = _("recovery codes")

    def __str__(self) -> str:
        return gettext("used") if self.used_at else gettext("unused")
