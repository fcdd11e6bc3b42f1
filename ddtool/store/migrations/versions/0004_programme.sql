-- What closes the loop. The same words do for SQLite and PostgreSQL. Statements are separated by
-- an empty line; a column is added as ALTER TABLE name ADD COLUMN column ...

CREATE TABLE programme_settings (
    name VARCHAR(80) NOT NULL,
    value JSON NOT NULL,
    version INTEGER NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    changed_by TEXT NOT NULL,
    CONSTRAINT pk_programme_settings PRIMARY KEY (name)
);

CREATE TABLE second_opinions (
    organisation_id VARCHAR(36) NOT NULL,
    assessment_id VARCHAR(36) NOT NULL,
    criterion VARCHAR(80) NOT NULL,
    agrees BOOLEAN NOT NULL,
    rating VARCHAR(20),
    reason TEXT NOT NULL,
    determination_version INTEGER NOT NULL,
    given_by VARCHAR(36),
    version INTEGER NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    changed_by TEXT NOT NULL,
    CONSTRAINT pk_second_opinions PRIMARY KEY (organisation_id, assessment_id, criterion),
    CONSTRAINT fk_second_opinions_organisation_id_assessment_id FOREIGN KEY(organisation_id, assessment_id) REFERENCES assessments (organisation_id, id),
    CONSTRAINT fk_second_opinions_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id),
    CONSTRAINT fk_second_opinions_given_by FOREIGN KEY(given_by) REFERENCES users (id)
);

CREATE TABLE thread_readings (
    organisation_id VARCHAR(36) NOT NULL,
    assessment_id VARCHAR(36) NOT NULL,
    criterion VARCHAR(80) NOT NULL,
    user_id VARCHAR(36) NOT NULL,
    read_at VARCHAR(27) NOT NULL,
    CONSTRAINT pk_thread_readings PRIMARY KEY (organisation_id, assessment_id, criterion, user_id),
    CONSTRAINT fk_thread_readings_organisation_id_assessment_id FOREIGN KEY(organisation_id, assessment_id) REFERENCES assessments (organisation_id, id),
    CONSTRAINT fk_thread_readings_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id),
    CONSTRAINT fk_thread_readings_user_id FOREIGN KEY(user_id) REFERENCES users (id)
);

CREATE TABLE assessor_invitations (
    organisation_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    assessment_id VARCHAR(36) NOT NULL,
    email TEXT NOT NULL,
    token_sha256 VARCHAR(64) NOT NULL,
    invited_by VARCHAR(36),
    invited_at VARCHAR(27) NOT NULL,
    expires_at VARCHAR(27) NOT NULL,
    ends_on DATE,
    used_at VARCHAR(27),
    CONSTRAINT pk_assessor_invitations PRIMARY KEY (organisation_id, id),
    CONSTRAINT fk_assessor_invitations_organisation_id_assessment_id FOREIGN KEY(organisation_id, assessment_id) REFERENCES assessments (organisation_id, id),
    CONSTRAINT fk_assessor_invitations_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id),
    CONSTRAINT uq_assessor_invitations_token_sha256 UNIQUE (token_sha256),
    CONSTRAINT fk_assessor_invitations_invited_by FOREIGN KEY(invited_by) REFERENCES users (id)
);

CREATE INDEX ix_assessor_invitations_organisation_id_assessment_id ON assessor_invitations (organisation_id, assessment_id);

ALTER TABLE actions ADD COLUMN number INTEGER DEFAULT 0 NOT NULL;

ALTER TABLE actions ADD COLUMN root_cause TEXT DEFAULT '' NOT NULL;

ALTER TABLE actions ADD COLUMN judgement TEXT DEFAULT '' NOT NULL;

ALTER TABLE actions ADD COLUMN judged_by TEXT DEFAULT '' NOT NULL;

ALTER TABLE actions ADD COLUMN judged_on DATE;

ALTER TABLE actions ADD COLUMN carried_from VARCHAR(36);

-- Actions keep the numbers by which people know them so far: by due day, those without one last.

UPDATE actions SET number = (
    SELECT COUNT(*) FROM actions AS other
    WHERE other.organisation_id = actions.organisation_id
    AND other.assessment_id = actions.assessment_id
    AND (
        other.due < actions.due
        OR (other.due IS NOT NULL AND actions.due IS NULL)
        OR ((other.due = actions.due OR (other.due IS NULL AND actions.due IS NULL)) AND other.id <= actions.id)
    )
);

