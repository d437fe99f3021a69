/**
 * For dashboards. The newest check of an account that was answered is found from the end of an index, whatever lies before it; what a
 * wrong clock stamped later than now waits until its time has come.
 */
export const views = (schema: string): string => `
CREATE VIEW ${schema}.balance_history AS
SELECT a.account, a.place, r.unit, r.cap, r.at, r.checked_at, m.name AS machine,
  r.available * 0.000001 AS available, r.paid * 0.000001 AS paid, r.granted * 0.000001 AS granted, r.cap_limit * 0.000001 AS cap_limit,
  r.resets_at, r.epoch
FROM ${schema}.accounts a
JOIN ${schema}.readings r ON r.account_ref = a.ref
JOIN ${schema}.machines m ON m.ref = r.machine_ref;
COMMENT ON VIEW ${schema}.balance_history IS
  'Every reading, with amounts in units. Name the account and a range of "checked_at", which is what it is found by.';

CREATE VIEW ${schema}.balance_latest AS
SELECT a.account, a.place, r.unit, r.cap, r.at, c.at AS checked_at, m.name AS machine,
  r.available * 0.000001 AS available, r.paid * 0.000001 AS paid, r.granted * 0.000001 AS granted, r.cap_limit * 0.000001 AS cap_limit,
  r.resets_at, newest.outcome, newest.at AS outcome_at
FROM ${schema}.accounts a
CROSS JOIN LATERAL (
  SELECT n.at, n.outcome FROM ${schema}.checks n
  WHERE n.account_ref = a.ref AND n.at <= now() ORDER BY n.at DESC LIMIT 1
) newest
CROSS JOIN LATERAL (
  SELECT k.at, k.machine_ref FROM ${schema}.checks k
  WHERE k.account_ref = a.ref AND k.at <= now() AND k.outcome = 'answered' ORDER BY k.at DESC LIMIT 1
) c
JOIN ${schema}.readings r ON r.account_ref = a.ref AND r.checked_at = c.at AND r.machine_ref = c.machine_ref
JOIN ${schema}.machines m ON m.ref = c.machine_ref;
COMMENT ON VIEW ${schema}.balance_latest IS 'What is left of each account, as the newest check that was answered found it, with amounts in units.';
COMMENT ON COLUMN ${schema}.balance_latest.available IS 'In units: 12.340000 USD. It was true at "at".';
COMMENT ON COLUMN ${schema}.balance_latest.outcome IS 'Of the newest check, which may have failed: then the amounts are those of before.';
`;
