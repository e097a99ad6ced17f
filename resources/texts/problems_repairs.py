"""What stands in the way of repairs: people, parts, recurring work. A part of ``problems``."""

from __future__ import annotations

from .marks import N_

REPAIRS: dict[str, str] = {
    # Technicians, contractors, skills
    "unknown.technician": N_("This technician is not in the list (any more)."),
    "unknown.contractor": N_("This contractor is not in the list (any more)."),
    "unknown.skill": N_("There is no skill {key}."),
    "unknown.absence": N_("This time away is gone."),
    "technician.no_name": N_("Write the technician's name."),
    "technician.name_long": N_("This name is too long: {most} characters at most."),
    "technician.twice": N_(
        "{name} is in the list already, with this number. Open that entry, or give this one another number."
    ),
    "technician.colour": N_("There are the colours 1 to {most}."),
    "technician.rate": N_("The rate does not work. Write an amount for one hour, nothing or more."),
    "technician.no_hours": N_(
        "With these hours there is never any work. Give at least one day, or tick “by call”."
    ),
    "technician.gone": N_("{name} does not work here any more. Take them back first."),
    "technician.not_gone": N_("{name} works here already."),
    "contractor.no_name": N_("Write the name of the firm."),
    "contractor.name_long": N_("This name is too long: {most} characters at most."),
    "contractor.twice": N_("{name} is in the list already."),
    "contractor.backwards": N_("The contract would end on {until}, before it begins on {since}."),
    "contractor.rate": N_("The rate does not work. Write an amount, nothing or more."),
    "contractor.ended": N_("The contract of {name} has ended. Renew it first."),
    "contractor.not_ended": N_("The contract of {name} goes on already."),
    "crew.note_long": N_("This is more than {most} characters. Shorten it, please."),
    "skill.no_name": N_("Write what the skill is called."),
    "skill.name_long": N_("This name is too long: {most} characters at most."),
    "skill.twice": N_("The skill {name} is in the list already."),
    "skill.code": N_("“{text}” cannot be a code. Use small letters and figures, such as glazing."),
    "absence.empty": N_("This time away has no length: the end must come after the beginning."),
    "absence.too_long": N_("This is more than {days} days. Somebody who is away for good is let go."),
    "absence.far": N_("{start} is too far from today. Look at the year again."),
    "absence.overlap": N_(
        "{name} is away already then ({kind}, {start} to {end}). Change that entry, or choose another time."
    ),
    # Parts
    "unknown.part": N_("This part is not in the list (any more)."),
    "part.no_code": N_("Give the part a code, such as P-014."),
    "part.code_long": N_("This code is too long: {most} characters at most."),
    "part.no_name": N_("Write what the part is called."),
    "part.name_long": N_("This name is too long: {most} characters at most."),
    "part.twice": N_("The code {mark} belongs to {name}. Give this part another one."),
    "part.price": N_("The price does not work. Write an amount for one piece, nothing or more."),
    "part.below_zero": N_("There cannot be fewer than none."),
    "part.too_many": N_("More than {most} pieces do not fit in any store room. Look at the number again."),
    "part.no_pieces": N_("Say how many pieces: one or more."),
    "part.not_enough": N_(
        "Only {count} of {name} are there. Count them, or write down first what was bought."
    ),
    "part.not_taken": N_("This order took only {count} of {name}; more cannot come back."),
    "part.retired": N_("{name} is not kept any more. Take it into use again first."),
}
