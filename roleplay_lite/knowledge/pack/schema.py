"""The tables of a pack. A pack is read-only once built; a private one is rebuilt document by document.

Terms in the full-text tables are made by `memory.index.terms` and joined by blanks, so that SQLite's own tokeniser has
only to split them; each full-text table holds no text of its own (`content=''`), the rows do.
"""

from __future__ import annotations

FORMAT = 1
"""Goes up when an older library cannot read what this one writes."""

SCHEMA = """
create table meta (key text primary key, value text not null) strict;
create table source (
    id integer primary key, name text not null, version text not null default '', url text not null default '',
    licence text not null default '', rows integer not null default 0) strict;
create table entity (
    id integer primary key, name text not null, kind text not null default '',
    source integer not null references source(id)) strict;
create table alias (alias text not null, entity integer not null references entity(id), primary key (alias, entity))
    strict, without rowid;
create table triple (
    id integer primary key, entity integer not null references entity(id), attribute text not null, value text not null,
    source integer not null references source(id)) strict;
create index triple_entity on triple (entity);
create table document (
    id integer primary key, title text not null, origin text not null default '', sha256 text not null default '',
    added real not null default 0, source integer not null references source(id)) strict;
create table passage (
    id integer primary key, document integer not null references document(id), position integer not null,
    heading text not null default '', text text not null) strict;
create table faq (
    id integer primary key, question text not null, answer text not null,
    source integer not null references source(id)) strict;
create table paraphrase (id integer primary key, faq integer not null references faq(id), text text not null) strict;
create virtual table passage_terms using fts5(words, bigrams, content='', columnsize=1, detail=none);
create virtual table faq_terms using fts5(words, bigrams, content='', columnsize=1, detail=none);
create virtual table triple_terms using fts5(words, bigrams, content='', columnsize=1, detail=none);
create table vector (
    kind text not null, row integer not null, embedder text not null, data blob not null,
    primary key (embedder, kind, row)) strict, without rowid;
"""
"""`meta` has `format`, `name`, `title`, `licence`, `language`, `version`, `terms` (`memory.index.terms.version()`),
`private` (`1` for a person's own documents). `entity.name` itself is among its aliases. `faq_terms.rowid` is the
paraphrase's id, the question being a paraphrase of itself. `triple_terms` is filled only for triples that are to be
found by their value (a riddle by its answer, a saying by its words). `vector.data` is int8, unit length × 127, of
`kind` faq (by paraphrase) or passage."""
