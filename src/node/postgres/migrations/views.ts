/**
 * The time of an account's newest check, from the end of an index. What a wrong clock stamped later than now waits until its time has
 * come. It is mostly one of the last days, and only else are the tables of all months looked into.
 */
const newest = (schema: string, which: string): string => {
  const within = (range: string): string => `(
    SELECT k.at FROM ${schema}.checks k WHERE k.account_ref = a.ref AND ${range} AND ${which} ORDER BY k.at DESC LIMIT 1
  )`;
  return `coalesce(${within("k.at > now() - interval '40 days' AND k.at <= now()")}, ${within("k.at <= now() - interval '40 days'")})`;
};

/**
 * For dashboards. OFFSET 0 keeps the planner from reading all readings to join them. A function, since it can say that its plan is not to
 * be compiled: over the tables of eight years that took nine seconds, and the rest a hundredth of one.
 * @see https://www.postgresql.org/docs/current/jit-decision.html
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

CREATE FUNCTION ${schema}.latest_readings() RETURNS TABLE (
  account_ref integer, checked_at timestamptz, machine_ref integer, unit text, cap text, at timestamptz, available bigint, paid bigint,
  granted bigint, cap_limit bigint, resets_at timestamptz, outcome text, outcome_at timestamptz
) LANGUAGE plpgsql STABLE ROWS 50 SET search_path = pg_catalog, pg_temp SET jit = off AS $body$
BEGIN
  RETURN QUERY
  SELECT a.ref, r.checked_at, r.machine_ref, r.unit, r.cap, r.at, r.available, r.paid, r.granted, r.cap_limit, r.resets_at,
    latest.outcome, latest.at
  FROM ${schema}.accounts a
  CROSS JOIN LATERAL (
    SELECT ${newest(schema, 'true')} AS of_any, ${newest(schema, "k.outcome = 'answered'")} AS of_answer OFFSET 0
  ) t
  CROSS JOIN LATERAL (
    SELECT k.at, k.outcome FROM ${schema}.checks k WHERE k.account_ref = a.ref AND k.at = t.of_any ORDER BY k.machine_ref LIMIT 1
  ) latest
  CROSS JOIN LATERAL (
    SELECT k.machine_ref FROM ${schema}.checks k WHERE k.account_ref = a.ref AND k.at = t.of_answer AND k.outcome = 'answered'
    ORDER BY k.machine_ref LIMIT 1
  ) c
  CROSS JOIN LATERAL (
    SELECT * FROM ${schema}.readings k WHERE k.account_ref = a.ref AND k.checked_at = t.of_answer AND k.machine_ref = c.machine_ref OFFSET 0
  ) r;
END $body$;
COMMENT ON FUNCTION ${schema}.latest_readings() IS 'What balance_latest shows, by numbers. Compiling its plan would take seconds.';

CREATE VIEW ${schema}.balance_latest AS
SELECT a.account, a.place, l.unit, l.cap, l.at, l.checked_at, m.name AS machine,
  l.available * 0.000001 AS available, l.paid * 0.000001 AS paid, l.granted * 0.000001 AS granted, l.cap_limit * 0.000001 AS cap_limit,
  l.resets_at, l.outcome, l.outcome_at
FROM ${schema}.latest_readings() l
JOIN ${schema}.accounts a ON a.ref = l.account_ref
JOIN ${schema}.machines m ON m.ref = l.machine_ref;
COMMENT ON VIEW ${schema}.balance_latest IS 'What is left of each account, as the newest check that was answered found it, with amounts in units.';
COMMENT ON COLUMN ${schema}.balance_latest.available IS 'In units: 12.340000 USD. It was true at "at".';
COMMENT ON COLUMN ${schema}.balance_latest.outcome IS 'Of the newest check, which may have failed: then the amounts are those of before.';
`;
