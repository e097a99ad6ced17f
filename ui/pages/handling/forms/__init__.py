"""A form for each of the eight steps."""

from __future__ import annotations

from ui.base.step import StepSpec

HERE = "ui.pages.handling.forms."

FORMS: tuple[StepSpec, ...] = (
    StepSpec("receive", f"{HERE}receive:ReceiveForm"),
    StepSpec("isolate", f"{HERE}isolate:IsolateForm"),
    StepSpec("soothe", f"{HERE}soothe:SootheForm"),
    StepSpec("apologise", f"{HERE}apologise:ApologiseForm"),
    StepSpec("gather", f"{HERE}gather:GatherForm"),
    StepSpec("propose", f"{HERE}propose:ProposeForm"),
    StepSpec("confirm", f"{HERE}confirm:ConfirmForm"),
    StepSpec("follow_up", f"{HERE}follow_up:FollowUpForm"),
)
