import type { SeenMachine } from '../../core/shared/sharedStore';
import { asMs, numberOf, textOf } from './columns';
import type { ThisMachine } from './nameAccounts';
import type { Ask } from './sharedConnection';

export async function seen(ask: Ask, schema: string, { id, name, version }: ThisMachine): Promise<null> {
  await ask(
    `INSERT INTO ${schema}.machines AS m (id, name, version) VALUES ($1::uuid, $2, $3)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, version = excluded.version, seen = clock_timestamp()`,
    [id, name, version],
  );
  return null;
}

export async function machines(ask: Ask, schema: string): Promise<readonly SeenMachine[]> {
  const rows = await ask(
    `SELECT id, name, version, ${asMs('seen')} AS seen_at, greatest(0, ${asMs('clock_timestamp()')} - ${asMs('seen')}) AS seen_ago
     FROM ${schema}.machines ORDER BY seen DESC, id`,
  );
  return rows.map((row) => ({
    id: textOf(row, 'id'),
    name: textOf(row, 'name'),
    version: textOf(row, 'version'),
    seenAt: numberOf(row, 'seen_at'),
    seenAgoMs: numberOf(row, 'seen_ago'),
  }));
}
