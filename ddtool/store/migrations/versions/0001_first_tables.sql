-- The first tables, in the order in which they point to each other. The same words do for
-- SQLite and PostgreSQL. Statements are separated by an empty line.

CREATE TABLE event_head (
    id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    CONSTRAINT pk_event_head PRIMARY KEY (id)
);

CREATE TABLE login_attempts (
    subject VARCHAR(80) NOT NULL,
    failures INTEGER NOT NULL,
    last_at VARCHAR(27) NOT NULL,
    CONSTRAINT pk_login_attempts PRIMARY KEY (subject)
);

CREATE TABLE organisations (
    id VARCHAR(36) NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    changed_by TEXT NOT NULL,
    CONSTRAINT pk_organisations PRIMARY KEY (id),
    CONSTRAINT uq_organisations_name UNIQUE (name)
);

CREATE TABLE users (
    id VARCHAR(36) NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    programme_admin BOOLEAN NOT NULL,
    active BOOLEAN NOT NULL,
    totp_secret TEXT,
    totp_step INTEGER,
    version INTEGER NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    changed_by TEXT NOT NULL,
    CONSTRAINT pk_users PRIMARY KEY (id),
    CONSTRAINT uq_users_email UNIQUE (email)
);

CREATE TABLE certificates (
    organisation_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    standard TEXT NOT NULL,
    edition TEXT NOT NULL,
    number TEXT NOT NULL,
    body TEXT NOT NULL,
    evidence_type TEXT NOT NULL,
    status TEXT NOT NULL,
    status_since DATE,
    issued DATE,
    valid_until DATE,
    last_audit DATE,
    areas JSON NOT NULL,
    activities JSON NOT NULL,
    accredited BOOLEAN,
    result_basis VARCHAR(20),
    has_report BOOLEAN NOT NULL,
    results JSON NOT NULL,
    companions JSON NOT NULL,
    nonconformity VARCHAR(20),
    note TEXT NOT NULL,
    version INTEGER NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    changed_by TEXT NOT NULL,
    CONSTRAINT pk_certificates PRIMARY KEY (organisation_id, id),
    CONSTRAINT fk_certificates_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE TABLE events (
    number INTEGER NOT NULL,
    at VARCHAR(27) NOT NULL,
    user_id VARCHAR(36),
    author TEXT NOT NULL,
    role TEXT NOT NULL,
    organisation_id VARCHAR(36),
    assessment_id VARCHAR(36),
    noun TEXT NOT NULL,
    subject TEXT NOT NULL,
    verb TEXT NOT NULL,
    old_fields TEXT NOT NULL,
    new_fields TEXT NOT NULL,
    previous VARCHAR(64) NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    CONSTRAINT pk_events PRIMARY KEY (number),
    CONSTRAINT fk_events_user_id FOREIGN KEY(user_id) REFERENCES users (id)
);

CREATE INDEX ix_events_organisation_id_assessment_id_number ON events (organisation_id, assessment_id, number);

CREATE INDEX ix_events_organisation_id_noun_subject_number ON events (organisation_id, noun, subject, number);

CREATE TABLE evidence (
    organisation_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    title TEXT NOT NULL,
    document_date DATE,
    valid_until DATE,
    location TEXT NOT NULL,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    stored_name VARCHAR(64),
    sha256 VARCHAR(64) NOT NULL,
    added_at VARCHAR(27) NOT NULL,
    added_by TEXT NOT NULL,
    version INTEGER NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    changed_by TEXT NOT NULL,
    CONSTRAINT pk_evidence PRIMARY KEY (organisation_id, id),
    CONSTRAINT fk_evidence_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id),
    CONSTRAINT uq_evidence_stored_name UNIQUE (stored_name)
);

CREATE TABLE invitations (
    organisation_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    email TEXT NOT NULL,
    role TEXT NOT NULL,
    token_sha256 VARCHAR(64) NOT NULL,
    invited_by VARCHAR(36),
    invited_at VARCHAR(27) NOT NULL,
    expires_at VARCHAR(27) NOT NULL,
    used_at VARCHAR(27),
    CONSTRAINT pk_invitations PRIMARY KEY (organisation_id, id),
    CONSTRAINT fk_invitations_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id),
    CONSTRAINT uq_invitations_token_sha256 UNIQUE (token_sha256),
    CONSTRAINT fk_invitations_invited_by FOREIGN KEY(invited_by) REFERENCES users (id)
);

