import type { EpochMs } from '../core/time/epoch';
import { accountBalances } from './accountBalances';
import type { Answer } from './answer';
import type { Balances } from './balanceShape';
import { balancesText } from './balancesText';
import type { KnownAccount } from './knownAccounts';
import type { McpPorts } from './mcpPorts';
import { withAccounts } from './withAccounts';

export function getBalances(ports: McpPorts, { account }: { readonly account?: string | undefined }): Promise<Answer<Balances>> {
  return withAccounts(ports, account, ({ accounts, now }) => Promise.resolve(toldBalances(accounts, now)));
}

export function toldBalances(accounts: readonly KnownAccount[], now: EpochMs): Answer<Balances> {
  const told = accounts.map((known) => ({ known, balances: accountBalances(known, now) }));
  return {
    ok: true,
    structured: { accounts: told.map(({ balances }) => balances) },
    text: told.map(({ known, balances }) => balancesText(known, balances, now)).join('\n'),
  };
}
