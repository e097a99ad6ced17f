"""What stands in the way in the improvement register. A part of ``problems``."""

from __future__ import annotations

from .marks import N_

IMPROVEMENTS: dict[str, str] = {
    "unknown.improvement": N_("This improvement is not in the register."),
    "unknown.improvement_task": N_("This task is gone; somebody has changed the plan."),
    "improvement.no_title": N_("Give the improvement a title."),
    "improvement.no_scope": N_("Say what it is about: a category or a cause."),
    "improvement.long": N_("This is more than {most} characters. Shorten it, please."),
    "improvement.too_many": N_("A plan takes {most} tasks. Put some of them together."),
    "improvement.whys": N_("{most} whys are enough."),
    "improvement.backwards": N_("The period would end on {last}, before it begins on {first}."),
    "improvement.day": N_("{day} is too far away. Choose a day nearer to today."),
    "improvement.target": N_("The target is a drop of 1 to 100 percent."),
    "improvement.difficulty": N_("The effort goes from 1 to 3."),
    "improvement.cost": N_("The amount does not work. Write nothing or more."),
    "improvement.of_warning": N_("This warning has an improvement already: {title}."),
    "improvement.state": N_("That does not go with where “{title}” stands by now. Open it again."),
    "improvement.fixed": N_(
        "“{title}” is in force: what is measured and its target stay. Everything else can be changed."
    ),
    "improvement.undecided": N_("“{title}” waits for a manager's yes. Nothing is begun before that."),
    "improvement.not_yet": N_("{day} is still to come. Put it in force on that day."),
    "improvement.not_in_force": N_("“{title}” is not in force yet: there is nothing to tell."),
    "improvement.too_early": N_("Four weeks have to pass first. It can be judged from {day}."),
    "improvement.not_asked": N_("Nothing was asked about “{title}”."),
    "improvement.no_reason": N_("Say why."),
    "improvement.contradicts": N_("The improvement “{title}” contradicts itself."),
    "improvement.no_letters": N_(
        "Nobody whose complaints led to “{title}” has a name and a home here: there is no letter to write."
    ),
    "improvement.no_words": N_("Write what was changed, as you would say it to a resident."),
    "improvement.unworded": N_(
        "Nobody has written yet what the letters about “{title}” say was changed. “Tell residents” asks for it."
    ),
    "improvement.nobody": N_("No case is behind “{title}”: there is nobody to tell."),
}
