import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { sharedAddress } from '../../src/core/shared/sharedAddress';
import type { SharedStore } from '../../src/core/shared/sharedStore';
import { postgresSharedStore } from '../../src/node/postgres/postgresSharedStore';
import { entryAt } from '../database/sharedHistory';
import { owner, ownerPassword, startPostgres, type PostgresServer } from '../database/startPostgres';
import { median } from './median';

const accounts = 35;
const quarterHour = 15 * 60_000;
const many = Number(process.argv[2] ?? 10_000_000);
const few = Math.min(many, 100_000);
const end = Date.now() - (Date.now() % quarterHour);
const rounds = 9;
const atOnce = 5_000;

/** Both have the same accounts, and the newest 30 days of both are the same; the larger one goes back years. */
async function fill(server: PostgresServer, schema: string, readings: number): Promise<void> {
  const each = Math.floor(readings / accounts);
  const at = `to_timestamp(${end / 1000}) - (${each - 1} - n) * interval '15 minutes'`;
  await server.run(`
    SELECT ${schema}.make_month(m) FROM generate_series(to_timestamp(${end / 1000}) - ${each} * interval '15 minutes',
      to_timestamp(${end / 1000}) + interval '31 days', interval '28 days') m`);
  await server.run(`
    INSERT INTO ${schema}.accounts (key, account, place) SELECT 'k' || a, 'account ' || a, 'filled' FROM generate_series(1, ${accounts}) a;
    INSERT INTO ${schema}.checks (account_ref, at, machine_ref, epoch, outcome)
      SELECT a.ref, ${at}, (SELECT min(ref) FROM ${schema}.machines), 0, 'answered'
      FROM generate_series(0, ${each - 1}) n CROSS JOIN ${schema}.accounts a WHERE a.place = 'filled'`);
  await server.run(`
    INSERT INTO ${schema}.readings (account_ref, checked_at, machine_ref, n, unit, at, epoch, available)
      SELECT account_ref, at, machine_ref, 0, 'USD', at, 0, 20000000000 - seq * 17 FROM ${schema}.checks`);
  await server.run(`VACUUM (ANALYZE) ${schema}.checks`);
  await server.run(`VACUUM (ANALYZE) ${schema}.readings`);
}

async function storeOf(server: PostgresServer, schema: string): Promise<SharedStore> {
  const address = sharedAddress(server.connection(owner, ownerPassword));
  if (!address.ok) throw new Error(address.fault);
  const store = postgresSharedStore({ hosts: address.hosts, schema, machine: { id: randomUUID(), name: 'bench', version: '0' } });
  const opened = await store.open();
  if (!opened.ok) throw new Error(opened.fault.kind);
  return store;
}

interface Row {
  readonly name: string;
  readonly run: (round: number) => Promise<number>;
  readonly baseline: (round: number) => Promise<number>;
  /** How many times the baseline it may take. */
  readonly allowed: number;
}

/** The two take turns, so that a machine that slows down does so for both. */
async function measure({ name, run, baseline, allowed }: Row): Promise<void> {
  const [took, base]: [number[], number[]] = [[], []];
  let rows = 0;
  const time = async (into: number[], work: () => Promise<number>): Promise<void> => {
    const began = performance.now();
    rows = await work();
    into.push(performance.now() - began);
  };
  // The first of each reads from the disk.
  for (let round = -1; round < rounds; round += 1) {
    await time(round < 0 ? [] : base, () => baseline(round));
    await time(round < 0 ? [] : took, () => run(round));
  }
  const ratio = median(took) / median(base);
  const isKept = ratio <= allowed;
  console.log(
    [
      name.padEnd(58),
      median(took).toFixed(1).padStart(8),
      median(base).toFixed(1).padStart(8),
      ratio.toFixed(2).padStart(6),
      `≤ ${allowed}`.padStart(6),
      String(rows).padStart(6),
      isKept ? '' : '  TOO SLOW',
    ].join(' '),
  );
  if (!isKept) process.exitCode = 1;
}

async function handOn(store: SharedStore, round: number): Promise<number> {
  const entries = Array.from({ length: atOnce }, (_, n) => entryAt(end + (round + 2) * 10_000_000 + n * 1000, `new ${n % accounts}`));
  const done = await store.handOn(entries);
  if (!done.ok) throw new Error(done.fault.kind);
  return done.value.added;
}

