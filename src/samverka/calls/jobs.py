"""What the worker computes for calls, and the papers it makes and judges. Safe to run twice."""

from django_tasks import task

from samverka.calls import actions, exports, queries
from samverka.calls.models import SignedFile, TrustedIssuer
from samverka.core import clock


@task()
def make_paper(kind: str, paper_id: int) -> str:
    """Make the PDF of a letter's or an arrangement's text, with places to sign; `made`, or why not."""
    paper = queries.paper_to_make(kind, paper_id)
    if paper is None:
        return "nothing to do"
    text_sha256 = paper.text_sha256
    made = exports.paper(paper)
    return (
        "made" if actions.keep_issued(paper=paper, text_sha256=text_sha256, data=made, at=clock.now()) else "too late"
    )


@task()
def seal_approval(signatory_id: int) -> str:
    """Make the proof of an approval in the system, under the installation's seal; `made`, or why not."""
    signatory = queries.approval_to_seal(signatory_id)
    if signatory is None:
        return "nothing to do"
    made = exports.proof(signatory)
    return "made" if actions.keep_proof(signatory=signatory, data=made, at=clock.now()) else "too late"


@task()
def judge_file(file_id: int) -> str:
    """Judge a signed PDF that has come in; the outcome, or why not."""
    signed = queries.file_to_judge(file_id)
    if signed is None:
        return "nothing to do"
    paper = signed.signs
    if paper.issued_file is None:
        make_paper.func(queries.paper_column(paper), paper.pk)
        paper.refresh_from_db(fields=["issued_file"])
    answer, trust_list, issuers = queries.judgement_of(signed)
    strict = frozenset(
        one.certificate_sha256
        for one in issuers
        if one.purpose == TrustedIssuer.Purpose.PERSONS and one.needs_non_repudiation
    )
    judged: SignedFile = actions.judge_signed_file(
        signed=signed, answer=answer, trust_list=trust_list, strict=strict, at=clock.now()
    )
    return judged.outcome


@task()
def make_study(study_id: int) -> str:
    """Compute the front and the firmness of a selection; `made`, or why not."""
    study = queries.study_to_make(study_id)
    if study is None:
        return "nothing to do"
    return "made" if actions.finish_study(study=study) else "made before"


@task()
def reckon(reckoning_id: int) -> str:
    """Compute the whole answer to a selection's basis; `made`, or why not."""
    reckoning = queries.reckoning_to_make(reckoning_id)
    if reckoning is None:
        return "nothing to do"
    return "made" if actions.finish_reckoning(reckoning=reckoning) else "made before"
