-- What the web application needs beyond the first tables. The same words do for SQLite and
-- PostgreSQL. Statements are separated by an empty line.

ALTER TABLE users ADD COLUMN language TEXT DEFAULT '' NOT NULL;

ALTER TABLE users ADD COLUMN theme TEXT DEFAULT '' NOT NULL;

ALTER TABLE sessions ADD COLUMN confirmed_at VARCHAR(27);

ALTER TABLE certificates ADD COLUMN other_sites JSON DEFAULT '[]' NOT NULL;

CREATE TABLE evidence_versions (
    organisation_id VARCHAR(36) NOT NULL,
    evidence_id VARCHAR(36) NOT NULL,
    number INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    stored_name VARCHAR(64) NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    added_at VARCHAR(27) NOT NULL,
    added_by TEXT NOT NULL,
    CONSTRAINT pk_evidence_versions PRIMARY KEY (organisation_id, evidence_id, number),
    CONSTRAINT fk_evidence_versions_organisation_id_evidence_id FOREIGN KEY(organisation_id, evidence_id) REFERENCES evidence (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT fk_evidence_versions_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id),
    CONSTRAINT uq_evidence_versions_stored_name UNIQUE (stored_name)
);

ALTER TABLE reports ADD COLUMN submission INTEGER DEFAULT 0 NOT NULL;

ALTER TABLE reports ADD COLUMN basis VARCHAR(64) DEFAULT '' NOT NULL;

ALTER TABLE reports ADD COLUMN size BIGINT DEFAULT 0 NOT NULL;

CREATE TABLE recovery_codes (
    user_id VARCHAR(36) NOT NULL,
    code_sha256 VARCHAR(64) NOT NULL,
    used_at VARCHAR(27),
    CONSTRAINT pk_recovery_codes PRIMARY KEY (user_id, code_sha256),
    CONSTRAINT fk_recovery_codes_user_id FOREIGN KEY(user_id) REFERENCES users (id)
);

CREATE TABLE idempotency_keys (
    user_id VARCHAR(36) NOT NULL,
    key VARCHAR(200) NOT NULL,
    request_sha256 VARCHAR(64) NOT NULL,
    status INTEGER NOT NULL,
    location TEXT NOT NULL,
    body TEXT NOT NULL,
    asked_at VARCHAR(27) NOT NULL,
    CONSTRAINT pk_idempotency_keys PRIMARY KEY (user_id, key),
    CONSTRAINT fk_idempotency_keys_user_id FOREIGN KEY(user_id) REFERENCES users (id)
);

CREATE INDEX ix_idempotency_keys_asked_at ON idempotency_keys (asked_at);

CREATE TABLE workbook_imports (
    organisation_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    assessment_id VARCHAR(36) NOT NULL,
    file_name TEXT NOT NULL,
    stored_name VARCHAR(64) NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    state TEXT NOT NULL,
    brought_at VARCHAR(27) NOT NULL,
    brought_by TEXT NOT NULL,
    applied_at VARCHAR(27),
    last_event INTEGER NOT NULL,
    undo TEXT NOT NULL,
    CONSTRAINT pk_workbook_imports PRIMARY KEY (organisation_id, id),
    CONSTRAINT fk_workbook_imports_organisation_id_assessment_id FOREIGN KEY(organisation_id, assessment_id) REFERENCES assessments (organisation_id, id),
    CONSTRAINT fk_workbook_imports_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_workbook_imports_organisation_id_assessment_id ON workbook_imports (organisation_id, assessment_id);
