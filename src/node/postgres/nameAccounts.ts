import type { MachineName, SharedAccount } from '../../core/shared/sharedEntry';
import { accountKey } from './accountKey';
import type { Ask } from './sharedConnection';

export interface ThisMachine extends MachineName {
  /** Of the program that runs on it. */
  readonly version: string;
}

/**
 * Makes sure that machine and accounts have their numbers. In the order of their keys, so that two machines that name the same ones
 * never wait for each other; and only where they lack, since each try would use up a number.
 */
export async function nameAccounts(ask: Ask, schema: string, machine: ThisMachine, accounts: readonly SharedAccount[]): Promise<void> {
  const byKey = new Map(accounts.map((one) => [accountKey(one), one]));
  const sorted = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1));
  await ask(
    `WITH me AS (
       INSERT INTO ${schema}.machines (id, name, version) SELECT $1::uuid, $2, $3
       WHERE NOT EXISTS (SELECT FROM ${schema}.machines WHERE id = $1::uuid) ON CONFLICT DO NOTHING
     )
     INSERT INTO ${schema}.accounts (key, account, place)
     SELECT g.key, g.account, g.place FROM unnest($4::text[], $5::text[], $6::text[]) AS g(key, account, place)
     WHERE NOT EXISTS (SELECT FROM ${schema}.accounts a WHERE a.key = g.key) ORDER BY g.key ON CONFLICT DO NOTHING`,
    [
      machine.id,
      machine.name,
      machine.version,
      sorted.map(([key]) => key),
      sorted.map(([, { account }]) => account),
      sorted.map(([, { place }]) => place),
    ],
  );
}
