import { parentPort } from 'node:worker_threads';
import { fetchReading, fetchTarget } from '../../src/core/provider/fetchReading';
import { postgresQuery } from '../../src/node/postgres/postgresQuery';
import { postgres } from '../../src/providers';
import type { Asked, WorkerAnswer } from './asker';
import { originAt } from '../support/ids';

/** Asks in a thread of its own, so that a server that holds it for ever can be told from one that is merely slow. */
const strays: string[] = [];
const nameOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));
process.on('uncaughtException', (error) => void strays.push(`thrown: ${nameOf(error)}`));
process.on('unhandledRejection', (error) => void strays.push(`rejected: ${nameOf(error)}`));

const answer = (given: WorkerAnswer): void => parentPort?.postMessage(given);

parentPort?.on('message', ({ id, ask }: { readonly id: number; readonly ask: Asked | null }) => {
  // What was thrown late is known once the loop has gone round.
  if (ask === null) return void setImmediate(() => setImmediate(() => answer({ id, strays: strays.splice(0) })));
  const faults: string[] = [];
  const { place, connection, definition, limits, now } = ask;
  const account = { site: 'own', origin: originAt(`postgresql://${place}`), definition: { host: place, ...definition } };
  const target = fetchTarget(postgres, account, connection);
  void fetchReading(target, {
    send: () => Promise.reject(new Error('no HTTP')),
    query: postgresQuery(limits),
    now: () => now,
    signal: new AbortController().signal,
    onFault: (error) => void faults.push(nameOf(error)),
  }).then(
    (outcome) => answer({ id, outcome, faults }),
    (error: unknown) => answer({ id, faults: [...faults, `rejected: ${nameOf(error)}`] }),
  );
});
