import type { Client } from 'pg';

const mostMs = 1_000;

/**
 * Ends a connection as the server expects it. One that just closes is a line of trouble in its log, and two where a transaction is open.
 * Whatever becomes of it is no fault of anybody's, and it lasts for a moment at most: then, or when it is called off, it is cut.
 * @see https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-TERMINATION
 */
export async function goodbye(client: Client, isInTransaction: boolean, signal?: AbortSignal): Promise<void> {
  let over = (): void => undefined;
  const isOver = new Promise<void>((resolve) => (over = resolve));
  const timer = setTimeout(over, mostMs);
  signal?.addEventListener('abort', over, { once: true });
  try {
    await Promise.race([isOver, farewell(client, isInTransaction)]);
  } catch {
    // It was lost.
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', over);
    client.connection.stream.destroy();
  }
}

async function farewell(client: Client, isInTransaction: boolean): Promise<void> {
  // A pooler closes the server's connection where a transaction is left open.
  if (isInTransaction) await client.query('ROLLBACK');
  await client.end();
}
