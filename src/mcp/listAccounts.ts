import * as z from 'zod';
import { thresholdOf } from '../core/model/headline';
import { toDecimal, unit as unitOf } from '../core/money/money';
import { thresholdsOf } from '../core/views/accountView';
import { accountFields, fieldsOf, titleOf } from './accountFields';
import type { Answer } from './answer';
import { noHistory } from './faultText';
import { knownAccounts, type KnownAccount } from './knownAccounts';
import type { McpPorts } from './mcpPorts';
import { plainName } from './plainName';
import { withAccounts } from './withAccounts';

const unitShape = z.strictObject({
  unit: z.string().describe('A currency such as USD, or a unit of the provider such as credits'),
  threshold: z.string().nullable().describe('From this amount on a balance counts as low; null where none does'),
});

export const accountsShape = z.strictObject({
  accounts: z.array(
    z.strictObject({
      ...accountFields,
      isConfigured: z.boolean().nullable().describe('It stands in the configuration; null where none was read'),
      units: z.array(unitShape).describe('What its balances are in; empty where none was read yet'),
    }),
  ),
  history: z.enum(['read', 'notRead']).describe('Whether a history could be read beside the configuration'),
});

type Accounts = z.infer<typeof accountsShape>;

/** The accounts of the configuration are known without a history as well. */
export async function listAccounts(ports: McpPorts): Promise<Answer<Accounts>> {
  const read = ports.readSources();
  if (!read.ok) return read;
  const { config, historyFile } = read.sources;
  const answer = await withAccounts(ports, undefined, ({ accounts }) => Promise.resolve(answerOf(accounts, null)));
  if (answer.ok || config === null) return answer;
  const known = knownAccounts({ config, providers: ports.providers, history: null, records: new Map(), now: ports.now() });
  return answerOf(known, historyFile === null ? noHistory : answer.reason);
}

function answerOf(accounts: readonly KnownAccount[], unread: string | null): Answer<Accounts> {
  const rows = accounts.map((one) => ({ ...fieldsOf(one), isConfigured: one.isConfigured, units: unitsOf(one) }));
  const lines = accounts.map((one) => {
    const units = unitsOf(one).map(({ unit, threshold }) => (threshold === null ? unit : `${unit}, low from ${threshold}`));
    return `${titleOf(one)}: ${units.length === 0 ? 'no balance read yet' : units.join('; ')}`;
  });
  return {
    ok: true,
    structured: { accounts: rows, history: unread === null ? 'read' : 'notRead' },
    text: [...lines, ...(unread === null ? [] : [unread])].join('\n'),
  };
}

function unitsOf({ judged, snapshot: { reading } }: KnownAccount): Accounts['accounts'][number]['units'] {
  const thresholds = thresholdsOf(judged);
  return (reading?.balances ?? []).map(({ unit }) => {
    const threshold = thresholdOf(unit, thresholds);
    return { unit: plainName(unit), threshold: threshold === null ? null : toDecimal(threshold, unitOf(unit)) };
  });
}
