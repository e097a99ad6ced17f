"""What the application says when something in the user's world stands in the way.

Each code of a ``UserProblem`` has its sentence: what happened, what is safe, what to do. The facts in braces
come from the problem. A pair marked with ``NN_`` is chosen by the fact ``n``.
"""

from __future__ import annotations

from .marks import N_, NN_, Plural
from .problems_improvements import IMPROVEMENTS
from .problems_insights import INSIGHTS
from .problems_repairs import REPAIRS
from .problems_summaries import SUMMARIES
from .problems_timing import TIMING

UNKNOWN_PROBLEM = N_("This did not work ({code}). Nothing was changed, and your words are kept.")

PROBLEMS: dict[str, str | Plural] = {
    "unit.unknown": N_("No unit {unit}."),
    "unit.unknown_near": N_("No unit {unit}. Did you mean {near}?"),
    # Intake
    "finder.nobody": N_(
        "No home and nobody is found for “{words}”. Press Enter again to go on; the words are kept."
    ),
    "attachment.too_large": N_(
        "{name} is larger than {megabytes} MB. Send a smaller picture or only a part of the film."
    ),
    # Accounts, options, the store
    "not_allowed": N_("Your role does not allow this. Ask a manager or an administrator."),
    "changed_meanwhile": N_(
        "Somebody else saved this meanwhile. Your words are kept: look at what changed, then save again."
    ),
    "store.unwritable": N_(
        "Redress cannot write to {path}. Choose a folder of your own, or ask for the right to write there."
    ),
    "store.not_ours": N_("{path} is not a Redress database. Nothing in it was changed."),
    "store.damaged": N_(
        "{path} is damaged or is not a database ({detail}). Nothing in it was changed. Bring back the latest backup."
    ),
    "store.newer": N_(
        "This data was written by a newer Redress ({found}; this one knows {known}). Install the newer version."
    ),
    "store.busy": N_("Another program is using the data in {path}. Try again in a moment."),
    "store.full": N_("The disk is full: nothing was saved. Make room in {path} and try again."),
    "store.snapshot_failed": N_("The backup {path} could not be proved ({detail}), so nothing was changed."),
    "account.already_set_up": N_("This property has been set up already."),
    "account.sign_in_needed": N_("Sign in first."),
    "account.wrong_password": N_(
        "The name or the password is not right. After {limit} failures in a row there is a pause."
    ),
    "account.locked": NN_(
        "Too many wrong passwords. Try again in {n} minute.",
        "Too many wrong passwords. Try again in {n} minutes.",
    ),
    "account.inactive": N_("{name} no longer has access."),
    "account.no_password": N_("{name} has no password yet. An administrator can give one."),
    "account.ambiguous_name": N_("Several people are called {name}. Use the sign-in name."),
    "account.password_short": N_(
        "A password needs at least {minimum} characters. A short sentence is easy to remember."
    ),
    "account.password_long": N_("This password is too long."),
    "account.password_is_name": N_("The password must not be the name itself."),
    "account.login_unfit": N_("A sign-in name is one word, without blanks."),
    "account.login_taken": N_("The sign-in name {login} is taken."),
    "account.name_missing": N_("Enter the name."),
    "account.limit_negative": N_("The limit cannot be below zero."),
    "account.last_administrator": N_("{name} is the last administrator. Make another one first."),
    "account.right_kept": N_("Administrators keep this right: without it nobody could give it back."),
    "option.unfit": N_("This does not fit: {value}"),
    "option.missing": N_("This cannot be empty."),
    "option.out_of_range": N_("Enter a whole number from {least} to {most}."),
    "phrase.empty": N_("A phrase needs words. To have the original back, restore it."),
    "view.name_missing": N_("Give the view a name."),
    "category.name_missing": N_("A category needs a name in both languages."),
    "category.too_deep": N_("Categories have two levels only."),
    "cause.name_missing": N_("A cause needs a name in both languages."),
    "cause.too_deep": N_("Causes have two levels only."),
    "unknown.staff": N_("This person is not among the staff."),
    "unknown.option": N_("There is no option {key}."),
    "unknown.category": N_("There is no category {key}."),
    "unknown.cause": N_("There is no cause {key}."),
    "unknown.policy_version": N_("There are no such targets."),
    "unknown.saved_view": N_("This view is gone."),
    "database.damaged": N_("The database file is damaged: {detail}"),
    "reference.dangling": NN_(
        "{n} line of {table} points to something that is gone ({column}, first: {id}).",
        "{n} lines of {table} point to something that is gone ({column}, first: {id}).",
    ),
    "audit.broken": N_(
        "The audit trail does not hold from entry {entry} on: something was changed or taken out."
    ),
    "audit.shortened": NN_(
        "{n} entry is missing at the end of the audit trail, after {last}.",
        "{n} entries are missing at the end of the audit trail, after {last}.",
    ),
    "attachment.missing": N_("An attachment of {case} is missing ({file})."),
    "attachment.damaged": N_("An attachment of {case} is not what was recorded ({file})."),
    "case.contradicts": N_("{case} contradicts itself: its status and its steps were changed from outside."),
    "attachment.stray": N_("A file that no case refers to: {file}"),
    "store.disk": N_(
        "The disk does not answer as it should ({path}). Nothing was saved. Check the disk before you go on."
    ),
    # The directory, and files that are read in
    "unit.ambiguous": N_("Several units fit “{unit}”: {near}. Type a little more."),
    "unknown.place": N_("This place is no longer in the directory."),
    "unknown.resident": N_("This resident is no longer in the directory."),
    "unknown.residency": N_("This entry about who lives where is gone."),
    "place.no_code": N_("Give the place a number or a name."),
    "place.exists": N_("{label} is there already."),
    "place.wrong_parent": N_("This cannot hang there ({kind}). Choose another place above it."),
    "place.own_child": N_("{label} cannot hang below itself."),
    "place.retired": N_("{label} is no longer in use. Take it into use again first."),
    "place.occupied": NN_(
        "{n} person still lives in {label}. Let them move out first.",
        "{n} people still live in {label}. Let them move out first.",
    ),
    "place.has_children": NN_(
        "{n} place still hangs below {label}. Retire it first.",
        "{n} places still hang below {label}. Retire them first.",
    ),
    "resident.no_name": N_("Enter the name."),
    "contact.phone": N_(
        "“{phone}” is not a telephone number. Write its digits, with an extension after “ext.”"
    ),
    "contact.email": N_("“{email}” is not an e-mail address."),
    "residency.twice": N_("They live in {label} already at that time."),
    "residency.backwards": N_("They would move out ({until}) before moving in ({since})."),
    "file.missing": N_("There is no file {name}."),
    "file.empty": N_("{name} is empty."),
    "file.unreadable": N_(
        "{name} cannot be read; it may be damaged. Open it in its own program and save it again."
    ),
    "file.unwritable": N_("{name} cannot be written. Choose another folder, or close it where it is open."),
    "file.not_a_table": N_("{name} is not a table. Save it as CSV or Excel (xlsx)."),
    "file.too_large": N_(
        "{name} is too large to be read safely. Divide it, or save only the rows and columns that are filled."
    ),
    "file.locked": N_("{name} is protected by a password. Save it without one."),
    "file.no_sheet": N_("{name} has no sheet {sheet}."),
    "file.cut": N_("The file ends in the middle of line {line}; more may be missing."),
    "file.ragged": NN_(
        "{n} row has more or fewer cells than the header.",
        "{n} rows have more or fewer cells than the header.",
    ),
    "file.bad_bytes": NN_(
        "{n} character could not be read and is shown as �.",
        "{n} characters could not be read and are shown as �.",
    ),
    "file.nuls": NN_("{n} empty character was left out.", "{n} empty characters were left out."),
    "file.stray_quote": NN_(
        "{n} line has a quotation mark that nothing closes (line {line}).",
        "{n} lines have a quotation mark that nothing closes (first: line {line}).",
    ),
    "file.title_rows": NN_(
        "{n} line above the header was passed over.", "{n} lines above the header were passed over."
    ),
    "file.other_sheets": NN_(
        "Only the sheet {sheet} was read; {n} further sheet was not.",
        "Only the sheet {sheet} was read; {n} further sheets were not.",
    ),
    "file.no_headers": N_("The table has no header row."),
    "row.cut": N_("The file ends in the middle of this row."),
    "row.too_many_cells": NN_(
        "{n} cell too many: a comma may stand where none belongs.",
        "{n} cells too many: a comma may stand where none belongs.",
    ),
    "row.too_long": N_(
        "“{column}” holds more than {most} characters. Divide it over two rows, or shorten it."
    ),
    "rejects.same_file": N_(
        "{name} is the file that is being read in. Choose another name for the rows that are not taken."
    ),
    "mapping.unknown_values": NN_(
        "{n} value of “{column}” is not known to the mapping and was taken for the usual one: {values}.",
        "{n} values of “{column}” are not known to the mapping and were taken for the usual one: {values}.",
    ),
    "mapping.no_headers": N_(
        "The table has no header row, so nothing says which column means what. Put one above it."
    ),
    "file.is_folder": N_("{name} is a folder. Choose a file in it."),
    "file.no_right": N_("You may not read {name}. Ask for the right to, or copy it to a folder of your own."),
    "account.name_needed": N_("Say who acts: add --as NAME."),
    "import.cancelled": N_("The import was stopped. Nothing was written."),
    "directory.no_unit_column": N_("No column holds the unit ({headers}). Call it “unit” or “房号”."),
    "directory.no_unit": N_("The unit is missing."),
    "directory.unit_unclear": N_(
        "“{unit}” is not clear. Write building, staircase and unit in columns of their own."
    ),
    "directory.no_building": N_("The building of {unit} is missing."),
    "directory.no_property": N_("There are several properties: say in a column “property” which one."),
    "directory.no_name": N_("A number without a name: enter whose it is."),
    "directory.kind": N_("“{value}” is not known. Write owner, tenant, family, shop or other."),
    "directory.date": N_("“{value}” is not a clear day. Write it as 2026-11-20."),
    "directory.floor": N_("“{value}” is not a floor."),
    # Complaints, handling, calendars, exchange
    "answer.reason_missing": N_(
        "A refusal needs its reason, and a change needs what is changed. Write it in the resident's words."
    ),
    "account.limit_above_own": N_(
        "You can give at most your own limit, {limit}. Ask an administrator for more."
    ),
    "account.own_role": N_("Somebody else has to change your own role and your place on the ladder."),
    "carried_out.empty": N_("Write what was done first."),
    "case.closed": N_("{reference} is closed. Reopen it to go on."),
    "case.not_open": N_("This case is not open. Reopen it to go on."),
    "case.steps_missing": N_("{reference} cannot be closed yet. Still missing: {gaps}."),
    "comment.empty": N_("Write a few words first."),
    "complaint.future": N_("The time of receipt lies in the future. Choose when it really came in."),
    "complaint.no_words": N_("Write the resident's words first; everything else can follow."),
    "contact.empty": N_("Write in a few words what was said."),
    "correct.field": N_("These cannot be corrected here: {fields}."),
    "export.ending": N_("{name} should end in .csv or .xlsx, so that we know what to write."),
    "file.not_written": N_(
        "{path} could not be written. Check the folder and the free space, then try again. Nothing else was changed."
    ),
    "follow_up.enough": N_(
        "There have been {most} vain attempts already. The case may be closed without an answer."
    ),
    "follow_up.not_planned": N_(
        "No further call is planned here any more. Open the case to see what was said."
    ),
    "follow_up.past": N_("A call needs a time that is still to come."),
    "follow_up.not_yet": N_("First note that the work was carried out; then it can be followed up."),
    "follow_up.own_work": N_("Somebody else should make this call: nobody follows up on their own work."),
    "follow_up.same_half_day": N_(
        "There was a vain attempt this half-day already. Try again in another half of the day."
    ),
    "follow_up.solved_missing": N_("Say whether it is truly solved."),
    "join.already": N_("This resident belongs to {reference} already."),
    "mapping.does_not_fit": N_(
        "The mapping {name} does not fit this file, which has the columns {headers}. Choose another mapping."
    ),
    "mapping.none_fits": N_(
        "No mapping fits this file: a column for when it was received and one for the words are needed. "
        "Found: {headers}. Give a mapping file."
    ),
    "mapping.unknown": N_("There is no mapping {name}. Known are {known}, or give the path of a .toml file."),
    "mapping.unreadable": N_("The mapping file {name} cannot be read ({detail}). Mend it and try again."),
    "mapping.wrong": N_("In the mapping {name} this is not right: {what}. Mend it and try again."),
    "promise.empty": N_("Write what was promised first."),
    "promise.past": N_("A promise needs a time that is still to come."),
    "promise.settled": N_("This promise is settled already."),
    "proposal.gaps": N_("The proposal is not complete. Still missing: {gaps}."),
    "proposal.needs_approval": N_(
        "This costs more than you may promise. A manager has to approve it before the resident hears it."
    ),
    "proposal.not_draft": N_("Version {version} has been told to the resident. Write a new version instead."),
    "proposal.not_offered": N_("Version {version} has not been told to the resident yet."),
    "proposal.out_of_date": N_("The time until which the offer stands is over. Choose a later one."),
    "remedy.above_limit": N_("This is above your limit too. Ask somebody with a higher one."),
    "remedy.amount": N_("The amount cannot be less than nothing."),
    "remedy.kind": N_("Choose a kind of remedy."),
    "remedy.not_awaiting": N_("This remedy is not waiting for approval any more."),
    "remedy.not_granted": N_("Only what has been granted can be carried out."),
    "remedy.own": N_("Somebody else has to approve this: nobody approves their own remedy."),
    "remedy.too_early": N_("First make it safe; from the third step on something can be given on the spot."),
    "reopen.not_closed": N_("This case is open already."),
    "reopen.step": N_("Go back to gather or to propose."),
    "reopen.too_late": N_(
        "It was closed more than {days} days ago. Record a new case and link it as a repeat."
    ),
    "row.closed_before_received": N_("Closed ({closed}) before it was received ({received})."),
    "row.resolved_before_received": N_("Resolved ({resolved}) before it was received ({received})."),
    "row.resolved_wrong": N_("The date of the resolution “{value}” cannot be read."),
    "row.closed_wrong": N_("The closing date “{value}” cannot be read."),
    "row.key_twice": N_("Another complaint of the same key stands in line {line}."),
    "row.key_other": N_(
        "Another complaint of the same key came in before ({reference}), received at another time."
    ),
    "row.received_future": N_("Received in the future ({received})."),
    "row.received_missing": N_("The date of receipt is missing."),
    "row.received_wrong": N_("The date of receipt “{value}” cannot be read."),
    "row.words_missing": N_("There are no words: neither a title nor a text."),
    "step.gaps": N_("Not complete yet. Still missing: {gaps}."),
    "step.not_earlier": N_("You can only go back to a step that comes before this one."),
    "step.not_skippable": N_("“{step}” cannot be skipped."),
    "step.order": N_("The case stands at “{current}”. Steps are done in order."),
    "step.reason_missing": N_("Write the reason; it stands in the history and in the report."),
    "step.unknown_fact": N_("These facts do not belong to the step: {facts}."),
    "case.no_clock": N_("No clock runs on {reference} just now, so nothing falls due."),
    "validity.reason_missing": N_("Say why it is valid or not."),
    "demo.not_empty": N_(
        "This store holds real work, so the demo estate was not put into it. Choose an empty folder."
    ),
    "unknown.case": N_("There is no case {key}."),
    "unknown.proposal": N_("This proposal is gone."),
    "unknown.remedy": N_("This remedy is gone."),
    "unknown.attachment": N_("This file is gone."),
    "proposal.settled": N_(
        "Version {version} has been answered or withdrawn already. Write a new version instead."
    ),
    "unknown.promise": N_("This promise is gone."),
    "appeal.acknowledged": N_("This appeal has been acknowledged already."),
    "appeal.answered": N_("This appeal has been answered already."),
    "appeal.empty": N_("Write it in a few words first."),
    "appeal.extended": N_("This appeal has been given more time once; it cannot be given more."),
    "appeal.no_answer_yet": N_("There is no answer yet to appeal against. Go on with the case first."),
    "appeal.not_yours": N_("Somebody else has this appeal. Ask them, or have it assigned to you."),
    "appeal.once": N_(
        "There has been an appeal in this case. What follows is for a body outside the property."
    ),
    "appeal.own_work": N_("Somebody who never handled this case has to answer its appeal."),
    "appeal.too_late": N_("It was closed more than {days} days ago. Record a new case instead."),
    "carried_out.already": N_("It has been noted already that the work was carried out."),
    "case.merged": N_("This case was merged. It is carried on as {reference}."),
    "follow_up.correct_late": N_("An answer can be corrected for {hours} hours. Make another call instead."),
    "follow_up.not_you": N_("Somebody with the right to do so has to make this call."),
    "follow_up.way_missing": N_("Say how it goes on: the work again, or the second stage."),
    "follow_up.one_way": N_("After an answer one of the two: the work again, or the second stage."),
    "follow_up.reopen_first": N_(
        "The case was closed on this answer. Corrected so, it has to go back to work or to the second stage."
    ),
    "merge.appeal": N_("{reference} has an appeal that waits for its answer. Answer it first."),
    "merge.graver": N_(
        "{reference} is graver than {survivor}. Merge the other way round, or raise {survivor} first."
    ),
    "merge.nothing": N_("Mark at least two cases to merge."),
    "merge.reason": N_("Say in a few words why they are the same."),
    "merge.same": N_("{reference} has been merged into {survivor} already."),
    "merge.too_late": N_("{reference} is not open any more, so nothing can be taken out of it."),
    "merge.undone": N_("This merge has been undone already."),
    "repeat.none": N_("This case is not linked to an earlier one."),
    "repeat.not_closed": N_("{reference} is not closed. What is still open is merged, not repeated."),
    "repeat.not_earlier": N_("{reference} did not come before this case."),
    "review.empty": N_("Write what you make of the cause first."),
    "review.own_work": N_("Somebody else has to review this: nobody reviews their own case."),
    "second_look.not_owed": N_("No second look is due in this case."),
    "second_look.too_early": N_("The second look is due from {at} on."),
    "unknown.appeal": N_("This appeal is gone."),
    "unknown.call": N_("This call is gone."),
    "unknown.merge": N_("This merge is gone."),
    "account.password_needed": N_(
        "A password is needed. Set REDRESS_PASSWORD, or run the command in a terminal that can ask for it."
    ),
    # Incidents
    "incident.no_title": N_("Say in one line what is off and where; that is what colleagues see."),
    "incident.no_say": N_("Write the line to say, so that everybody who asks hears the same."),
    "incident.floors": N_("The lower floor comes first."),
    "incident.past": N_("That time is over already. Choose a later one, or leave it open."),
    "incident.over": N_("This incident is over. Declare a new one if it has come back."),
    "incident.not_proposed": N_("Somebody has decided this already."),
    "incident.not_declared": N_("This is only proposed so far: accept it or dismiss it."),
    "incident.not_ended": N_("Only what was ended can go on again."),
    "incident.no_note": N_("Write in a few words what it was; it helps the next time."),
    "incident.already": N_("{reference} belongs to this incident already."),
    "incident.not_in": N_("{reference} belongs to no incident."),
    "unknown.incident": N_("This incident is gone."),
    # Pauses and arrivals
    "pause.reason": N_("Say what the case waits for: the resident, a third party or parts."),
    "pause.past": N_("That time is over already. Choose when the case goes on, later than now."),
    "pause.running": N_(
        "{reference} waits already. Let it go on first, then it can wait for something else."
    ),
    "pause.not_running": N_("{reference} waits for nothing; its clocks run."),
    "pause.resolved": N_("{reference} is resolved; nothing is left to wait for."),
    "on_site.future": N_("Nobody can have arrived in the future. Give the time of the arrival."),
    "on_site.early": N_("Nobody can have arrived before the complaint came in."),
    "incident.on_site_early": N_(
        "Nobody can have arrived before it began. Correct first since when it goes on."
    ),
    "incident.on_site_known": N_("Somebody is on site already; that is written down."),
    "on_site.known": N_("The arrival at {reference} is written down already."),
    # Escalations
    "escalation.not_yours": N_(
        "{reference} is with the {level} by now; it is for them to say that they know."
    ),
    "unknown.escalation": N_("This is gone."),
    # Shifts and hand-over
    "shift.number": N_("A day has one shift at least and {most} at most."),
    "shift.overlap": N_("{zh} and {other} lie over each other. Let one begin when the other ends."),
    "shift.time": N_("Write when {name} begins and ends, such as 07:00."),
    "shift.name": N_("Give each shift a name in Chinese and in English, {most} characters at most."),
    "shift.unknown": N_("There is no shift {shift}. There are: {codes}."),
    "note.empty": N_("Write in one line what the next shift should know."),
    "note.long": N_("That is more than {most} characters. Shorten it, or write it into the case."),
    "hand_over.given": N_("{name} has handed this shift over at {time}. What came later can be a note."),
    "hand_over.taken": N_("{name} has taken this shift over at {time}."),
    "hand_over.own": N_("You handed this shift over yourself; whoever comes next takes it over."),
    "unknown.note": N_("This note is gone."),
    "unknown.hand_over": N_("This hand-over is gone."),
    # Putting off
    "snooze.past": N_("Choose a time that is still to come."),
    "snooze.too_long": N_(
        "It can be put off for {hours} hours at most. Should the case wait, stop its clocks there."
    ),
    "snooze.waits": N_("This waits already, and comes back by itself."),
    "snooze.life_safety": N_(
        "{reference} is about life and limb, and late. It cannot be put off; please call now."
    ),
    **INSIGHTS,
    **REPAIRS,
    **IMPROVEMENTS,
    **SUMMARIES,
    **TIMING,
}