async function bareInsert(client: Client, round: number): Promise<number> {
  let added = 0;
  for (let batch = 0; batch < atOnce; batch += 500) {
    const rows = Array.from({ length: 500 }, (_, n) => batch + n);
    const { rowCount } = await client.query(
      `INSERT INTO bare SELECT a, 'USD', to_timestamp(t / 1000.0), m, v
       FROM unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[]) AS g(a, t, m, v) ON CONFLICT DO NOTHING`,
      [
        rows.map((n) => `new ${n % accounts}`),
        rows.map((n) => end + (round + 2) * 10_000_000 + n * 1000),
        rows.map(() => 'bench'),
        rows.map((n) => n),
      ],
    );
    added += rowCount ?? 0;
  }
  return added;
}

async function main(server: PostgresServer, client: Client): Promise<void> {
  const store = await storeOf(server, 'many');
  const small = await storeOf(server, 'few');
  const others = await storeOf(server, 'many');
  const otherSmall = await storeOf(server, 'few');
  const began = performance.now();
  await fill(server, 'few', few);
  await fill(server, 'many', many);
  await client.query(
    'CREATE TABLE bare (account text, unit text, at timestamptz, machine text, available bigint, PRIMARY KEY (account, unit, at, machine))',
  );
  const { rows } = await client.query<{ readonly size: string; readonly months: string }>(`
    SELECT round(sum(pg_total_relation_size(inhrelid)) / 1e6) AS size, count(*) / 2 - 1 AS months FROM pg_inherits
    WHERE inhparent IN ('many.checks'::regclass, 'many.readings'::regclass)`);
  console.log(
    `\nShared history of ${many} checks with a reading each, ${accounts} accounts every 15 minutes, ${rows[0]?.months ?? '?'} months, beside ${few}: ` +
      `filled in ${((performance.now() - began) / 1000).toFixed(0)} s, ${rows[0]?.size ?? '?'} MB, ${((Number(rows[0]?.size) * 1e6) / many).toFixed(0)} bytes each`,
  );
  console.log(`Median of ${rounds}, ms${' '.repeat(48)}   took baseline  ratio    bar   rows`);
  const read = async (text: string): Promise<number> => (await client.query(text)).rows.length;
  const lately = (schema: string): string =>
    `SELECT checked_at, available FROM ${schema}.balance_history WHERE account = 'account 7' AND place = 'filled' AND unit = 'USD'
     AND checked_at > to_timestamp(${end / 1000}) - interval '30 days' AND checked_at <= to_timestamp(${end / 1000}) ORDER BY checked_at`;
  await measure({
    name: '30 days of one account, by the view; the same of few',
    run: () => read(lately('many')),
    baseline: () => read(lately('few')),
    allowed: 3,
  });
  await measure({
    name: 'the latest of all accounts, by the view; the same of few',
    run: () => read('SELECT * FROM many.balance_latest'),
    baseline: () => read('SELECT * FROM few.balance_latest'),
    allowed: 5,
  });
  const page = async (of: SharedStore, cursor: string | null): Promise<number> => {
    const answer = await of.entriesSince(cursor, 500);
    if (!answer.ok) throw new Error(answer.fault.kind);
    return answer.value.entries.length;
  };
  const cursorBefore = async (schema: string, back: number): Promise<string> => {
    const { rows: found } = await client.query<{ readonly cursor: string }>(
      `SELECT seq || '@' || round(extract(epoch FROM received) * 1000000)::bigint AS cursor FROM ${schema}.checks
       WHERE seq = (SELECT max(seq) FROM ${schema}.checks) - ${back}`,
    );
    return found[0]?.cursor ?? '';
  };
  const [late, lateOfFew] = [await cursorBefore('many', 600), await cursorBefore('few', 600)];
  await measure({
    name: 'a page of 500 checks of others, the newest; the same of few',
    run: () => page(others, late),
    baseline: () => page(otherSmall, lateOfFew),
    allowed: 4,
  });
  await measure({
    name: 'a page of 500 checks of others, the first; the same of few',
    run: () => page(others, null),
    baseline: () => page(otherSmall, null),
    allowed: 4,
  });
  await measure({
    name: `hand on ${atOnce} checks; the same to few`,
    run: (round) => handOn(store, round),
    baseline: (round) => handOn(small, round),
    allowed: 2,
  });
  await measure({
    name: `hand on ${atOnce} checks; insert as many rows into one bare table`,
    run: (round) => handOn(store, round + rounds + 1),
    baseline: (round) => bareInsert(client, round),
    allowed: 6,
  });
  for (const one of [store, small, others, otherSmall]) one.close();
}

async function bench(): Promise<void> {
  const server = await startPostgres({ settings: ['shared_buffers=512MB', 'max_wal_size=8GB', 'autovacuum=off'] });
  const client = new Client({ connectionString: server.connection(owner, ownerPassword), ssl: false });
  try {
    await client.connect();
    await main(server, client);
  } finally {
    await client.end();
    await server.stop();
  }
}

bench().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
