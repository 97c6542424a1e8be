-- Views for analysts: one row for each thing that is current, one column for each plain field. What they show is read out of the texts;
-- nothing is kept twice. A NUL character, which SQL cannot show, is shown as U+FFFD.
CREATE VIEW live AS
SELECT kind, id, version, replace(body, '\u0000', '\ufffd') AS body FROM object WHERE ended = 0;

-- Applicants, partners, firms.
CREATE VIEW "organisation" AS
SELECT
  live.id AS "id",
  live.body ->> '$.organisation.name' AS "name",
  live.body ->> '$.organisation.kind' AS "kind",
  live.body ->> '$.organisation.register_number' AS "register_number",
  live.body ->> '$.organisation.partner' AS "partner",
  live.version AS "version"
FROM live WHERE live.kind = 'organisation';

-- Who or what pays; `rate` in millionths of the cost.
CREATE VIEW "funding_source" AS
SELECT
  live.id AS "id",
  live.body ->> '$."funding-source".title.nl' AS "title",
  live.body ->> '$."funding-source".title.en' AS "title_en",
  live.body ->> '$."funding-source".kind' AS "kind",
  live.body ->> '$."funding-source".rate.millionths' AS "rate",
  live.version AS "version"
FROM live WHERE live.kind = 'funding-source';

-- Proposals and actions; a proposal has an applicant.
CREATE VIEW "action" AS
SELECT
  live.id AS "id",
  live.body ->> '$.action.kind' AS "kind",
  live.body ->> '$.action.title.nl' AS "title",
  live.body ->> '$.action.title.en' AS "title_en",
  live.body ->> '$.action.stage' AS "stage",
  live.body ->> '$.action.framework' AS "framework",
  live.body ->> '$.action.scale' AS "scale",
  live.body ->> '$.action.from' AS "first_day",
  live.body ->> '$.action.to' AS "last_day",
  live.body ->> '$.action.request.applicant' AS "applicant",
  live.body ->> '$.action.request.received' AS "received",
  live.version AS "version"
FROM live WHERE live.kind = 'action';

-- Who takes part in an action.
CREATE VIEW "action_partner" AS
SELECT
  live.id AS "action",
  item.value ->> '$.organisation' AS "organisation",
  item.value ->> '$.role' AS "role"
FROM live, json_each(live.body, '$.action.partners') AS item WHERE live.kind = 'action';

-- Money of actions by year; an unknown amount has no `cents`.
CREATE VIEW "money_line" AS
SELECT
  live.id AS "action",
  item.value ->> '$.id' AS "id",
  item.value ->> '$.year' AS "year",
  item.value ->> '$.step' AS "step",
  item.value ->> '$.side' AS "side",
  item.value ->> '$.source' AS "source",
  item.value ->> '$.amount.cents' AS "cents",
  item.value ->> '$.programme' AS "programme",
  item.value ->> '$.task_field' AS "task_field"
FROM live, json_each(live.body, '$.action.money') AS item WHERE live.kind = 'action';

-- Tests of proposals.
CREATE VIEW "appraisal" AS
SELECT
  live.id AS "id",
  live.body ->> '$.appraisal.proposal' AS "proposal",
  live.body ->> '$.appraisal.set' AS "criteria_set",
  live.body ->> '$.appraisal.version' AS "set_version",
  live.body ->> '$.appraisal.set_hash' AS "set_hash",
  live.body ->> '$.appraisal.moment' AS "moment",
  live.body ->> '$.appraisal.assessor' AS "assessor",
  live.body ->> '$.appraisal.made' AS "made",
  live.version AS "version"
FROM live WHERE live.kind = 'appraisal';

-- Answers to gates.
CREATE VIEW "gate_result" AS
SELECT
  live.id AS "appraisal",
  item.value ->> '$.gate' AS "gate",
  item.value ->> '$.answer' AS "answer",
  item.value ->> '$.reason' AS "reason"
FROM live, json_each(live.body, '$.appraisal.gates') AS item WHERE live.kind = 'appraisal';

-- Scores; none where it cannot be said.
CREATE VIEW "score" AS
SELECT
  live.id AS "appraisal",
  item.value ->> '$.criterion' AS "criterion",
  item.value ->> '$.score' AS "score",
  item.value ->> '$.reason' AS "reason"
FROM live, json_each(live.body, '$.appraisal.scores') AS item WHERE live.kind = 'appraisal';

-- What the board passed over.
CREATE VIEW "override" AS
SELECT
  live.id AS "id",
  live.body ->> '$.override.proposal' AS "proposal",
  live.body ->> '$.override.gate' AS "gate",
  live.body ->> '$.override.answer' AS "answer",
  live.body ->> '$.override.reason' AS "reason",
  live.body ->> '$.override.decision' AS "decision",
  live.body ->> '$.override.made' AS "made",
  live.version AS "version"
