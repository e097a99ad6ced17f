"""What stands in the way of repairs: people, parts, recurring work. A part of ``problems``."""

from __future__ import annotations

from .marks import N_

REPAIRS: dict[str, str] = {
    # Technicians, contractors, skills
    "unknown.technician": N_("This technician is not in the list (any more)."),
    "unknown.contractor": N_("This contractor is not in the list (any more)."),
    "unknown.skill": N_("There is no skill {key}."),
    "unknown.absence": N_("This time away is gone."),
    "technician.not_found": N_("There is no technician {name}. There are: {names}."),
    "technician.which": N_("Several technicians match {name}: {names}. Write the whole name."),
    "order.no_slips": N_("Choose work orders first."),
    "order.too_many_slips": N_("{n} job slips at once are too many. Choose {most} at most."),
    "schedule.needs_technician": N_(
        "A calendar file is for one technician. Name them with --technician, or write a .pdf."
    ),
    "technician.no_name": N_("Write the technician's name."),
    "technician.name_long": N_("This name is too long: {most} characters at most."),
    "technician.twice": N_(
        "{name} is in the list already, with this number. Open that entry, or give this one another number."
    ),
    "technician.colour": N_("There are the colours 1 to {most}."),
    "technician.rate": N_("The rate does not work. Write an amount for one hour, nothing or more."),
    "technician.no_hours": N_(
        "With these hours there is never any work. Give at least one day, or choose “by call”."
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
        "{name} is away already then ({kind}, {time}). Change that entry, or choose another time."
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
    # Work that comes back
    "unknown.recurring_plan": N_("This plan is not in the list (any more)."),
    "plan.no_title": N_("Write what is to be done."),
    "plan.title_long": N_("This is too long for a title: {most} characters at most."),
    "plan.no_skill": N_("Choose the skill that the work needs."),
    "plan.estimate": N_("Say how long the work takes: a minute at least, a day at most."),
    "plan.minute": N_("This is not a time of the day. Write it as 09:00."),
    "plan.ahead": N_("An order can be made {most} days ahead at most."),
    "plan.far": N_("{day} is too far from today. Look at the year again."),
    "plan.rule": N_(
        "“{text}” is not a rule that can be read. Choose one above, or write it as in FREQ=MONTHLY;BYDAY=1MO."
    ),
    "plan.too_fine": N_("Work comes back once a day at most. Make several plans for several times of a day."),
    "plan.interval": N_("The pause between two times is too long, or none: 1 to {most}."),
    "plan.count": N_("It can come back 1 to {most} times."),
    "plan.two_ends": N_("A rule ends after some times or on a day, not both."),
    "plan.end_before": N_("The rule would end on {until}, before it begins on {since}."),
    "plan.never": N_(
        "By this rule it never comes, at least not within {years} years. Look at the days again."
    ),
    "plan.stopped": N_("“{title}” was stopped. Let it go on first."),
    "plan.not_stopped": N_("“{title}” goes on already."),
    "plan.ended": N_("“{title}” has come to its end. Give it a later end first."),
    # Orders
    "unknown.work_order": N_("There is no work order {key}."),
    "unknown.labour": N_("This working time is gone."),
    "unknown.cost": N_("This cost is gone."),
    "unknown.reading": N_("This reading is gone."),
    "order.no_title": N_("Write what is to be done."),
    "order.no_skill": N_("Choose the skill that the work needs."),
    "order.no_time": N_("The work needs some time: one minute or more."),
    "order.too_long": N_("More than {days} days for one order is too long. Make several orders of it."),
    "order.window": N_(
        "A time at which the resident is in has no length: the end must come after the beginning."
    ),
    "order.window_past": N_(
        "A time at home until {end} is over. Write one that is yet to come, or leave it out."
    ),
    "order.far": N_("{start} is too far from today. Look at the year again."),
    "order.remedy": N_("This remedy belongs to another case or was declined. Choose one of this case."),
    "order.over": N_("The work order {reference} is over and stays as it is."),
    # Slots: what speaks against them
    "slot.empty": N_("This slot has no time: the end must come after the start."),
    "slot.far": N_("{start} is too far from today. Look at the year again."),
    "slot.too_long": N_("A slot is at most one day; this one takes {length}. Split the order."),
    "slot.gone": N_("{technician} does not work here any more on that day."),
    "slot.state": N_("{order} stands at “{state}” and cannot be moved now."),
    "slot.overlap": N_("{technician} is at {other} until {until}."),
    "slot.absent": N_("{technician} is away ({kind}): {time}."),
    "slot.hours": N_("{technician} works {hours} on {day}."),
    "slot.hours_none": N_("{technician} does not work on {day}."),
    "slot.contract": N_("The contract of {technician} with {contractor} does not cover that day."),
    "slot.skill": N_("{technician} does not have the skill for this work."),
    "slot.area": N_("{technician} does not work in that part of the property."),
    "slot.travel": N_("{technician} is at {other} until {until} and needs {minutes} minutes for the way."),
    "slot.travel_on": N_("{technician} has to be at {other} at {since}, {minutes} minutes away."),
    "slot.window": N_("At {order} somebody is in from {since} to {until}."),
    "slot.appointment": N_("The resident of {order} was promised a time between {since} and {until}."),
    "slot.past": N_("That time is over: {until}."),
    "slot.twice": N_("{order} is moved twice at once."),
    "order.split_where": N_(
        "The first part must be shorter than the whole of {minutes} minutes, and longer than nothing."
    ),
    "order.not_a_part": N_("{order} was not split from another order."),
    "order.part_used": N_(
        "{order} has work, costs or an appointment of its own by now, so it stays an order of its own."
    ),
    "order.state": N_("The order stands at “{state}”: that cannot be done with it now."),
    "order.reason_missing": N_("Write a word of why; whoever reads it later will be glad."),
    "order.wait_past": N_("The day on which it goes on must be yet to come."),
    "order.not_for_approval": N_("The work order {reference} does not wait for approval."),
    "order.future": N_("This time is yet to come. Write when it really was."),
    "order.long_ago": N_("{start} is too far from today. Look at the year again."),
    "order.backwards": N_("The work would end before it began. Look at the two times again."),
    "order.longer_than_a_visit": N_(
        "This is more than {days} days for one visit. Look at the two times again."
    ),
    "order.before_the_way": N_("Work cannot begin before the technician set out. Look at the time again."),
    "order.words_missing": N_("Say what is still not right, for those who come next."),
    "order.nobody": N_("Say who did the work, and how long."),
    "order.correct_late": N_(
        "This can be corrected for {hours} hours. Have it checked instead, and make a return visit if need be."
    ),
    "order.return_open": N_("{reference} comes back for this work already."),
    "order.no_picture": N_("{name} is no picture. Choose a photo, or add it as a document."),
    "labour.overlap": N_("The time of {name} is noted already, all of it or a part."),
    "cost.negative": N_("A cost cannot be less than nothing."),
    "cost.nothing": N_("Write what it cost."),
    "cost.too_much": N_("This amount is too large. Look at it again."),
    "cost.no_contractor": N_("An invoice comes from a contractor. Choose which."),
    "cost.no_number": N_("Write the number of the invoice."),
    "cost.twice": N_("Invoice {number} of {name} is written down already, with {reference}."),
    "reading.no_name": N_("Write what was measured."),
    "reading.no_value": N_("Write the value of “{name}”."),
    "appointment.empty": N_("This appointment has no length: the end must come after the beginning."),
    "appointment.too_long": N_(
        "A window of more than a day tells the resident nothing. Choose a shorter one."
    ),
    "appointment.far": N_("{start} is too far from today. Look at the year again."),
    "appointment.past": N_("This time has passed. Agree on one that is yet to come."),
    "appointment.not_now": N_("The order stands at “{state}”: no appointment is made for it now."),
    "appointment.agreed": N_("There is an appointment for {reference} already. Move that one."),
    "appointment.none": N_("There is no appointment for {reference} now."),
    "appointment.not_over": N_("The agreed time is not over yet."),
    "case.orders_open": N_("There are open work orders: {references}. Finish or cancel them first."),
    "order.contradicts": N_(
        "The work order {order} contradicts itself or its case: it was changed from outside."
    ),
    "part.contradicts": N_(
        "The count of the part {part} is not the sum of its moves: it was changed from outside."
    ),
}
