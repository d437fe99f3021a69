import { accountReport, type AccountReport } from './checkReport';
import { accountView, partName, stateWithReason, thresholdsOf, titleOf, type AccountFacts } from './accountView';
import type { Display } from './amountText';
import { decimalOrMask, masked } from '../money/masked';
import { estimateOf } from './estimate';
import { formatTime } from '../time/formatTime';
import { windowName } from './spendWindow';
import { capName } from './stateReasonText';
import { ledgerFacts } from './ledgerFacts';
import { hostOf } from '../provider/origin';
import { inMarkdown } from '../text/plainText';
import { toDecimal, type Micros, type Unit } from '../money/money';
import type { EpochMs } from '../time/epoch';
import type { Account } from '../model/account';
import { thresholdOf } from '../model/headline';
import type { Reading } from '../model/reading';
import type { Outcome } from '../model/outcome';

/** The proof of a check, as Markdown that reads well as plain text too. Amounts are exact. */
export function receiptMarkdown(facts: AccountFacts, display: Display): string {
  const { account, provider, snapshot, ledgers } = facts;
  const { t, locale } = display;
  const view = accountView(facts, display);
  const row = (name: string, value: string, source = ''): ReceiptRow => [inMarkdown(name), inMarkdown(value), inMarkdown(source)];
  const rows = [
    row(t('Provider'), provider.name),
    row(t('Account'), account.label),
    ...(account.site === '' ? [] : [row(t('Site'), account.site)]),
    row(t('Host'), hostOf(account.origin)),
    row(t('State'), snapshot.checkedAt === null ? t('Not checked yet') : stateWithReason(view, t)),
    ...(snapshot.reading ? thresholdRows(account, snapshot.reading, display, row) : []),
    ...(snapshot.reading ? readingRows(snapshot.reading, display, row) : []),
    ...estimateRows(facts, display, row),
    ...(snapshot.reading?.balances.flatMap(({ unit }) =>
      ledgerFacts(ledgers?.get(unit), unit, display).map(({ name, value, source }) => row(`${name} (${unit})`, value, source)),
    ) ?? []),
    ...(snapshot.reading
      ? [
          row(
            snapshot.reading.isImported === true ? t('Imported, as of') : t('Reported at'),
            view.at === null ? formatTime(snapshot.reading.at, { locale }) : formatTime(view.at, { locale }),
          ),
        ]
      : []),
    ...(snapshot.checkedAt === null ? [] : [row(t('Last check'), formatTime(snapshot.checkedAt, { locale }))]),
    ...(view.readBy === null ? [] : [row(t('Read by'), view.readBy, t('shared history'))]),
  ];
  const note = view.problem ? ['', `> ${inMarkdown(view.problem.sentence)}`] : [];
  return [`# ${inMarkdown(titleOf(facts))}`, '', ...table([row(t('What'), t('Value'), t('Source')), ...rows]), ...note, ''].join('\n');
}

type ReceiptRow = readonly [string, string, string];

type MakeRow = (name: string, value: string, source?: string) => ReceiptRow;

function thresholdRows(account: Account, { balances, caps }: Reading, { t, hidden = false }: Display, row: MakeRow): readonly ReceiptRow[] {
  const thresholds = thresholdsOf(account);
  const units = [...new Set([...balances, ...caps].map(({ unit }) => unit))];
  return units.flatMap((unit) => {
    const threshold = thresholdOf(unit, thresholds);
    if (threshold === null) return [];
    const source = thresholdOf(unit, account.lowBalance) === null ? t('default') : t('your setting');
    return [row(t('Threshold {unit}', { unit }), `${hidden ? masked : toDecimal(threshold, unit)} ${unit}`, source)];
  });
}

