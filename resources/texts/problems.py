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
}
