import type { Outcome } from '../core/model/outcome';
import { neverChecked } from '../core/model/snapshot';
import type { EpochMs } from '../core/time/epoch';
import type { Answer, Call } from './answer';
import type { Balances } from './balanceShape';
import { toldBalances } from './getBalances';
import { knownAccounts, type KnownAccount } from './knownAccounts';
import type { CheckAccounts, McpPorts } from './mcpPorts';
import { meant, noSuchAccount } from './withAccounts';

/** Asks the providers of the configuration. What comes is told and kept nowhere: the history is written by who watches. */
export async function checkNow(
  ports: McpPorts,
  check: CheckAccounts,
  { account }: { readonly account?: string | undefined },
  { signal, onProgress }: Call,
): Promise<Answer<Balances>> {
  const read = ports.readSources();
  if (!read.ok) return read;
  const { config } = read.sources;
  if (config === null) return { ok: false, reason: noConfig };
  const all = knownAccounts({ config, providers: ports.providers, history: null, records: new Map(), now: ports.now() });
  const asked = meant(all, account);
  if (asked.length === 0) return { ok: false, reason: noSuchAccount };
  const checked = await check(config, new Set(asked.map(({ id }) => id)), signal, onProgress);
  if (!checked.ok) return checked;
  const now = ports.now();
  return toldBalances(
    asked.map((known) => answered(known, checked.outcomes.get(known.id), now)),
    now,
  );
}

const noConfig =
  'Only the accounts of a configuration can be asked, and there is none: start this server with --config FILE. Keys in it are best "file:PATH".';

function answered(known: KnownAccount, outcome: Outcome | undefined, now: EpochMs): KnownAccount {
  // Where there is only a link, nobody was asked.
  if (outcome === undefined) return known;
  const snapshot = outcome.ok
    ? { ...neverChecked, reading: outcome.reading, checkedAt: now }
    : { ...neverChecked, error: outcome.error, checkedAt: now, failingSince: now };
  return { ...known, snapshot };
}
