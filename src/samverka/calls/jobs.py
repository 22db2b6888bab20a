"""What the worker computes for calls. Safe to run twice."""

from django_tasks import task

from samverka.calls import actions, queries


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
