"""Languages and templates."""

from django.utils.translation import gettext_lazy as _

from mutabaa.env import repository

LANGUAGE_CODE = "en"
LANGUAGES = [("ar", _("Arabic")), ("en", _("English")), ("fr", _("French"))]
MODELTRANSLATION_LANGUAGES = ("ar", "en", "fr")
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
# A missing label falls back to another language; a recommendation's text is never a translated field.
MODELTRANSLATION_FALLBACK_LANGUAGES = {
    "default": ("en", "ar", "fr"),
    "ar": ("ar", "en", "fr"),
    "fr": ("fr", "en", "ar"),
}
LOCALE_PATHS = [str(repository / "platform" / "mutabaa" / "locale")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [str(repository / "platform" / "mutabaa" / "templates")],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "mutabaa.design.context.face",
                "mutabaa.demo.context.demo_sign_ins",
                "mutabaa.demo.context.demo_files",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "django.templatetags.i18n"],
        },
    }
]
FORM_RENDERER = "mutabaa.design.forms.FaceRenderer"
