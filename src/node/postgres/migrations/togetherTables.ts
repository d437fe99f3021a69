/** Leases and messages: what machines agree on, where one row is written again and again. */
export const togetherTables = (schema: string): string => `
CREATE TABLE ${schema}.leases (
  account_ref integer PRIMARY KEY REFERENCES ${schema}.accounts,
  holder_ref integer REFERENCES ${schema}.machines,
  term bigint NOT NULL,
  until timestamptz NOT NULL,
  record text,
  asked_at timestamptz,
  kept_at timestamptz,
  kept_by integer REFERENCES ${schema}.machines,
  mark uuid
) WITH (fillfactor = 70);
COMMENT ON TABLE ${schema}.leases IS 'Which machine asks about an account, and what the last answer was.';
COMMENT ON COLUMN ${schema}.leases.account_ref IS 'accounts.ref';
COMMENT ON COLUMN ${schema}.leases.holder_ref IS 'machines.ref of the one that may ask; null: nobody.';
COMMENT ON COLUMN ${schema}.leases.term IS 'Grows with each claim; an answer under an older one is refused.';
COMMENT ON COLUMN ${schema}.leases.until IS 'When the claim runs out, by the clock of the database.';
COMMENT ON COLUMN ${schema}.leases.record IS 'What is known of the account, as the program writes it.';
COMMENT ON COLUMN ${schema}.leases.asked_at IS 'When the provider was asked, by the clock of the machine that asked.';
COMMENT ON COLUMN ${schema}.leases.kept_at IS 'When the record was written, by the clock of the database.';
COMMENT ON COLUMN ${schema}.leases.kept_by IS 'machines.ref of the one that wrote it.';
COMMENT ON COLUMN ${schema}.leases.mark IS 'Another one with each record, so that readers know what they have read.';

CREATE TABLE ${schema}.messages (
  id uuid PRIMARY KEY,
  machine_ref integer NOT NULL REFERENCES ${schema}.machines,
  account text,
  channel text NOT NULL,
  body text NOT NULL,
  at timestamptz NOT NULL,
  holder_ref integer REFERENCES ${schema}.machines,
  until timestamptz,
  outcome text CHECK (outcome IN ('posted', 'givenUp')),
  done_at timestamptz,
  CHECK ((outcome IS NULL) = (done_at IS NULL))
) WITH (fillfactor = 70);
CREATE INDEX messages_waiting ON ${schema}.messages (at) WHERE done_at IS NULL;
CREATE INDEX messages_done ON ${schema}.messages (done_at) WHERE done_at IS NOT NULL;
COMMENT ON TABLE ${schema}.messages IS 'Messages to be posted once. Those that are over are kept for 30 days, so that none is posted again.';
COMMENT ON COLUMN ${schema}.messages.id IS 'The same id is the same message.';
COMMENT ON COLUMN ${schema}.messages.machine_ref IS 'machines.ref of the one that wrote it.';
COMMENT ON COLUMN ${schema}.messages.account IS 'Whom it is about; null: all.';
COMMENT ON COLUMN ${schema}.messages.channel IS 'Where it goes, by the name that the machines have for it.';
COMMENT ON COLUMN ${schema}.messages.body IS 'As the program writes it.';
COMMENT ON COLUMN ${schema}.messages.at IS 'When it was written, by the clock of that machine.';
COMMENT ON COLUMN ${schema}.messages.holder_ref IS 'machines.ref of the one that is posting it.';
COMMENT ON COLUMN ${schema}.messages.until IS 'After this it is for any other machine to post, by the clock of the database.';
COMMENT ON COLUMN ${schema}.messages.outcome IS 'posted or givenUp; null: neither yet.';
COMMENT ON COLUMN ${schema}.messages.done_at IS 'Since when it is over.';
`;
