import type { SharedMessage } from '../../core/shared/sharedStore';
import { asAccountId } from '../../core/model/accountId';
import { asMs, fromMs, numberOf, textOf } from './columns';
import { nameAccounts, type ThisMachine } from './nameAccounts';
import type { Ask, TextRow } from './sharedConnection';

/** So long is it known that a message is over. */
const keptFor = "interval '30 days'";

export async function putMessages(ask: Ask, schema: string, me: ThisMachine, messages: readonly SharedMessage[]): Promise<null> {
  await nameAccounts(ask, schema, me, []);
  // A few at a time, so that nobody waits for the cleaning of years.
  await ask(`DELETE FROM ${schema}.messages WHERE id IN (
    SELECT id FROM ${schema}.messages WHERE done_at < now() - ${keptFor} ORDER BY done_at LIMIT 500 FOR UPDATE SKIP LOCKED)`);
  const sorted = [...messages].sort((a, b) => (a.id < b.id ? -1 : 1));
  await ask(
    `INSERT INTO ${schema}.messages (id, machine_ref, account, channel, body, at)
     SELECT g.id, m.ref, g.account, g.channel, g.body, ${fromMs('g.at')}
     FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[]) AS g(id, account, channel, body, at),
       ${schema}.machines m
     WHERE m.id = $1::uuid AND ${fromMs('g.at')} > now() - ${keptFor} ORDER BY g.id ON CONFLICT DO NOTHING`,
    [
      me.id,
      sorted.map(({ id }) => id),
      sorted.map(({ account }) => (account === null ? null : storable(account))),
      sorted.map(({ channel }) => storable(channel)),
      sorted.map(({ body }) => storable(body)),
      sorted.map(({ at }) => Math.round(at)),
    ],
  );
  return null;
}

export async function takeMessages(
  ask: Ask,
  schema: string,
  me: ThisMachine,
  channels: readonly string[],
  { forMs, most }: { readonly forMs: number; readonly most: number },
): Promise<readonly SharedMessage[]> {
  await nameAccounts(ask, schema, me, []);
  const rows = await ask(
    `UPDATE ${schema}.messages t SET holder_ref = m.ref, until = clock_timestamp() + $3::bigint * interval '1 millisecond'
     FROM ${schema}.machines m
     WHERE m.id = $1::uuid AND t.id IN (
       SELECT id FROM ${schema}.messages
       WHERE done_at IS NULL AND channel = ANY ($2::text[]) AND (holder_ref IS NULL OR until <= clock_timestamp())
       ORDER BY at LIMIT $4::int FOR UPDATE SKIP LOCKED
     )
     RETURNING t.id, t.account, t.channel, t.body, ${asMs('t.at')} AS at`,
    [me.id, channels, Math.round(forMs), most],
  );
  return rows.map(messageOf).sort((a, b) => a.at - b.at);
}

export async function messageDone(ask: Ask, schema: string, me: ThisMachine, id: string, how: 'posted' | 'givenUp'): Promise<boolean> {
  const rows = await ask(
    `UPDATE ${schema}.messages t SET outcome = $3, done_at = now() FROM ${schema}.machines m
     WHERE m.id = $1::uuid AND t.id = $2::uuid AND t.done_at IS NULL AND ($3 = 'posted' OR t.holder_ref = m.ref) RETURNING 1`,
    [me.id, id, how],
  );
  return rows.length > 0;
}

function messageOf(row: TextRow): SharedMessage {
  const account = row['account'];
  return {
    id: textOf(row, 'id'),
    account: account === null || account === undefined ? null : asAccountId(account),
    channel: textOf(row, 'channel'),
    body: textOf(row, 'body'),
    at: numberOf(row, 'at'),
  };
}

/** PostgreSQL takes no zero character and no half of one, and one such message would hold up all others. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}