FROM live WHERE live.kind = 'override';

-- What is expected of actions. Different units never add up.
CREATE VIEW "estimate" AS
SELECT
  live.id AS "id",
  live.body ->> '$.estimate.action' AS "action",
  live.body ->> '$.estimate.on.outcome' AS "outcome",
  live.body ->> '$.estimate.on.indicator' AS "indicator",
  live.body ->> '$.estimate.amount.low' AS "low",
  live.body ->> '$.estimate.amount.central' AS "central",
  live.body ->> '$.estimate.amount.high' AS "high",
  live.body ->> '$.estimate.unit' AS "unit",
  live.body ->> '$.estimate.from' AS "first_year",
  live.body ->> '$.estimate.to' AS "last_year",
  live.body ->> '$.estimate.incidence' AS "incidence",
  live.body ->> '$.estimate.author' AS "author",
  live.body ->> '$.estimate.role' AS "role",
  live.body ->> '$.estimate.made' AS "made",
  live.body ->> '$.estimate.grade' AS "grade",
  live.body ->> '$.estimate.due' AS "due",
  live.body ->> '$.estimate.claim.shared' AS "shared",
  live.body ->> '$.estimate.claim.share.millionths' AS "share",
  live.version AS "version"
FROM live WHERE live.kind = 'estimate';

-- What came of estimates.
CREATE VIEW "finding" AS
SELECT
  live.id AS "id",
  live.body ->> '$.finding.estimate' AS "estimate",
  live.body ->> '$.finding.amount.low' AS "low",
  live.body ->> '$.finding.amount.central' AS "central",
  live.body ->> '$.finding.amount.high' AS "high",
  live.body ->> '$.finding.author' AS "author",
  live.body ->> '$.finding.role' AS "role",
  live.body ->> '$.finding.made' AS "made",
  live.body ->> '$.finding.grade' AS "grade",
  live.version AS "version"
FROM live WHERE live.kind = 'finding';

-- The memory of decisions.
CREATE VIEW "decision" AS
SELECT
  live.id AS "id",
  live.body ->> '$.decision.kind' AS "kind",
  live.body ->> '$.decision.title.nl' AS "title",
  live.body ->> '$.decision.title.en' AS "title_en",
  live.body ->> '$.decision.by' AS "decided_by",
  live.body ->> '$.decision.on' AS "decided_on",
  live.body ->> '$.decision.followed' AS "followed",
  live.version AS "version"
FROM live WHERE live.kind = 'decision';

-- What decisions hang on.
CREATE VIEW "decision_subject" AS
SELECT
  live.id AS "decision",
  item.value ->> '$.action' AS "action",
  item.value ->> '$.element.framework' AS "framework",
  item.value ->> '$.element.element' AS "element"
FROM live, json_each(live.body, '$.decision.about') AS item WHERE live.kind = 'decision';

-- Aid to undertakings.
CREATE VIEW "aid" AS
SELECT
  live.id AS "id",
  live.body ->> '$.aid.undertaking' AS "undertaking",
  live.body ->> '$.aid.rule' AS "rule",
  live.body ->> '$.aid.amount.cents' AS "cents",
  live.body ->> '$.aid.granted' AS "granted",
  live.body ->> '$.aid.action' AS "action",
  live.version AS "version"
FROM live WHERE live.kind = 'aid';

-- Who controls whom.
CREATE VIEW "control" AS
SELECT
  live.id AS "id",
  live.body ->> '$.control.parent' AS "parent",
  live.body ->> '$.control.child' AS "child",
  live.body ->> '$.control.from' AS "first_day",
  live.body ->> '$.control.to' AS "last_day",
  live.body ->> '$.control.reason' AS "reason",
  live.version AS "version"
FROM live WHERE live.kind = 'control';

-- Money that should come back; an unknown amount has no cents.
CREATE VIEW "loan" AS
SELECT
  live.id AS "id",
  live.body ->> '$.loan.fund' AS "fund",
  live.body ->> '$.loan.borrower' AS "borrower",
  live.body ->> '$.loan.action' AS "action",
  live.body ->> '$.loan.principal.cents' AS "principal_cents",
  live.body ->> '$.loan.granted' AS "granted",
  live.body ->> '$.loan.due' AS "due",
  live.body ->> '$.loan.interest.millionths' AS "interest",
  live.body ->> '$.loan.repaid.cents' AS "repaid_cents",
  live.body ->> '$.loan.written_off.cents' AS "written_off_cents",
  live.version AS "version"
FROM live WHERE live.kind = 'loan';
