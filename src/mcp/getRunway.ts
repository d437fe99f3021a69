import * as z from 'zod';
import type { LedgerFigures } from '../core/ledger/followLedger';
import type { Balance } from '../core/model/reading';
import { toDecimal } from '../core/money/money';
import { dayMs } from '../core/time/durations';
import type { EpochMs } from '../core/time/epoch';
import { english } from '../core/text/translate';
import { runwayText } from '../core/views/ledgerText';
import { accountFields, fieldsOf, titleOf } from './accountFields';
import { isoSecond } from '../core/time/isoTime';
import { ageSeconds, readWords } from './ageWords';
import type { Answer, Call } from './answer';
import { boundedText } from './bound';
import type { McpPorts } from './mcpPorts';
import { plainName } from './plainName';
import { readLedgers } from './readLedgers';
import { withAccounts } from './withAccounts';

const runwayRow = z.strictObject({
  unit: z.string(),
  available: z.string().nullable().describe('What was left when it was read, an exact decimal'),
  readAt: z.string(),
  ageSeconds: z.number().int(),
  burnPerDay: z
    .strictObject({
      low: z.string(),
      usual: z.string(),
      high: z.string(),
      bound: z.enum(['exact', 'atLeast']).describe('atLeast: top-ups may hide some of what was spent'),
    })
    .nullable()
    .describe('Quartiles of what a day cost, over the last 14 days with readings; derived from them. null where it is not known'),
  status: z.enum(['estimated', 'idle', 'notKnown']),
  why: z.string().nullable().describe('Why there is no estimate'),
  days: z
    .strictObject({ low: z.number(), high: z.number().nullable(), bound: z.enum(['exact', 'atMost']) })
    .nullable()
    .describe('An estimate, counted from readAt. high is null where most days cost nothing; atMost: it may end sooner'),
  runsOutFrom: z.string().nullable().describe('ISO 8601, UTC; null where it is not known, or in over a century'),
  runsOutTo: z.string().nullable(),
});

export const runwayShape = z.strictObject({
  timeZone: z.string().describe('Whose days count'),
  accounts: z.array(
    z.strictObject({
      ...accountFields,
      runway: z.array(runwayRow).describe('One for each balance; empty where an account has none that was read'),
    }),
  ),
});

type Runways = z.infer<typeof runwayShape>;
type RunwayRow = z.infer<typeof runwayRow>;

export function getRunway(
  ports: McpPorts,
  { account }: { readonly account?: string | undefined },
  { signal }: Call,
): Promise<Answer<Runways>> {
  const { timeZone, turn } = ports;
  return withAccounts(ports, account, async ({ accounts, history, now }) => {
    const ledgers = await readLedgers({ history, accounts: accounts.map(({ id }) => id), timeZone, now, turn, signal });
    const told = accounts.map((known) => {
      const figures = ledgers.of(known.id, now);
      const balances = known.snapshot.reading?.balances ?? [];
      return { known, rows: balances.map((balance) => rowOf(balance, figures.get(balance.unit), now)) };
    });
    return {
      ok: true,
      structured: { timeZone, accounts: told.map(({ known, rows }) => ({ ...fieldsOf(known), runway: rows.map(({ row }) => row) })) },
      text: told
        .map(({ known, rows }) => `${titleOf(known)}: ${rows.length === 0 ? noBalance : rows.map(({ text }) => text).join('; ')}`)
        .join('\n'),
    };
  });
}

const noBalance = 'no balance is read of it, so nobody can tell how long it lasts';

const whys = {
  idle: 'nothing was spent in the last 14 days',
  collecting: 'there is less than a day of readings, or fewer than three of them showed spend',
  unknown: 'top-ups hide what is spent',
  unread: 'the history has no readings of it yet',
} as const;

function rowOf(
  { unit, available, at }: Balance,
  figures: LedgerFigures | undefined,
  now: EpochMs,
): { readonly row: RunwayRow; readonly text: string } {
  const { burnPerDay: burn = null, runway = { kind: 'unread' as const } } = figures ?? {};
  const days = runway.kind === 'days' ? runway : null;
  const name = plainName(unit);
  const row: RunwayRow = {
    unit: name,
    available: available === null ? null : toDecimal(available, unit),
    readAt: isoSecond(at),
    ageSeconds: ageSeconds(at, now),
    burnPerDay: burn && {
      low: toDecimal(burn.p25, unit),
      usual: toDecimal(burn.p50, unit),
      high: toDecimal(burn.p75, unit),
      bound: burn.atLeast ? 'atLeast' : 'exact',
    },
    status: days ? 'estimated' : runway.kind === 'idle' ? 'idle' : 'notKnown',
    why: runway.kind === 'days' ? null : whys[runway.kind],
    days: days && { low: days.low, high: days.high, bound: days.atMost ? 'atMost' : 'exact' },
    runsOutFrom: days && dateIn(at, days.low),
    runsOutTo: days && days.high !== null ? dateIn(at, days.high) : null,
  };
  const rate =
    row.burnPerDay &&
    `${boundedText({ amount: row.burnPerDay.usual, bound: row.burnPerDay.bound }, name)} a day (${row.burnPerDay.low} to ${row.burnPerDay.high})`;
  const lasts = days ? `estimated to last ${runwayText(days, { locale: 'en', t: english })} from then` : `no estimate: ${row.why ?? ''}`;
  return {
    row,
    text: [
      `${row.available ?? 'an unknown amount of'} ${name}, ${readWords(at, now)}`,
      ...(rate === null ? [] : [`burn rate ${rate}`]),
      lasts,
    ].join(', '),
  };
}

/** No date of a calendar where that is too far for one. */
function dateIn(at: EpochMs, days: number): string | null {
  return days > mostDays ? null : isoSecond(at + days * dayMs);
}

const mostDays = 36_525;
