-- Packs brought in by upload, and what the programme administers. The same words do for SQLite
-- and PostgreSQL. Statements are separated by an empty line; a column is added as
-- ALTER TABLE name ADD COLUMN column ...

CREATE TABLE uploaded_packs (
    id VARCHAR(36) NOT NULL,
    kind VARCHAR(20) NOT NULL,
    name TEXT NOT NULL,
    contents TEXT NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    file_name TEXT NOT NULL,
    loaded_by TEXT NOT NULL,
    loaded_by_user VARCHAR(36),
    loaded_at VARCHAR(27) NOT NULL,
    confirmed_by TEXT NOT NULL,
    confirmed_by_user VARCHAR(36),
    CONSTRAINT pk_uploaded_packs PRIMARY KEY (id),
    CONSTRAINT fk_uploaded_packs_loaded_by_user FOREIGN KEY(loaded_by_user) REFERENCES users (id),
    CONSTRAINT fk_uploaded_packs_confirmed_by_user
        FOREIGN KEY(confirmed_by_user) REFERENCES users (id)
);

CREATE UNIQUE INDEX ix_uploaded_packs_kind_name ON uploaded_packs (kind, name);

CREATE TABLE looked_at_packs (
    id VARCHAR(36) NOT NULL,
    kind VARCHAR(20) NOT NULL,
    name TEXT NOT NULL,
    contents TEXT NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    file_name TEXT NOT NULL,
    brought_by TEXT NOT NULL,
    brought_by_user VARCHAR(36),
    brought_at VARCHAR(27) NOT NULL,
    asked_at VARCHAR(27),
    CONSTRAINT pk_looked_at_packs PRIMARY KEY (id),
    CONSTRAINT fk_looked_at_packs_brought_by_user FOREIGN KEY(brought_by_user) REFERENCES users (id)
);

CREATE TABLE packs_out_of_use (
    kind VARCHAR(20) NOT NULL,
    name VARCHAR(200) NOT NULL,
    is_out BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    since DATE NOT NULL,
    version INTEGER NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    changed_by TEXT NOT NULL,
    CONSTRAINT pk_packs_out_of_use PRIMARY KEY (kind, name)
);

ALTER TABLE submissions ADD COLUMN limits TEXT DEFAULT '' NOT NULL;

ALTER TABLE portfolio_results ADD COLUMN stage TEXT DEFAULT '' NOT NULL;

CREATE TABLE programme_pictures (
    name VARCHAR(80) NOT NULL,
    stored_name VARCHAR(64) NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    size INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    text TEXT NOT NULL,
    version INTEGER NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    changed_by TEXT NOT NULL,
    CONSTRAINT pk_programme_pictures PRIMARY KEY (name)
);

ALTER TABLE findings ADD COLUMN closed_because TEXT DEFAULT '' NOT NULL;

ALTER TABLE findings ADD COLUMN closed_by TEXT DEFAULT '' NOT NULL;

ALTER TABLE findings ADD COLUMN closed_on DATE;
