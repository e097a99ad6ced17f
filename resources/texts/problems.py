"""What the application says when something in the user's world stands in the way.

Each code of a ``UserProblem`` has its sentence: what happened, what is safe, what to do. The facts in braces
come from the problem. A pair marked with ``NN_`` is chosen by the fact ``n``.
"""

from __future__ import annotations

from .marks import N_, NN_, Plural

UNKNOWN_PROBLEM = N_("This did not work ({code}). Nothing was changed, and your words are kept.")

PROBLEMS: dict[str, str | Plural] = {
    "unit.unknown": N_("No unit {unit}."),
    "unit.unknown_near": N_("No unit {unit}. Did you mean {near}?"),
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
    "unknown.staff": N_("This person is not among the staff."),
    "unknown.option": N_("There is no option {key}."),
    "unknown.category": N_("There is no category {key}."),
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
}
