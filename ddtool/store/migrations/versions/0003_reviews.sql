-- What assessors see and say. The same words do for SQLite and PostgreSQL. Statements are
-- separated by an empty line.

CREATE TABLE assignments (
    organisation_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    assessment_id VARCHAR(36) NOT NULL,
    firm_id VARCHAR(36) NOT NULL,
    assessor_id VARCHAR(36),
    invited_at VARCHAR(27) NOT NULL,
    invited_by TEXT NOT NULL,
    accepted_at VARCHAR(27),
    accepted_by TEXT NOT NULL,
    ends_on DATE,
    ended_at VARCHAR(27),
    version INTEGER NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    changed_by TEXT NOT NULL,
    CONSTRAINT pk_assignments PRIMARY KEY (organisation_id, id),
    CONSTRAINT fk_assignments_organisation_id_assessment_id FOREIGN KEY(organisation_id, assessment_id) REFERENCES assessments (organisation_id, id),
    CONSTRAINT fk_assignments_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id),
    CONSTRAINT fk_assignments_firm_id FOREIGN KEY(firm_id) REFERENCES organisations (id),
    CONSTRAINT fk_assignments_assessor_id FOREIGN KEY(assessor_id) REFERENCES users (id)
);

CREATE INDEX ix_assignments_firm_id ON assignments (firm_id);

CREATE INDEX ix_assignments_organisation_id_assessment_id ON assignments (organisation_id, assessment_id);

CREATE TABLE findings (
    organisation_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    assessment_id VARCHAR(36) NOT NULL,
    criterion TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    requirements JSON NOT NULL,
    action_id VARCHAR(36),
    version INTEGER NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    changed_by TEXT NOT NULL,
    CONSTRAINT pk_findings PRIMARY KEY (organisation_id, id),
    CONSTRAINT fk_findings_organisation_id_assessment_id FOREIGN KEY(organisation_id, assessment_id) REFERENCES assessments (organisation_id, id),
    CONSTRAINT fk_findings_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_findings_organisation_id_assessment_id ON findings (organisation_id, assessment_id);

CREATE TABLE confirmations (
    organisation_id VARCHAR(36) NOT NULL,
    assessment_id VARCHAR(36) NOT NULL,
    criterion VARCHAR(80) NOT NULL,
    confirmed BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    version INTEGER NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    changed_by TEXT NOT NULL,
    CONSTRAINT pk_confirmations PRIMARY KEY (organisation_id, assessment_id, criterion),
    CONSTRAINT fk_confirmations_organisation_id_assessment_id FOREIGN KEY(organisation_id, assessment_id) REFERENCES assessments (organisation_id, id),
    CONSTRAINT fk_confirmations_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE TABLE requests (
    organisation_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    assessment_id VARCHAR(36) NOT NULL,
    criterion TEXT NOT NULL,
    requirement TEXT NOT NULL,
    text TEXT NOT NULL,
    due DATE,
    state TEXT NOT NULL,
    asked_at VARCHAR(27) NOT NULL,
    asked_by TEXT NOT NULL,
    version INTEGER NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    changed_by TEXT NOT NULL,
    CONSTRAINT pk_requests PRIMARY KEY (organisation_id, id),
    CONSTRAINT fk_requests_organisation_id_assessment_id FOREIGN KEY(organisation_id, assessment_id) REFERENCES assessments (organisation_id, id),
    CONSTRAINT fk_requests_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_requests_organisation_id_assessment_id ON requests (organisation_id, assessment_id);

CREATE TABLE messages (
    organisation_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    assessment_id VARCHAR(36) NOT NULL,
    criterion TEXT NOT NULL,
    request_id VARCHAR(36),
    text TEXT NOT NULL,
    said_by TEXT NOT NULL,
    said_role TEXT NOT NULL,
    said_at VARCHAR(27) NOT NULL,
    number INTEGER NOT NULL,
    CONSTRAINT pk_messages PRIMARY KEY (organisation_id, id),
    CONSTRAINT fk_messages_organisation_id_assessment_id FOREIGN KEY(organisation_id, assessment_id) REFERENCES assessments (organisation_id, id),
    CONSTRAINT fk_messages_organisation_id_request_id FOREIGN KEY(organisation_id, request_id) REFERENCES requests (organisation_id, id),
    CONSTRAINT fk_messages_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE INDEX ix_messages_organisation_id_assessment_id_number ON messages (organisation_id, assessment_id, number);

CREATE TABLE review_notes (
    organisation_id VARCHAR(36) NOT NULL,
    assessment_id VARCHAR(36) NOT NULL,
    method TEXT NOT NULL,
    sampling TEXT NOT NULL,
    interviews JSON NOT NULL,
    documents JSON NOT NULL,
    conclusion TEXT NOT NULL,
    version INTEGER NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    changed_by TEXT NOT NULL,
    CONSTRAINT pk_review_notes PRIMARY KEY (organisation_id, assessment_id),
    CONSTRAINT fk_review_notes_organisation_id_assessment_id FOREIGN KEY(organisation_id, assessment_id) REFERENCES assessments (organisation_id, id),
    CONSTRAINT fk_review_notes_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
);

CREATE TABLE sign_offs (
    organisation_id VARCHAR(36) NOT NULL,
    id VARCHAR(36) NOT NULL,
    assessment_id VARCHAR(36) NOT NULL,
    submission INTEGER NOT NULL,
    submission_sha256 VARCHAR(64) NOT NULL,
    review_sha256 VARCHAR(64) NOT NULL,
    user_id VARCHAR(36),
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    firm TEXT NOT NULL,
    day DATE NOT NULL,
    statement TEXT NOT NULL,
    signed_at VARCHAR(27) NOT NULL,
    CONSTRAINT pk_sign_offs PRIMARY KEY (organisation_id, id),
    CONSTRAINT fk_sign_offs_organisation_id_assessment_id FOREIGN KEY(organisation_id, assessment_id) REFERENCES assessments (organisation_id, id),
    CONSTRAINT fk_sign_offs_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id),
    CONSTRAINT fk_sign_offs_user_id FOREIGN KEY(user_id) REFERENCES users (id)
);

CREATE UNIQUE INDEX ix_sign_offs_organisation_id_assessment_id_submission ON sign_offs (organisation_id, assessment_id, submission);
