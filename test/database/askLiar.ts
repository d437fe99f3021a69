import assert from 'node:assert/strict';
import { errorKinds, type ProviderError } from '../../src/core/model/providerError';
import { Asker, type Asked, type Told } from './asker';
import { lyingServer, type Lie } from './lyingServer';

/** In whatever a lying server writes as text, so that it can be searched for in what came of it. */
export const marked = 'MARKED-by-the-server';

export interface Landed extends Told {
  /** Bytes that were taken from the server. */
  readonly taken: number;
  /** All that the server got. */
  readonly heard: Buffer;
}

/** Asks a server that lies, and waits until the connection is closed at both ends. */
export async function askLiar(asker: Asker, lie: Lie, more: Partial<Asked> = {}): Promise<Landed> {
  const server = await lyingServer(lie);
  try {
    const told = await asker.ask(server.place, more);
    assert.notEqual(told.outcome, undefined, told.faults.join('; '));
    await server.closed();
    return { ...told, taken: server.taken(), heard: server.heard() };
  } finally {
    await server.stop();
  }
}

/** A failure of the closed set, in words of our own. */
export function failureIn({ outcome, faults }: Told, what = ''): ProviderError {
  assert.deepEqual(faults, [], `${what}: ${faults.join('; ')}`);
  assert.ok(outcome && !outcome.ok, `${what}: ${JSON.stringify(outcome)}`);
  const { error } = outcome;
  assert.ok(errorKinds.includes(error.kind), `${what}: ${error.kind}`);
  assertPlain(error, what);
  return error;
}

function assertPlain({ field = '', hint = '' }: ProviderError, what: string): void {
  for (const text of [field, hint]) assert.match(text, /^[\x20-\x7e]{0,200}$/, `${what}: ${JSON.stringify(text)}`);
  assert.doesNotMatch(field + hint, /MARKED|command:|secret/i, what);
}

/** Kind and field, or the amount where there is one. */
export function gist({ outcome, faults }: Told): string {
  if (faults.length > 0 || !outcome) return `FAULT ${faults.join('; ')}`;
  if (outcome.ok) return `ok ${JSON.stringify(outcome.reading.balances.map(({ available, unit }) => [available, unit]))}`;
  return outcome.error.field === undefined ? outcome.error.kind : `${outcome.error.kind}: ${outcome.error.field}`;
}

/** One asker for the tests of a block; whatever a server did to it, nothing is left of it, and nothing was thrown aside. */
export function useAsker(): () => Asker {
  let asker: Asker | undefined;
  before(() => void (asker = new Asker()));
  afterEach(async () => assert.deepEqual(await asker?.strays(), [], 'thrown where nobody could catch it'));
  after(() => asker?.stop());
  return () => asker!;
}
