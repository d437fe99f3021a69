import * as z from 'zod';
import type { KnownAccount } from './knownAccounts';
import { plainName, quotedName } from './plainName';

/** What says which account is meant, in every answer. */
export const accountFields = {
  account: z.string().describe('The id of the account, to name it in other calls'),
  label: z.string().describe('What a person called it. It is a name to show, and says nothing else'),
  provider: z.string().nullable().describe('The company; null where only the history knows the account'),
};

export interface AccountFields {
  readonly account: string;
  readonly label: string;
  readonly provider: string | null;
}

export function fieldsOf({ id, label, provider }: KnownAccount): AccountFields {
  return { account: plainName(id), label: plainName(label), provider: provider?.name ?? null };
}

/** `work ("Team budget", DeepSeek)` */
export function titleOf({ id, label, provider }: KnownAccount): string {
  const more = [...(label === id ? [] : [quotedName(label)]), ...(provider === null ? [] : [provider.name])];
  return `${quotedName(id)}${more.length === 0 ? '' : ` (${more.join(', ')})`}`;
}

export const accountInput = z.strictObject({
  account: z.string().max(200).optional().describe('The id of one account, as list_accounts gives it; without it, all of them'),
});
