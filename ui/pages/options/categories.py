"""The kinds of complaints, and the causes behind them: two trees that the property may grow."""

from __future__ import annotations

from models.core.session import Session
from models.options import actions
from models.options.causes import causes
from models.options.kinds import CategoryRow, CauseRow
from models.options.queries import categories
from resources.texts import Texts
from ui.pages.options.category_form import CategoryForm
from ui.pages.options.cause_form import CauseForm
from ui.pages.options.tree_section import Row, Tree, TreeSection, TreeWords


def _categories(session: Session) -> tuple[Row, ...]:
    return categories(session.store, retired=True)


def _category_words(texts: Texts) -> TreeWords:
    return TreeWords(
        texts.t("Cases keep the category that they have, also when it is retired."),
        texts.t("Add a category"),
        texts.t("Categories"),
        texts.t("Category"),
        texts.t("Severity"),
        texts.t("A new category"),
    )


def _severity(row: Row, texts: Texts) -> str:
    severity = row.severity if isinstance(row, CategoryRow) else None
    return texts.word("severity_tag", severity) if severity else ""


def _further(row: Row, texts: Texts) -> list[str]:
    if not isinstance(row, CategoryRow):
        return []
    said = ((row.repair, texts.t("repair")), (row.second_look, texts.t("second look")))
    return [words for holds, words in said if holds]


class CategoriesSection(TreeSection):
    """What residents complain of."""

    topics = frozenset({"category"})
    tree = Tree(
        "categories",
        "category",
        _categories,
        CategoryForm,
        _category_words,
        _severity,
        _further,
        actions.add_category,
        actions.change_category,
        actions.retire_category,
        actions.restore_category,
    )


def _causes(session: Session) -> tuple[Row, ...]:
    return causes(session.store, retired=True)


def _cause_words(texts: Texts) -> TreeWords:
    return TreeWords(
        texts.t("Cases keep the cause that they have, also when it is retired."),
        texts.t("Add a cause"),
        texts.t("Causes"),
        texts.t("Cause"),
        texts.t("Usually responsible"),
        texts.t("A new cause"),
    )


def _responsible(row: Row, texts: Texts) -> str:
    who = row.responsible if isinstance(row, CauseRow) else None
    return texts.word("responsible", who) if who else ""


def _nothing(_row: Row, _texts: Texts) -> list[str]:
    return []


class CausesSection(TreeSection):
    """Why it happens."""

    topics = frozenset({"cause"})
    tree = Tree(
        "causes",
        "cause",
        _causes,
        CauseForm,
        _cause_words,
        _responsible,
        _nothing,
        actions.add_cause,
        actions.change_cause,
        actions.retire_cause,
        actions.restore_cause,
    )
