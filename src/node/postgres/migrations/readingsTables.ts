import { lockSpace, locks } from './names';

/**
 * Checks and what they read, by month. No foreign keys: each row of millions would be looked up, and what they would name is never
 * deleted. `seq` is given under a lock that is held until the commit, so that whoever has read one number has seen all lower ones.
 */
export const readingsTables = (schema: string): string => `
CREATE TABLE ${schema}.machines (
  ref integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  name text NOT NULL,
  version text NOT NULL,
  seen timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE ${schema}.machines IS 'Every machine or container that ever wrote here.';
COMMENT ON COLUMN ${schema}.machines.ref IS 'Its number in the other tables.';
COMMENT ON COLUMN ${schema}.machines.id IS 'Made once on the machine, and kept there.';
COMMENT ON COLUMN ${schema}.machines.name IS 'For people; two machines may have the same.';
COMMENT ON COLUMN ${schema}.machines.version IS 'Of API Balance, when it was last seen.';
COMMENT ON COLUMN ${schema}.machines.seen IS 'When it last said that it is alive.';

CREATE TABLE ${schema}.accounts (
  ref integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL UNIQUE,
  account text NOT NULL,
  place text NOT NULL
);
COMMENT ON TABLE ${schema}.accounts IS 'Accounts that are asked about. The same id at another place is another account.';
COMMENT ON COLUMN ${schema}.accounts.ref IS 'Its number in the other tables.';
COMMENT ON COLUMN ${schema}.accounts.key IS 'SHA-256 of id and place, which may be too long for an index, in hexadecimal.';
COMMENT ON COLUMN ${schema}.accounts.account IS 'Its id in the settings.';
COMMENT ON COLUMN ${schema}.accounts.place IS 'Provider, site, address and what else decides whose money it is.';

CREATE SEQUENCE ${schema}.check_seq AS bigint;

CREATE TABLE ${schema}.checks (
  account_ref integer NOT NULL,
  at timestamptz NOT NULL,
  machine_ref integer NOT NULL,
  epoch bigint NOT NULL,
  outcome text NOT NULL,
  spend jsonb,
  days jsonb,
  seq bigint NOT NULL DEFAULT nextval('${schema}.check_seq'),
  received timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account_ref, at, machine_ref)
) PARTITION BY RANGE (at);
CREATE INDEX checks_seq ON ${schema}.checks (seq);
CREATE INDEX checks_received ON ${schema}.checks USING brin (received);
CREATE TABLE ${schema}.checks_default PARTITION OF ${schema}.checks DEFAULT;
COMMENT ON TABLE ${schema}.checks IS 'One row for each time that a machine asked a provider about an account. By months of "at".';
COMMENT ON COLUMN ${schema}.checks.account_ref IS 'accounts.ref';
COMMENT ON COLUMN ${schema}.checks.at IS 'When the check was over, by the clock of the machine.';
COMMENT ON COLUMN ${schema}.checks.machine_ref IS 'machines.ref of the machine that asked.';
COMMENT ON COLUMN ${schema}.checks.epoch IS 'Grows with another key or place: readings of two epochs are no neighbours. Milliseconds, 0 from the start.';
COMMENT ON COLUMN ${schema}.checks.outcome IS '"answered", or why there is no number.';
COMMENT ON COLUMN ${schema}.checks.spend IS
  'What the provider reported as spent by window: [{window, unit, amount, at, epoch, atLeast?, since?}], amounts in millionths.';
COMMENT ON COLUMN ${schema}.checks.days IS
  'What the provider reported as spent by UTC day: [{day, unit, amount, at, epoch, atLeast?}], amounts in millionths, times in milliseconds.';
COMMENT ON COLUMN ${schema}.checks.seq IS 'In the order of commits.';
COMMENT ON COLUMN ${schema}.checks.received IS 'When it came in, by the clock of the database.';
COMMENT ON TABLE ${schema}.checks_default IS 'Of months that have no table of their own.';

CREATE FUNCTION ${schema}.one_after_another() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
  PERFORM pg_advisory_xact_lock(${lockSpace}, ${locks.handingOn});
  RETURN NULL;
END $body$;
COMMENT ON FUNCTION ${schema}.one_after_another() IS 'Writers wait for one another, so that numbers are committed in their order.';
CREATE TRIGGER one_after_another BEFORE INSERT ON ${schema}.checks
  FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.one_after_another();

CREATE TABLE ${schema}.readings (
  account_ref integer NOT NULL,
  checked_at timestamptz NOT NULL,
  machine_ref integer NOT NULL,
  n smallint NOT NULL,
  unit text NOT NULL,
  cap text,
  at timestamptz NOT NULL,
  epoch bigint NOT NULL,
  available bigint NOT NULL,
  paid bigint,
  granted bigint,
  cap_limit bigint,
  resets_at timestamptz,
  is_imported boolean NOT NULL DEFAULT false,
  PRIMARY KEY (account_ref, checked_at, machine_ref, n)
) PARTITION BY RANGE (checked_at);
CREATE TABLE ${schema}.readings_default PARTITION OF ${schema}.readings DEFAULT;
COMMENT ON TABLE ${schema}.readings IS 'What a check found: a balance, or what a cap leaves. By months of "checked_at". Amounts are whole millionths.';
COMMENT ON COLUMN ${schema}.readings.account_ref IS 'accounts.ref';
COMMENT ON COLUMN ${schema}.readings.checked_at IS 'checks.at of the check it belongs to.';
COMMENT ON COLUMN ${schema}.readings.machine_ref IS 'machines.ref of the machine that asked.';
COMMENT ON COLUMN ${schema}.readings.n IS 'Its place within the check, from 0.';
COMMENT ON COLUMN ${schema}.readings.unit IS 'A currency such as USD, or a unit of the provider.';
COMMENT ON COLUMN ${schema}.readings.cap IS 'The cap, such as "key daily"; null for a balance.';
COMMENT ON COLUMN ${schema}.readings.at IS 'When it was true: before the check, where the provider could not tell it anew.';
COMMENT ON COLUMN ${schema}.readings.epoch IS 'As checks.epoch.';
COMMENT ON COLUMN ${schema}.readings.available IS 'What can be spent, in millionths of the unit: 12.34 USD is 12340000.';
COMMENT ON COLUMN ${schema}.readings.paid IS 'The paid part of it, in millionths; null where the provider names none.';
COMMENT ON COLUMN ${schema}.readings.granted IS 'The granted part of it, in millionths; null where the provider names none.';
COMMENT ON COLUMN ${schema}.readings.cap_limit IS 'What the cap leaves whole, in millionths.';
COMMENT ON COLUMN ${schema}.readings.resets_at IS 'When the cap is next set back.';
COMMENT ON COLUMN ${schema}.readings.is_imported IS 'It came from a file.';
COMMENT ON TABLE ${schema}.readings_default IS 'Of months that have no table of their own.';
`;
