"""What came from outside: read, accepted, set aside, shortened, answered."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from shared.languages.direction import active_language
from shared.languages.numbers import written_number
from tenants.consultation.actions import moderation, replies
from tenants.consultation.counting import figures_of
from tenants.consultation.finding import comment_for, comments_of, consultation_for
from tenants.consultation.forms import AnswerForm, RedactForm, SetAsideForm
from tenants.consultation.listing import SHOWN, grouped, shown
from tenants.consultation.models import Comment, Consultation
from tenants.consultation.parts import part_with
from tenants.consultation.views.acts import form_page
from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.tracker.acts import one_step

ON_A_PAGE = 25
MOST_AT_ONCE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CONSULT)
def comments(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The queue by tabs, grouped by part. The form accepts what is chosen, or goes on to answer it."""
    member: Member = request.member  # type: ignore[attr-defined]
    consultation = consultation_for(member, pk, Permission.CONSULT)
    which = request.GET.get("show", "")
    figures = figures_of(consultation)
    if which not in SHOWN:
        which = "waiting" if figures.waiting else "unanswered" if figures.unanswered else "all"
    if request.method == "POST":
        return _act(request, member, consultation, which)
    page: Page[Comment] = Paginator(shown(consultation, which), ON_A_PAGE).get_page(request.GET.get("page"))
    labels = {
        "waiting": (_("Waiting"), figures.waiting),
        "unanswered": (_("Without a reply"), figures.unanswered),
        "accepted": (_("Accepted"), figures.accepted),
        "set_aside": (_("Set aside"), figures.set_aside),
        "all": (_("All"), figures.comments),
    }
    context = {
        "consultation": consultation,
        "which": which,
        "page": page,
        "groups": grouped(consultation, page.object_list),
        "tabs": [(name, *labels[name], name == which) for name in SHOWN],
        "figures": figures,
    }
    return render(request, "consultation/comments.html", context)


def _act(request: HttpRequest, member: Member, consultation: Consultation, which: str) -> HttpResponse:
    back = f"{reverse('consultation:comments', args=[consultation.pk])}?show={which}"
    chosen = [request.POST["accept"]] if "accept" in request.POST else request.POST.getlist("comment")
    found = comments_of(consultation, chosen[:MOST_AT_ONCE])
    if not found:
        messages.error(request, _("Choose at least one comment."))
        return redirect(back)
    if request.POST.get("act") == "answer":
        query = QueryDict(mutable=True)
        query.setlist("comment", [str(one.pk) for one in found])
        return redirect(f"{reverse('consultation:answer', args=[consultation.pk])}?{query.urlencode()}")
    number = moderation.accept(comments=found, by=member)
    done = ngettext("%(shown)s comment is accepted.", "%(shown)s comments are accepted.", number)
    messages.success(request, done % {"shown": written_number(number)})
    return redirect(back)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CONSULT)
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer the comments the address names, one or several alike."""
    member: Member = request.member  # type: ignore[attr-defined]
    consultation = consultation_for(member, pk, Permission.CONSULT)
    found = comments_of(consultation, request.GET.getlist("comment")[:MOST_AT_ONCE])
    if not found:
        raise Http404
    former = getattr(found[0], "reply", None) if len(found) == 1 else None
    language = found[0].language if len(found) == 1 else active_language()
    initial = {"language": language}
    if former is not None:
        initial = {"taken": former.taken, "words": former.words, "language": former.language}
    form = AnswerForm(request.POST or None, initial=initial)
    return form_page(
        request,
        title=ngettext("Reply to a comment", "Reply to %(shown)s comments alike", len(found))
        % {"shown": written_number(len(found))},
        form=form,
        act=lambda: replies.answer(comments=found, by=member, **form.cleaned_data),
        done=_("The reply is recorded."),
        button=_("Record the reply"),
        back=reverse("consultation:comments", args=[consultation.pk]),
        consultation=consultation,
        quoted=found,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CONSULT)
def set_aside(request: HttpRequest, pk: UUID) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    comment = comment_for(member, pk)
    form = SetAsideForm(request.POST or None, initial={"reason": comment.reason})
    return form_page(
        request,
        title=_("Set a comment aside"),
        form=form,
        act=lambda: moderation.set_aside(comment=comment, reason=form.cleaned_data["reason"], by=member),
        done=_("The comment is set aside."),
        button=_("Set it aside"),
        back=reverse("consultation:comments", args=[comment.consultation_id]),
        consultation=comment.consultation,
        quoted=[comment],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CONSULT)
def redact(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Leave a passage out of what is published, or show the comment whole again."""
    member: Member = request.member  # type: ignore[attr-defined]
    comment = comment_for(member, pk)
    back = reverse("consultation:comments", args=[comment.consultation_id])
    if request.POST.get("act") == "restore":
        done = _("The comment is whole again.")
        return one_step(request, lambda: moderation.restore(comment=comment, by=member), done=done, back=back)
    form = RedactForm(request.POST or None)
    return form_page(
        request,
        title=_("Leave a passage out"),
        form=form,
        act=lambda: moderation.redact(comment=comment, passage=form.cleaned_data["passage"], by=member),
        done=_("The passage is left out of what others read."),
        button=_("Leave it out"),
        back=back,
        template="redact",
        consultation=comment.consultation,
        part=part_with(comment.consultation.snapshot, comment.part),
        comment=comment,
    )