CREATE TABLE action_numbers (
    organisation_id VARCHAR(36) NOT NULL,
    assessment_id VARCHAR(36) NOT NULL,
    last INTEGER NOT NULL,
    CONSTRAINT pk_action_numbers PRIMARY KEY (organisation_id, assessment_id),
    CONSTRAINT fk_action_numbers_organisation_id_assessment_id FOREIGN KEY(organisation_id, assessment_id) REFERENCES assessments (organisation_id, id),
    CONSTRAINT fk_action_numbers_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

INSERT INTO action_numbers (organisation_id, assessment_id, last)
SELECT organisation_id, assessment_id, COUNT(*) FROM actions GROUP BY organisation_id, assessment_id;

ALTER TABLE users ADD COLUMN reminder_mails BOOLEAN DEFAULT TRUE NOT NULL;

CREATE TABLE reminders (
    organisation_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    assessment_id VARCHAR(36) NOT NULL,
    action_id VARCHAR(36) NOT NULL,
    user_id VARCHAR(36) NOT NULL,
    kind TEXT NOT NULL,
    occasion TEXT NOT NULL,
    made_at VARCHAR(27) NOT NULL,
    mail TEXT NOT NULL,
    tries INTEGER NOT NULL,
    mailed_at VARCHAR(27),
    seen_at VARCHAR(27),
    CONSTRAINT pk_reminders PRIMARY KEY (organisation_id, id),
    CONSTRAINT fk_reminders_organisation_id_assessment_id FOREIGN KEY(organisation_id, assessment_id) REFERENCES assessments (organisation_id, id),
    CONSTRAINT fk_reminders_organisation_id_action_id FOREIGN KEY(organisation_id, action_id) REFERENCES actions (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT fk_reminders_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id),
    CONSTRAINT fk_reminders_user_id FOREIGN KEY(user_id) REFERENCES users (id)
);

CREATE UNIQUE INDEX ix_reminders_organisation_id_user_id_action_id_kind_occasion ON reminders (organisation_id, user_id, action_id, kind, occasion);

CREATE INDEX ix_reminders_mail ON reminders (mail);

CREATE TABLE archived_sites (
    organisation_id VARCHAR(36) NOT NULL,
    site_id VARCHAR(36) NOT NULL,
    archived_at VARCHAR(27) NOT NULL,
    archived_by TEXT NOT NULL,
    CONSTRAINT pk_archived_sites PRIMARY KEY (organisation_id, site_id),
    CONSTRAINT fk_archived_sites_organisation_id_site_id FOREIGN KEY(organisation_id, site_id) REFERENCES sites (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT fk_archived_sites_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE TABLE portfolio_results (
    organisation_id VARCHAR(36) NOT NULL,
    assessment_id VARCHAR(36) NOT NULL,
    site_id VARCHAR(36) NOT NULL,
    criteria_set TEXT NOT NULL,
    matrix TEXT NOT NULL,
    grounds VARCHAR(64) NOT NULL,
    event INTEGER NOT NULL,
    submission INTEGER NOT NULL,
    newest BOOLEAN NOT NULL,
    newest_submitted BOOLEAN NOT NULL,
    day DATE NOT NULL,
    as_of DATE NOT NULL,
    holds_until DATE,
    country TEXT NOT NULL,
    activities TEXT NOT NULL,
    metals TEXT NOT NULL,
    outlook TEXT NOT NULL,
    gaps TEXT NOT NULL,
    lacks TEXT NOT NULL,
    helps TEXT NOT NULL,
    blocking INTEGER NOT NULL,
    to_close INTEGER NOT NULL,
    next_lapse DATE,
    lapses JSON NOT NULL,
    fault TEXT NOT NULL,
    CONSTRAINT pk_portfolio_results PRIMARY KEY (organisation_id, assessment_id),
    CONSTRAINT fk_portfolio_results_organisation_id_assessment_id FOREIGN KEY(organisation_id, assessment_id) REFERENCES assessments (organisation_id, id),
    CONSTRAINT fk_portfolio_results_organisation_id_site_id FOREIGN KEY(organisation_id, site_id) REFERENCES sites (organisation_id, id),
    CONSTRAINT fk_portfolio_results_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_portfolio_results_holds_until ON portfolio_results (holds_until);

CREATE INDEX ix_portfolio_results_organisation_id_site_id ON portfolio_results (organisation_id, site_id);

CREATE TABLE portfolio_stale (
    organisation_id VARCHAR(36) NOT NULL,
    site_id VARCHAR(36) NOT NULL,
    event INTEGER NOT NULL,
    CONSTRAINT pk_portfolio_stale PRIMARY KEY (organisation_id, site_id),
    CONSTRAINT fk_portfolio_stale_organisation_id_site_id FOREIGN KEY(organisation_id, site_id) REFERENCES sites (organisation_id, id),
    CONSTRAINT fk_portfolio_stale_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE TABLE portfolio_seen (
    id INTEGER NOT NULL,
    event INTEGER NOT NULL,
    CONSTRAINT pk_portfolio_seen PRIMARY KEY (id)
);

CREATE INDEX ix_events_at ON events (at);

CREATE TABLE matrix_editions (
    id VARCHAR(36) NOT NULL,
    matrix VARCHAR(80) NOT NULL,
    edition VARCHAR(80) NOT NULL,
    title TEXT NOT NULL,
    publisher TEXT NOT NULL,
    label TEXT NOT NULL,
    rights TEXT NOT NULL,
    note TEXT NOT NULL,
    fictional BOOLEAN NOT NULL,
    state VARCHAR(20) NOT NULL,
    by_default BOOLEAN NOT NULL,
    copied_from TEXT NOT NULL,
    file_name TEXT NOT NULL,
    begun_by VARCHAR(36),
    version INTEGER NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    changed_by TEXT NOT NULL,
    CONSTRAINT pk_matrix_editions PRIMARY KEY (id),
    CONSTRAINT fk_matrix_editions_begun_by FOREIGN KEY(begun_by) REFERENCES users (id)
);

CREATE INDEX ix_matrix_editions_state ON matrix_editions (state);

CREATE TABLE matrix_cells (
    edition_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    position INTEGER NOT NULL,
    said JSON NOT NULL,
    status VARCHAR(20) NOT NULL,
    becomes VARCHAR(20) NOT NULL,
    adopted_by TEXT NOT NULL,
    adopted_by_user VARCHAR(36),
    adopted_on DATE,
    confirmed_by TEXT NOT NULL,
    confirmed_by_user VARCHAR(36),
    confirmed_on DATE,
    withdrawn_by TEXT NOT NULL,
    withdrawn_on DATE,
    version INTEGER NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    changed_by TEXT NOT NULL,
    CONSTRAINT pk_matrix_cells PRIMARY KEY (edition_id, id),
    CONSTRAINT fk_matrix_cells_edition_id FOREIGN KEY(edition_id) REFERENCES matrix_editions (id),
    CONSTRAINT fk_matrix_cells_adopted_by_user FOREIGN KEY(adopted_by_user) REFERENCES users (id),
    CONSTRAINT fk_matrix_cells_confirmed_by_user FOREIGN KEY(confirmed_by_user) REFERENCES users (id)
);

CREATE TABLE issued_matrices (
    edition_id VARCHAR(36) NOT NULL,
    name TEXT NOT NULL,
    contents TEXT NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    issued_by TEXT NOT NULL,
    issued_by_user VARCHAR(36),
    issued_at VARCHAR(27) NOT NULL,
    CONSTRAINT pk_issued_matrices PRIMARY KEY (edition_id),
    CONSTRAINT fk_issued_matrices_edition_id FOREIGN KEY(edition_id) REFERENCES matrix_editions (id),
    CONSTRAINT fk_issued_matrices_issued_by_user FOREIGN KEY(issued_by_user) REFERENCES users (id)
);

CREATE UNIQUE INDEX ix_issued_matrices_name ON issued_matrices (name);

ALTER TABLE submissions ADD COLUMN matrix TEXT DEFAULT '' NOT NULL;

ALTER TABLE certificates ADD COLUMN register_number INTEGER DEFAULT 0 NOT NULL;

-- Certificates keep the numbers by which people know them so far: by standard, number and id.

UPDATE certificates SET register_number = (
    SELECT COUNT(*) FROM certificates AS other
    WHERE other.organisation_id = certificates.organisation_id
    AND (
        other.standard < certificates.standard
        OR (other.standard = certificates.standard AND other.number < certificates.number)
        OR (other.standard = certificates.standard AND other.number = certificates.number AND other.id <= certificates.id)
    )
);

CREATE TABLE certificate_numbers (
    organisation_id VARCHAR(36) NOT NULL,
    last INTEGER NOT NULL,
    CONSTRAINT pk_certificate_numbers PRIMARY KEY (organisation_id),
    CONSTRAINT fk_certificate_numbers_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

INSERT INTO certificate_numbers (organisation_id, last)
SELECT organisation_id, COUNT(*) FROM certificates GROUP BY organisation_id;

CREATE UNIQUE INDEX ix_certificates_organisation_id_register_number ON certificates (organisation_id, register_number);

CREATE TABLE archived_assessments (
    organisation_id VARCHAR(36) NOT NULL,
    assessment_id VARCHAR(36) NOT NULL,
    archived_at VARCHAR(27) NOT NULL,
    archived_by TEXT NOT NULL,
    CONSTRAINT pk_archived_assessments PRIMARY KEY (organisation_id, assessment_id),
    CONSTRAINT fk_archived_assessments_organisation_id_assessment_id FOREIGN KEY(organisation_id, assessment_id) REFERENCES assessments (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT fk_archived_assessments_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

ALTER TABLE reports ADD COLUMN kind VARCHAR(20) DEFAULT 'gap' NOT NULL;

ALTER TABLE reports ADD COLUMN sections TEXT DEFAULT '' NOT NULL;
