"""Taxonomies and what they say of records, in HSDS 3.1 names; it holds no queries."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from referrals.model_parts import Code, Identified, Table, Words

NEEDS = "amparo-needs"
"""The `code` of the taxonomy of legal problems that people are matched by."""


class Taxonomy(Identified, Table):
    """A list of terms that somebody keeps."""

    __tablename__ = "taxonomy"
    name: Mapped[Words]
    description: Mapped[Words] = mapped_column(default="")
    uri: Mapped[Words | None]
    version: Mapped[Words | None]


class TaxonomyTerm(Identified, Table):
    """A term; for a legal problem, `code` is one of data/directory/needs.toml."""

    __tablename__ = "taxonomy_term"
    code: Mapped[str | None] = mapped_column(String(200), index=True)
    name: Mapped[Words]
    description: Mapped[Words] = mapped_column(default="")
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("taxonomy_term.id"))
    taxonomy: Mapped[Words | None]
    language: Mapped[str | None] = mapped_column(String(20))
    taxonomy_id: Mapped[str | None] = mapped_column(ForeignKey("taxonomy.id"))
    term_uri: Mapped[Words | None]


class Attribute(Identified, Table):
    """That a term is said of a record: `link_entity` is the record's table, `link_id` its id."""

    __tablename__ = "attribute"
    __table_args__ = (Index("ix_attribute_link", "link_entity", "link_id"),)
    link_id: Mapped[str] = mapped_column(String(36))
    link_entity: Mapped[Code]
    taxonomy_term_id: Mapped[str | None] = mapped_column(ForeignKey("taxonomy_term.id"), index=True)
    link_type: Mapped[Words | None]
    value: Mapped[Words | None]
    label: Mapped[Words | None]


class MetaTableDescription(Identified, Table):
    """What a source says of one of its tables."""

    __tablename__ = "meta_table_description"
    name: Mapped[Words | None]
    language: Mapped[Words | None]
    character_set: Mapped[Words | None]
