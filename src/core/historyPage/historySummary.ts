import { formatAge } from '../time/age';
import { readText, type AccountFacts } from '../views/accountView';
import { amountText, type Display } from '../views/amountText';
import type { HistoryDisplay } from './historyDisplay';
import type { FigureSource } from './historyWords';
import type { LedgerFigures } from '../ledger/followLedger';
import type { SpendWindow } from '../ledger/ledgerDays';
import { boundText, runwayText, spentText } from '../views/ledgerText';
import { windowName } from '../views/spendWindow';
import type { EpochMs } from '../time/epoch';
import { isCurrency, type Micros, type Unit } from '../money/money';
import type { PastReading } from '../history/pastReading';
import { dayMs } from '../time/durations';

export interface Figure {
  readonly name: string;
  readonly value: string;
  /** How old it is, or what it stands on. */
  readonly detail: string | null;
  readonly source: FigureSource;
}

export interface SummaryOf {
  readonly facts: AccountFacts | undefined;
  readonly unit: Unit;
  readonly ledger: LedgerFigures;
  readonly last: PastReading | undefined;
  readonly display: HistoryDisplay;
  /** `••••` where amounts are hidden. */
  readonly money: (amount: Micros) => string;
}

/** The figures above the chart, each under the label of where it comes from. */
export function historySummary({ facts, unit, ledger, last, display, money }: SummaryOf): readonly Figure[] {
  const { t } = display;
  const known = currentBalance(facts, unit, last);
  const spent = (name: string, window: SpendWindow, detail: string | null = null): Figure => ({
    name,
    value: spentText(window, money, t),
    detail,
    source: 'derived',
  });
  const { spend, cycleFrom } = ledger;
  const reported = reportedSpend(facts, unit, money, display);
  // Two figures of one name would be two answers to one question: a provider's day is that of UTC.
  const hasReported = reported.length > 0;
  return [
    ...(known ? [{ name: t('Balance'), value: money(known.amount), ...balanceOrigin(facts, known.at, display) } as const] : []),
    ...reported,
    spent(hasReported ? t('Spent today (your time)') : t('Spent today'), spend.today),
    spent(t('This cycle'), spend.cycle, cycleFrom === null ? null : t('since {date}', { date: date(cycleFrom, display) })),
    runwayFigure(ledger, last, display),
    ...explainedFigure(facts, unit, money, display),
  ];
}

function balanceOrigin(facts: AccountFacts | undefined, at: EpochMs, display: HistoryDisplay): Pick<Figure, 'detail' | 'source'> {
  const age = formatAge(at, display);
  const time = readText({ age, readBy: facts?.readBy ?? null }, display.t);
  const isImported = facts?.snapshot.reading?.isImported === true;
  return isImported ? { detail: display.t('imported, {time}', { time: age }), source: 'derived' } : { detail: time, source: 'reported' };
}

/** The latest check may be newer than what is written down, since an unchanged balance is written once a day. */
function currentBalance(
  facts: AccountFacts | undefined,
  unit: Unit,
  last: PastReading | undefined,
): { readonly amount: Micros; readonly at: EpochMs } | null {
  const balance = facts?.snapshot.reading?.balances.find((one) => one.unit === unit);
  const isNewer = (balance?.at ?? -Infinity) >= (last?.at ?? -Infinity);
  if (balance && balance.available !== null && isNewer) return { amount: balance.available, at: balance.at };
  return last ? { amount: last.available, at: last.at } : null;
}

function reportedSpend(
  facts: AccountFacts | undefined,
  unit: Unit,
  money: (amount: Micros) => string,
  display: Display,
): readonly Figure[] {
  const { t } = display;
  const reading = facts?.snapshot.reading;
  if (!reading) return [];
  return reading.spend.flatMap((spend): Figure[] => {
    if (spend.unit !== unit || spend.amount === null) return [];
    const value = boundText({ atLeast: spend.atLeast === true, atMost: false }, money(spend.amount), t);
    return [{ name: windowName(spend.window, reading.at, display), value, detail: formatAge(reading.at, display), source: 'reported' }];
  });
}

function explainedFigure(
  facts: AccountFacts | undefined,
  unit: Unit,
  money: (amount: Micros) => string,
  display: HistoryDisplay,
): readonly Figure[] {
  const { t } = display;
  const line = facts?.explained?.find((one) => one.unit === unit);
  if (!line) return [];
  const spent = boundText({ atLeast: line.atLeast, atMost: false }, money(line.spent), t);
  const detail = t('of {amount} since {date}', { amount: spent, date: date(line.from, display) });
  return [{ name: t('In logs here'), value: `≈ ${money(line.amount)}`, detail, source: 'estimated' }];
}

function runwayFigure({ runway }: LedgerFigures, last: PastReading | undefined, display: HistoryDisplay): Figure {
  const { t } = display;
  const figure = { name: t('Runway'), source: 'estimated' } as const;
  switch (runway.kind) {
    case 'collecting':
      return { ...figure, value: runwayText(runway, display), detail: t('needs 24 hours and three drops in the balance') };
    case 'idle':
      return { ...figure, value: runwayText(runway, display), detail: t('nothing was spent') };
    case 'unknown':
      return { ...figure, value: t('not known'), detail: t('top-ups hide the spend') };
    case 'days': {
      const { low, high, atMost } = runway;
      const value = runwayText(runway, display);
      const day = (days: number): string => date((last?.at ?? display.now) + days * dayMs, display);
      // Nothing ends on a day that is over.
      if (high === 0) return { ...figure, value, detail: t('nothing is left') };
      // Where top-ups hide spend it may end sooner, so the early end is no "not before".
      if (high === null)
        return { ...figure, value, detail: atMost ? t('top-ups hide some of the spend') : t('not before {date}', { date: day(low) }) };
      const until = t('until {from} – {to}', { from: day(low), to: day(high) });
      return { ...figure, value, detail: atMost ? t('{until}, or sooner', { until }) : until };
    }
  }
}

function date(at: EpochMs, { locale, now, timeZone }: HistoryDisplay): string {
  const isFar = Math.abs(at - now) > 300 * dayMs;
  // Beyond the calendar of Date there is no day to name.
  if (at > 8.64e15) return '…';
  return new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short', ...(isFar ? { year: 'numeric' } : {}) }).format(at);
}

/** Masks every amount, whatever its unit. */
export function moneyText(unit: Unit, hidden: boolean, display: Display): (amount: Micros) => string {
  const mask = isCurrency(unit) ? '••••' : `•••• ${unit}`;
  return (amount) => (hidden ? mask : amountText(amount, unit, display));
}
