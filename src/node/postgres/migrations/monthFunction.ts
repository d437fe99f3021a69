import { lockSpace, locks } from './names';

/**
 * A month's tables, with what had gone into the default ones meanwhile. It runs with the rights of the owner, so that writers need none
 * to create; and a month far from now, which only a wrong clock names, stays in the default tables. A table is filled before it is
 * attached: made as a partition at once it would lock out all readers.
 * @see https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE
 * @see https://www.postgresql.org/docs/current/sql-createfunction.html#SQL-CREATEFUNCTION-SECURITY
 */
export const monthFunction = (schema: string): string => `
CREATE FUNCTION ${schema}.make_month(moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $body$
DECLARE
  first_day timestamptz := date_trunc('month', moment);
  next_first timestamptz := date_trunc('month', moment) + interval '1 month';
  parent text;
  part text;
BEGIN
  IF moment IS NULL OR moment < now() - interval '10 years' OR moment > now() + interval '62 days' THEN
    RETURN false;
  END IF;
  PERFORM pg_advisory_xact_lock(${lockSpace}, ${locks.months});
  FOREACH parent IN ARRAY ARRAY['checks', 'readings'] LOOP
    part := parent || to_char(first_day, '_YYYY_MM');
    CONTINUE WHEN EXISTS (
      SELECT FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace WHERE s.nspname = '${schema}' AND c.relname = part
    );
    -- Else a row could come in after those that are moved, and the table could not be attached.
    EXECUTE format('LOCK TABLE ${schema}.%I IN ACCESS EXCLUSIVE MODE', parent || '_default');
    EXECUTE format('CREATE TABLE ${schema}.%I (LIKE ${schema}.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', part, parent);
    EXECUTE format(
      'WITH moved AS (DELETE FROM ${schema}.%I WHERE %I >= $1 AND %I < $2 RETURNING *) INSERT INTO ${schema}.%I SELECT * FROM moved',
      parent || '_default', CASE parent WHEN 'checks' THEN 'at' ELSE 'checked_at' END,
      CASE parent WHEN 'checks' THEN 'at' ELSE 'checked_at' END, part
    ) USING first_day, next_first;
    EXECUTE format('ALTER TABLE ${schema}.%I ATTACH PARTITION ${schema}.%I FOR VALUES FROM (%L) TO (%L)', parent, part, first_day, next_first);
  END LOOP;
  RETURN true;
END $body$;
COMMENT ON FUNCTION ${schema}.make_month(timestamptz) IS
  'Makes the tables of a month where there are none. False for a month that is too far from now to have one.';
REVOKE ALL ON FUNCTION ${schema}.make_month(timestamptz) FROM PUBLIC;
`;
