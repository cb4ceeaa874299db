"""One file by itself: from what was read to its model, or all that its kind has against it."""

from __future__ import annotations

from pydantic import ValidationError

from partnerbook.findings import Finding, Ref, Repair
from partnerbook.load.digits import bare_digits
from partnerbook.load.files import stem_of
from partnerbook.load.refusals import refusals
from partnerbook.load.said import shape
from partnerbook.load.sense import nonsense
from partnerbook.model.agreement import AgreementFile
from partnerbook.model.base import Part
from partnerbook.model.kinds import KindInfo
from partnerbook.source.yaml_text import YamlDocument


class VerdictsDifferError(AssertionError):
    """Our bug: the model refuses a document in which the schema finds nothing wrong."""


def judged(info: KindInfo, yaml: YamlDocument) -> tuple[Part | None, list[Finding]]:
    """The model of one file; None with the findings about it."""
    path = yaml.path
    try:
        model = info.model.model_validate(yaml.data)
    except ValidationError as error:
        said = refusals(path, info.kind, yaml.data)
        if not said:
            raise VerdictsDifferError(f"{path}: {error}") from error
        known = {finding.places[0].at for finding in said}
        digits = bare_digits(info.kind, yaml)
        return None, said + [one for one in digits if one.places[0].at not in known]
    said = [*nonsense(path, model), *_misnamed(path, model), *bare_digits(info.kind, yaml)]
    return (None if said else model), said


def _misnamed(path: str, model: Part) -> list[Finding]:
    """The finding about an agreement whose file is not called by its form and version."""
    if not isinstance(model, AgreementFile):
        return []
    stem, meant = stem_of(path), f"{model.form}-{model.version}"
    if stem == meant:
        return []
    other_version = stem.startswith(f"{model.form}-")
    at = Ref(path).child("version" if other_version else "form")
    return [
        shape(
            "file-name",
            f"this is version {model.version} of {model.form}, but the file is called {stem}.yml",
            at,
            f"so the file is {meant}.yml",
            help=(
                Repair(f"rename the file to {meant}.yml"),
                Repair("or correct the form or version"),
            ),
        )
    ]
