import * as z from 'zod';
import { checkOutcomes } from '../core/metrics/metricFacts';
import { accountStates } from '../core/model/accountState';
import { capOwners, capResets, partKinds } from '../core/model/reading';
import { accountFields } from './accountFields';

const amount = z.string().nullable().describe('An exact decimal such as "12.34"; null where the provider gave none');
const time = z.string().nullable().describe('ISO 8601, UTC');
const age = z.number().int().describe('How long ago it was read');

const balance = z.strictObject({
  unit: z.string().describe('Amounts of different units are never added'),
  available: amount,
  bound: z.enum(['exact', 'atMost']).describe('atMost: some of what was used is not taken off yet, so less may be left'),
  readAt: z.string(),
  ageSeconds: age,
  parts: z.array(z.strictObject({ kind: z.enum(partKinds), amount })).describe('What it consists of, where the provider tells'),
});

const cap = z.strictObject({
  unit: z.string(),
  owner: z.enum(capOwners),
  limit: amount,
  remaining: amount,
  resets: z.enum(capResets),
  resetsAt: time,
});

/** An account, what is left, and how old that is. */
export const balancesShape = z.strictObject({
  accounts: z.array(
    z.strictObject({
      ...accountFields,
      state: z.enum(accountStates).describe('unknown: the amounts are too old, or too little is known, to say that all is well'),
      reason: z.string().nullable(),
      readAt: time.describe('When the newest amounts were read, ISO 8601, UTC; null: never'),
      ageSeconds: age.nullable(),
      isStale: z.boolean().describe('The amounts are not of a recent check that went well'),
      isImported: z.boolean().describe('They came in from a file: no provider was asked'),
      lastCheck: z.strictObject({
        at: time,
        outcome: z.enum(['never', ...checkOutcomes]),
        failingSince: time,
        message: z.string().nullable().describe('Why it failed, and what to do'),
      }),
      balances: z.array(balance),
      caps: z.array(cap).describe('Limits of a key or plan. They bound what may be spent, and are no money'),
    }),
  ),
});

export type Balances = z.infer<typeof balancesShape>;
export type AccountBalances = Balances['accounts'][number];
