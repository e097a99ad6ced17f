"""What the parser of arguments says by itself, in the language of the caller: usage, help, what was typed wrongly."""

from __future__ import annotations

import argparse

from resources.texts import N_, NN_, Texts

# Said by argparse of Python 3.11 and later, word for word: what is not here stays English.
_SAID = frozenset(
    {
        N_("usage: "),
        N_("options"),
        N_("positional arguments"),
        N_("show this help message and exit"),
        N_("%(prog)s: error: %(message)s\n"),
        N_("argument %(argument_name)s: %(message)s"),
        N_("ambiguous option: %(option)s could match %(matches)s"),
        N_("expected at least one argument"),
        N_("expected at most one argument"),
        N_("expected one argument"),
        N_("ignored explicit argument %r"),
        N_("invalid %(type)s value: %(value)r"),
        N_("invalid choice: %(value)r (choose from %(choices)s)"),
        N_("not allowed with argument %s"),
        N_("one of the arguments %s is required"),
        N_("the following arguments are required: %s"),
        N_("unexpected option string: %s"),
        N_("unknown parser %(parser_name)r (choices: %(choices)s)"),
        N_("unrecognized arguments: %s"),
    }
)
_COUNTED = NN_("expected %s argument", "expected %s arguments")


def speak(texts: Texts) -> None:
    """Let argparse look its words up here: it does so by the two names of gettext in its own module."""

    def said(words: str) -> str:
        return texts.t(words) if words in _SAID else words  # titles of ours come along, in words already

    def counted(one: str, many: str, n: int) -> str:
        return texts.n(one, many, n) if one == _COUNTED.one else one if n == 1 else many

    vars(argparse).update(_=said, ngettext=counted)
