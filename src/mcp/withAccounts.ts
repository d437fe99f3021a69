import type { ReadHistory } from '../core/history/readHistory';
import type { EpochMs } from '../core/time/epoch';
import type { Answer } from './answer';
import { faultTexts, noHistory } from './faultText';
import { knownAccounts, type KnownAccount } from './knownAccounts';
import type { McpPorts } from './mcpPorts';
import { plainName } from './plainName';

/** What an answer is made of. */
export interface Found {
  readonly accounts: readonly KnownAccount[];
  readonly history: ReadHistory;
  readonly now: EpochMs;
}

/** Reads what there is, as it is now, for the accounts that are meant. @param named an id; undefined: all */
export async function withAccounts<T>(
  ports: McpPorts,
  named: string | undefined,
  work: (found: Found) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const read = ports.readSources();
  if (!read.ok) return read;
  const { config, historyFile } = read.sources;
  if (historyFile === null) return { ok: false, reason: noHistory };
  const now = ports.now();
  const records = ports.watchRecords(historyFile);
  const lent = await ports.lendHistory(historyFile, now, async (history) => {
    const all = knownAccounts({ config, providers: ports.providers, history, records, now });
    if (all.length === 0) return { ok: false, reason: emptyHistory } as const;
    const accounts = meant(all, named);
    return accounts.length === 0 ? ({ ok: false, reason: noSuchAccount } as const) : work({ accounts, history, now });
  });
  return lent.ok ? lent.value : { ok: false, reason: faultTexts[lent.fault] };
}

const emptyHistory = 'The history is empty: nothing was checked yet. Let "api-balance watch" or the editor check once.';
export const noSuchAccount = 'No account has this id: list_accounts tells the ids there are.';

/** By the id as it is shown, which is all that a client has. */
export function meant(accounts: readonly KnownAccount[], named: string | undefined): readonly KnownAccount[] {
  return named === undefined ? accounts : accounts.filter(({ id }) => plainName(id) === plainName(named));
}
