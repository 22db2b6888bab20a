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


_WHY = {
    "unreadable": _("The file can not be read as a PDF. Fetch it again from the e-signature service and send it in."),
    "encrypted": _("The PDF is locked with a password. Save it without a password and have it signed again."),
    "unsigned": _("There is no e-signature in the file. It must be the PDF that the e-signature service gives back."),
    "rotated": _("Pages of the document have been turned. Have the PDF signed just as it is fetched here."),
    "broken": _("The signature of %(whom)s is broken: the document has been changed after it was signed."),
    "partial": _("The signature of %(whom)s does not cover the whole document."),
    "changed": _("The document has been changed after %(whom)s signed it, in a way that a signature does not allow."),
    "other_text": _("The document is another one: its text has not the number of this paper."),
    "issuer": _("Who vouches for the signature of %(whom)s is not on the network's list of trusted issuers."),
    "revoked": _("The certificate of %(whom)s has been revoked."),
    "usage": _("The certificate of %(whom)s is not meant for signing documents."),
    "time_stamp": _("The time stamp on the signature of %(whom)s is broken."),
    "same_person": _("%(whom)s has signed in both offices. Two different people must sign."),
    "missing": _("There is no signature by %(whom)s in the file."),
    "expired": _("The certificate of %(whom)s had run out when the file came in, and no trusted time stamp says when."),
    "name_differs": _("The name in the certificate and the name you wrote are not the same: %(whom)s."),
    "no_text": _("The file holds pictures of pages and no text, so a person compares it with the issued text."),
    "text_differs": _("The text is not word for word the issued one, so a person compares the two."),
    "too_late": _("Meanwhile the paper has been signed in another way, so this file is not needed."),
    "laid_on": _("Something other than signatures has been laid on the pages, so a person looks at them."),
}


def why(word: str, whom: str) -> str:
    """What is said of a signed file, for a word that `figures.weighing` gives."""
    return str(_WHY.get(word, _WHY["unreadable"])) % {"whom": whom}


def may_take_out(*, lists: int) -> Verdict:
    """A file is made of at least one list."""
    return YES if lists else no(_("There is nothing to take out yet."))


def is_picture(*, is_made: bool) -> Verdict:
    """A picture that could be read and made anew."""
    return YES if is_made else no(_("The picture can not be read. Send it as a JPEG or PNG of at least 40 by 40 dots."))
