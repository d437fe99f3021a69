import * as z from 'zod';
import { monthBefore, monthOfDay } from '../core/statement/month';
import { calendarOf } from '../core/time/calendar';
import { dayMs } from '../core/time/durations';
import { isRunning } from '../core/views/spendWindow';
import { spendWindows } from '../core/model/reading';
import type { EpochMs } from '../core/time/epoch';
import { accountFields, fieldsOf, titleOf } from './accountFields';
import { isoSecond } from '../core/time/isoTime';
import { readWords } from './ageWords';
import type { Answer, Call } from './answer';
import { bounded, boundedShape, boundedText } from './bound';
import type { KnownAccount } from './knownAccounts';
import type { McpPorts } from './mcpPorts';
import { plainName } from './plainName';
import { readLedgers } from './readLedgers';
import { spendRows, type SpendRow } from './spendRows';
import { withAccounts } from './withAccounts';

const row = z.strictObject({
  unit: z.string().describe('Amounts of different units are never added'),
  source: z
    .enum(['readings', 'provider'])
    .describe('readings: derived from what the balance lost, by days of timeZone. provider: as it reports its days, in UTC'),
  today: boundedShape,
  last7Days: boundedShape.describe('With today'),
  last30Days: boundedShape.describe('With today'),
  thisMonth: boundedShape,
  lastMonth: boundedShape,
});

const reportedNow = z.strictObject({
  unit: z.string(),
  window: z.enum(spendWindows).describe('A window that still runs, as the provider counts it in UTC; entry: since a balance was typed'),
  spent: boundedShape,
  readAt: z.string(),
});

export const spendShape = z.strictObject({
  timeZone: z.string().describe('Whose days and months count'),
  thisMonth: z.string().describe('Such as 2026-11'),
  lastMonth: z.string(),
  accounts: z.array(
    z.strictObject({
      ...accountFields,
      readAt: z.string().nullable().describe('What was spent since is not in the figures; null: never'),
      spend: z.array(row),
      reportedByProvider: z.array(reportedNow).describe('What its latest answer says that was spent'),
    }),
  ),
});

type Spend = z.infer<typeof spendShape>;
type AccountSpend = Spend['accounts'][number];

/** So that a reading before the month is among what is read, though nobody looked for weeks. */
const before = 62 * dayMs;

export function getSpend(
  ports: McpPorts,
  { account }: { readonly account?: string | undefined },
  { signal }: Call,
): Promise<Answer<Spend>> {
  const { timeZone, turn } = ports;
  return withAccounts(ports, account, async ({ accounts, history, now }) => {
    const month = monthOfDay(calendarOf(timeZone).dayOf(now));
    const last = monthBefore(month);
    const from = last.first * dayMs - before;
    const ledgers = await readLedgers({ history, accounts: accounts.map(({ id }) => id), timeZone, now, from, turn, signal });
    const told = accounts.map((known) => {
      const [days, reported] = [ledgers.daysOf(known.id, now), history.spendDays(known.id, from, now)];
      return { known, spend: accountSpend(known, spendRows({ known, days, reported, timeZone, now }), now) };
    });
    return {
      ok: true,
      structured: { timeZone, thisMonth: month.name, lastMonth: last.name, accounts: told.map(({ spend }) => spend) },
      text: [
        `Days and months of ${timeZone}; this month is ${month.name}, last month ${last.name}.`,
        ...told.map(({ known, spend }) => spendText(known, spend, now)),
      ].join('\n'),
    };
  });
}

function accountSpend(known: KnownAccount, rows: readonly SpendRow[], now: EpochMs): AccountSpend {
  const { reading } = known.snapshot;
  const running = (reading?.spend ?? []).filter(
    ({ window, amount }) => amount !== null && reading !== null && isRunning(window, reading.at, now),
  );
  return {
    ...fieldsOf(known),
    readAt: reading === null ? null : isoSecond(reading.at),
    spend: rows.map((one) => ({ ...one, unit: plainName(one.unit) })),
    reportedByProvider: running.flatMap(({ unit, window, amount, atLeast = false }) =>
      amount === null || reading === null
        ? []
        : [{ unit: plainName(unit), window, spent: bounded({ amount, atLeast, atMost: false }, unit), readAt: isoSecond(reading.at) }],
    ),
  };
}

function spendText(known: KnownAccount, { spend, reportedByProvider, readAt }: AccountSpend, now: EpochMs): string {
  const lines = spend.map((one) => {
    const text = (name: 'today' | 'last7Days' | 'last30Days' | 'thisMonth' | 'lastMonth'): string => boundedText(one[name], one.unit);
    return (
      `${one.source === 'provider' ? 'as its provider reports it, ' : ''}today ${text('today')}, last 7 days ${text('last7Days')}, ` +
      `last 30 days ${text('last30Days')}, this month ${text('thisMonth')}, last month ${text('lastMonth')}`
    );
  });
  const reported = reportedByProvider.map(({ unit, window, spent }) => `its provider says: ${window} ${boundedText(spent, unit)}`);
  const told = [...lines, ...reported];
  return `${titleOf(known)}: ${[
    ...(told.length === 0 ? ['nothing is known of what it spent'] : told),
    ...(readAt === null ? [] : [readWords(Date.parse(readAt), now)]),
  ].join('; ')}`;
}