/** In columns, since the text itself is what the person sees first. */
function table(rows: readonly ReceiptRow[]): readonly string[] {
  const widths = [0, 1, 2].map((column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[], fill: string): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`;
  const [head = ['', '', ''], ...rest] = rows;
  return [line(head, ' '), line(['', '', ''], '-'), ...rest.map((row) => line(row, ' '))];
}

function readingRows({ at: readAt, balances, caps, spend }: Reading, display: Display, make: MakeRow): readonly ReceiptRow[] {
  const { t, locale, hidden = false } = display;
  const exact = (amount: Micros | null, unit: Unit): string =>
    amount === null ? t('unknown') : `${decimalOrMask(amount, unit, hidden)} ${unit}`;
  const row = (name: string, value: string): ReceiptRow => make(name, value, t('reported by the provider'));
  const reported = (amount: string, at: EpochMs): string =>
    at === readAt ? amount : t('{amount}, reported at {time}', { amount, time: formatTime(at, { locale }) });
  return [
    ...balances.flatMap(({ unit, available, parts, at, atMost }) => [
      row(
        t('Balance {unit}', { unit }),
        reported(atMost && available !== null ? t('up to {amount}', { amount: exact(available, unit) }) : exact(available, unit), at),
      ),
      ...parts.map(({ kind, amount }) => row(`– ${partName(kind, t)}`, exact(amount, unit))),
    ]),
    ...balances.flatMap(({ unit, bought, overage }) => [
      ...(bought === undefined ? [] : [row(t('Bought in total'), exact(bought, unit))]),
      ...(overage === undefined
        ? []
        : [row(t('Usable beyond the plan, and billed'), overage === 'unlimited' ? t('unlimited') : exact(overage, unit))]),
    ]),
    ...caps.map(({ unit, limit, remaining, owner, resetsAt }) =>
      row(
        capName(owner, t),
        [
          t('{remaining} left of {limit}', { remaining: exact(remaining, unit), limit: exact(limit, unit) }),
          ...(resetsAt === undefined ? [] : [t('resets {time}', { time: formatTime(resetsAt, { locale }) })]),
        ].join(', '),
      ),
    ),
    ...spend.map(({ unit, window, amount, atLeast }) =>
      row(
        windowName(window, readAt, display),
        atLeast && amount !== null ? t('at least {amount}', { amount: exact(amount, unit) }) : exact(amount, unit),
      ),
    ),
  ];
}

function estimateRows(
  { account, snapshot }: AccountFacts,
  { t, now, locale, hidden = false }: Display,
  row: MakeRow,
): readonly ReceiptRow[] {
  const estimate = estimateOf(account.estimate, snapshot.reading, now);
  if (!estimate) return [];
  const { unit, amount, at, bound } = estimate;
  const source = t('estimated from your entry of {time}', { time: formatTime(at, { locale }) });
  return [
    row(
      t('Estimated balance {unit}', { unit }),
      `≈ ${decimalOrMask(amount, unit, hidden)} ${unit}`,
      bound === null ? source : bound === 'atLeast' ? t('at least, {source}', { source }) : t('at most, {source}', { source }),
    ),
  ];
}

/** The same as data, in the public shape of `AccountReport` with times and host. */
export function receiptJson(facts: AccountFacts, display: Display): string {
  const { account, provider, snapshot } = facts;
  const outcome = snapshot.error
    ? { ok: false as const, error: snapshot.error }
    : { ok: true as const, reading: snapshot.reading ?? nothing };
  const view = accountView(facts, display);
  const reported = (of: Outcome): AccountReport => accountReport({ account, provider, outcome: of }, thresholdsOf(account), display.t);
  const report = reported(outcome);
  // The same word as on every other surface, but for a check that failed: what is known from before it stands apart.
  const state = snapshot.checkedAt === null ? 'unknown' : snapshot.error ? report.state : view.state;
  const last = snapshot.error && snapshot.reading ? { lastKnown: reported({ ok: true, reading: snapshot.reading }).balances } : {};
  const kept = snapshot.reading?.balances.filter(({ at }) => at !== snapshot.reading?.at) ?? [];
  const iso = (at: number | null | undefined): string | null => (at === null || at === undefined ? null : new Date(at).toISOString());
  const reportedAt = iso(view.at ?? snapshot.reading?.at);
  const older = kept.length === 0 ? {} : { older: kept.map(({ unit, at }) => ({ unit, reportedAt: iso(at) })) };
  const estimated = estimateOf(account.estimate, snapshot.reading, display.now);
  const estimate = estimated
    ? {
        estimate: {
          unit: estimated.unit,
          amount: toDecimal(estimated.amount, estimated.unit),
          enteredAt: iso(estimated.at),
          atLeast: estimated.bound === 'atLeast',
          ...(estimated.bound === 'atMost' ? { atMost: true } : {}),
        },
      }
    : {};
  const reason = snapshot.checkedAt === null ? null : snapshot.error ? report.reason : view.reason;
  const whole = {
    ...report,
    state,
    reason,
    ...last,
    ...older,
    ...estimate,
    host: hostOf(account.origin),
    reportedAt,
    ...(snapshot.reading?.isImported === true ? { imported: true } : {}),
    checkedAt: iso(snapshot.checkedAt),
    ...(view.readBy === null ? {} : { readBy: view.readBy }),
  };
  const isAmount = (key: string, value: unknown): boolean =>
    typeof value === 'string' && ['available', 'amount', 'limit', 'remaining', 'bought', 'overage', 'reason'].includes(key);
  return JSON.stringify(whole, (key, value: unknown) => (display.hidden === true && isAmount(key, value) ? masked : value), 2);
}

const nothing: Reading = { at: 0, balances: [], caps: [], spend: [], callsRefused: false, problems: [] };
