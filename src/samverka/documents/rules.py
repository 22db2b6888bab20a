"""What may be stored."""

from django.utils.translation import gettext_lazy as _

from samverka.core.verdicts import YES, Verdict, no
from samverka.documents.figures.content import ContentType

MOST_BYTES = 10_000_000
_PDF_FAULTS = {
    "encrypted": _("The PDF is locked with a password. Save it without a password and try again."),
    "active": _("The PDF holds something that runs by itself, such as a script. Print it to a new PDF and try again."),
    "files": _("The PDF holds other files inside. Send them one by one instead."),
    "broken": _("The PDF can not be read. Open it, save it as a new PDF and try again."),
}


def may_store(*, content_type: ContentType | None, size: int) -> Verdict:
    """A file of a kind and size that is taken in."""
    if not size:
        return no(_("The file is empty. Choose another file."))
    if size > MOST_BYTES:
        return no(_("The file is larger than 10 MB. Make it smaller, or scan it in lower resolution."))
    if content_type is None:
        return no(_("Only PDF, PNG, JPEG and Excel workbooks without macros (.xlsx) can be sent in."))
    return YES


def is_safe_pdf(fault: str) -> Verdict:
    """A PDF that does nothing but show its pages."""
    return YES if fault == "clean" else no(_PDF_FAULTS.get(fault, _PDF_FAULTS["broken"]))


def may_take_out(*, lists: int) -> Verdict:
    """A file is made of at least one list."""
    return YES if lists else no(_("There is nothing to take out yet."))


def is_picture(*, is_made: bool) -> Verdict:
    """A picture that could be read and made anew."""
    return YES if is_made else no(_("The picture can not be read. Send it as a JPEG or PNG of at least 40 by 40 dots."))