CREATE TABLE memberships (
    organisation_id VARCHAR(36) NOT NULL,
    user_id VARCHAR(36) NOT NULL,
    role TEXT NOT NULL,
    CONSTRAINT pk_memberships PRIMARY KEY (organisation_id, user_id),
    CONSTRAINT fk_memberships_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id),
    CONSTRAINT fk_memberships_user_id FOREIGN KEY(user_id) REFERENCES users (id)
);

CREATE INDEX ix_memberships_user_id ON memberships (user_id);

CREATE TABLE password_resets (
    id VARCHAR(36) NOT NULL,
    user_id VARCHAR(36) NOT NULL,
    token_sha256 VARCHAR(64) NOT NULL,
    asked_at VARCHAR(27) NOT NULL,
    expires_at VARCHAR(27) NOT NULL,
    used_at VARCHAR(27),
    CONSTRAINT pk_password_resets PRIMARY KEY (id),
    CONSTRAINT fk_password_resets_user_id FOREIGN KEY(user_id) REFERENCES users (id),
    CONSTRAINT uq_password_resets_token_sha256 UNIQUE (token_sha256)
);

CREATE INDEX ix_password_resets_user_id ON password_resets (user_id);

CREATE TABLE sites (
    organisation_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    place TEXT NOT NULL,
    activities JSON NOT NULL,
    areas JSON NOT NULL,
    metals JSON NOT NULL,
    facts JSON NOT NULL,
    fictional BOOLEAN NOT NULL,
    version INTEGER NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    changed_by TEXT NOT NULL,
    CONSTRAINT pk_sites PRIMARY KEY (organisation_id, id),
    CONSTRAINT fk_sites_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE TABLE tokens (
    id VARCHAR(36) NOT NULL,
    user_id VARCHAR(36) NOT NULL,
    name TEXT NOT NULL,
    token_sha256 VARCHAR(64) NOT NULL,
    created_at VARCHAR(27) NOT NULL,
    used_at VARCHAR(27),
    revoked_at VARCHAR(27),
    CONSTRAINT pk_tokens PRIMARY KEY (id),
    CONSTRAINT fk_tokens_user_id FOREIGN KEY(user_id) REFERENCES users (id),
    CONSTRAINT uq_tokens_token_sha256 UNIQUE (token_sha256)
);

CREATE INDEX ix_tokens_user_id ON tokens (user_id);

CREATE TABLE assessments (
    organisation_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    site_id VARCHAR(36) NOT NULL,
    criteria_set TEXT NOT NULL,
    pack_sha256 VARCHAR(64) NOT NULL,
    matrix TEXT NOT NULL,
    period TEXT NOT NULL,
    assessment_day DATE,
    commitment_day DATE,
    prepared_by TEXT NOT NULL,
    state TEXT NOT NULL,
    carried_from VARCHAR(36),
    revision INTEGER NOT NULL,
    version INTEGER NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    changed_by TEXT NOT NULL,
    CONSTRAINT pk_assessments PRIMARY KEY (organisation_id, id),
    CONSTRAINT fk_assessments_organisation_id_site_id FOREIGN KEY(organisation_id, site_id) REFERENCES sites (organisation_id, id),
    CONSTRAINT fk_assessments_organisation_id_carried_from FOREIGN KEY(organisation_id, carried_from) REFERENCES assessments (organisation_id, id),
    CONSTRAINT fk_assessments_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_assessments_organisation_id_site_id ON assessments (organisation_id, site_id);

CREATE TABLE certificate_evidence (
    organisation_id VARCHAR(36) NOT NULL,
    certificate_id VARCHAR(36) NOT NULL,
    evidence_id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_certificate_evidence PRIMARY KEY (organisation_id, certificate_id, evidence_id),
    CONSTRAINT fk_certificate_evidence_organisation_id_certificate_id FOREIGN KEY(organisation_id, certificate_id) REFERENCES certificates (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT fk_certificate_evidence_organisation_id_evidence_id FOREIGN KEY(organisation_id, evidence_id) REFERENCES evidence (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT fk_certificate_evidence_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_certificate_evidence_organisation_id_evidence_id ON certificate_evidence (organisation_id, evidence_id);

CREATE TABLE certificate_sites (
    organisation_id VARCHAR(36) NOT NULL,
    certificate_id VARCHAR(36) NOT NULL,
    site_id VARCHAR(36) NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_certificate_sites PRIMARY KEY (organisation_id, certificate_id, site_id),
    CONSTRAINT fk_certificate_sites_organisation_id_certificate_id FOREIGN KEY(organisation_id, certificate_id) REFERENCES certificates (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT fk_certificate_sites_organisation_id_site_id FOREIGN KEY(organisation_id, site_id) REFERENCES sites (organisation_id, id),
    CONSTRAINT fk_certificate_sites_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_certificate_sites_organisation_id_site_id ON certificate_sites (organisation_id, site_id);

CREATE TABLE sessions (
    id VARCHAR(36) NOT NULL,
    user_id VARCHAR(36) NOT NULL,
    organisation_id VARCHAR(36),
    token_sha256 VARCHAR(64) NOT NULL,
    created_at VARCHAR(27) NOT NULL,
    seen_at VARCHAR(27) NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL,
    CONSTRAINT pk_sessions PRIMARY KEY (id),
    CONSTRAINT fk_sessions_organisation_id_user_id FOREIGN KEY(organisation_id, user_id) REFERENCES memberships (organisation_id, user_id) ON DELETE CASCADE,
    CONSTRAINT fk_sessions_user_id FOREIGN KEY(user_id) REFERENCES users (id),
    CONSTRAINT uq_sessions_token_sha256 UNIQUE (token_sha256)
);

CREATE INDEX ix_sessions_user_id ON sessions (user_id);

CREATE TABLE actions (
    organisation_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    assessment_id VARCHAR(36) NOT NULL,
    criterion TEXT NOT NULL,
    requirement TEXT NOT NULL,
    title TEXT NOT NULL,
    owner TEXT NOT NULL,
    due DATE,
    state TEXT NOT NULL,
    cost TEXT NOT NULL,
    closure TEXT NOT NULL,
    version INTEGER NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    changed_by TEXT NOT NULL,
    CONSTRAINT pk_actions PRIMARY KEY (organisation_id, id),
    CONSTRAINT fk_actions_organisation_id_assessment_id FOREIGN KEY(organisation_id, assessment_id) REFERENCES assessments (organisation_id, id),
    CONSTRAINT fk_actions_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_actions_organisation_id_assessment_id ON actions (organisation_id, assessment_id);

CREATE TABLE answers (
    organisation_id VARCHAR(36) NOT NULL,
    assessment_id VARCHAR(36) NOT NULL,
    requirement VARCHAR(80) NOT NULL,
    answer TEXT NOT NULL,
    note TEXT NOT NULL,
    carried VARCHAR(10),
    carried_from TEXT,
    version INTEGER NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    changed_by TEXT NOT NULL,
    CONSTRAINT pk_answers PRIMARY KEY (organisation_id, assessment_id, requirement),
    CONSTRAINT fk_answers_organisation_id_assessment_id FOREIGN KEY(organisation_id, assessment_id) REFERENCES assessments (organisation_id, id),
    CONSTRAINT fk_answers_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE TABLE assessment_evidence (
    organisation_id VARCHAR(36) NOT NULL,
    assessment_id VARCHAR(36) NOT NULL,
    evidence_id VARCHAR(36) NOT NULL,
    shown VARCHAR(80) NOT NULL,
    CONSTRAINT pk_assessment_evidence PRIMARY KEY (organisation_id, assessment_id, evidence_id, shown),
    CONSTRAINT fk_assessment_evidence_organisation_id_assessment_id FOREIGN KEY(organisation_id, assessment_id) REFERENCES assessments (organisation_id, id),
    CONSTRAINT fk_assessment_evidence_organisation_id_evidence_id FOREIGN KEY(organisation_id, evidence_id) REFERENCES evidence (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT fk_assessment_evidence_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_assessment_evidence_organisation_id_evidence_id ON assessment_evidence (organisation_id, evidence_id);

CREATE TABLE determinations (
    organisation_id VARCHAR(36) NOT NULL,
    assessment_id VARCHAR(36) NOT NULL,
    criterion VARCHAR(80) NOT NULL,
    rating TEXT NOT NULL,
    reason TEXT NOT NULL,
    determined_by VARCHAR(36),
    version INTEGER NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    changed_by TEXT NOT NULL,
    CONSTRAINT pk_determinations PRIMARY KEY (organisation_id, assessment_id, criterion),
    CONSTRAINT fk_determinations_organisation_id_assessment_id FOREIGN KEY(organisation_id, assessment_id) REFERENCES assessments (organisation_id, id),
    CONSTRAINT fk_determinations_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id),
    CONSTRAINT fk_determinations_determined_by FOREIGN KEY(determined_by) REFERENCES users (id)
);

CREATE TABLE ratings (
    organisation_id VARCHAR(36) NOT NULL,
    assessment_id VARCHAR(36) NOT NULL,
    criterion VARCHAR(80) NOT NULL,
    rating VARCHAR(20),
    reason TEXT NOT NULL,
    open_case BOOLEAN NOT NULL,
    version INTEGER NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    changed_by TEXT NOT NULL,
    CONSTRAINT pk_ratings PRIMARY KEY (organisation_id, assessment_id, criterion),
    CONSTRAINT fk_ratings_organisation_id_assessment_id FOREIGN KEY(organisation_id, assessment_id) REFERENCES assessments (organisation_id, id),
    CONSTRAINT fk_ratings_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE TABLE reports (
    organisation_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    assessment_id VARCHAR(36) NOT NULL,
    format TEXT NOT NULL,
    language TEXT NOT NULL,
    matrix TEXT NOT NULL,
    as_of DATE NOT NULL,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    message TEXT NOT NULL,
    tries INTEGER NOT NULL,
    asked_at VARCHAR(27) NOT NULL,
    asked_by TEXT NOT NULL,
    heartbeat VARCHAR(27),
    finished_at VARCHAR(27),
    file_name TEXT NOT NULL,
    stored_name VARCHAR(64),
    sha256 VARCHAR(64) NOT NULL,
    CONSTRAINT pk_reports PRIMARY KEY (organisation_id, id),
    CONSTRAINT fk_reports_organisation_id_assessment_id FOREIGN KEY(organisation_id, assessment_id) REFERENCES assessments (organisation_id, id),
    CONSTRAINT fk_reports_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_reports_organisation_id_assessment_id ON reports (organisation_id, assessment_id);

CREATE INDEX ix_reports_state ON reports (state);

CREATE TABLE submissions (
    organisation_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    assessment_id VARCHAR(36) NOT NULL,
    number INTEGER NOT NULL,
    day DATE NOT NULL,
    submitted_by TEXT NOT NULL,
    submitted_at VARCHAR(27) NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    snapshot TEXT NOT NULL,
    CONSTRAINT pk_submissions PRIMARY KEY (organisation_id, id),
    CONSTRAINT fk_submissions_organisation_id_assessment_id FOREIGN KEY(organisation_id, assessment_id) REFERENCES assessments (organisation_id, id),
    CONSTRAINT fk_submissions_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE UNIQUE INDEX ix_submissions_organisation_id_assessment_id_number ON submissions (organisation_id, assessment_id, number);

CREATE TABLE action_evidence (
    organisation_id VARCHAR(36) NOT NULL,
    action_id VARCHAR(36) NOT NULL,
    evidence_id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_action_evidence PRIMARY KEY (organisation_id, action_id, evidence_id),
    CONSTRAINT fk_action_evidence_organisation_id_action_id FOREIGN KEY(organisation_id, action_id) REFERENCES actions (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT fk_action_evidence_organisation_id_evidence_id FOREIGN KEY(organisation_id, evidence_id) REFERENCES evidence (organisation_id, id) ON DELETE CASCADE,
    CONSTRAINT fk_action_evidence_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_action_evidence_organisation_id_evidence_id ON action_evidence (organisation_id, evidence_id);
