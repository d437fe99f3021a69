import type { SeriesBucket } from '../history/historyStore';
import type { ExplainedLine } from '../explained/explainedLine';
import { masked } from '../money/masked';
import { micros, unit as unitOf, type Micros } from '../money/money';
import { formatDay } from '../time/formatTime';
import { explanation, readText, type AccountView } from './accountView';
import { amountText, type Display } from './amountText';
import { boundText } from './ledgerText';

/** What is told of one account where the pointer rests on it. */
export interface AccountCard {
  readonly title: string;
  /** Each a line of its own. */
  readonly lines: readonly string[];
  /** The picture of the last 30 days in words; null where there is none. */
  readonly course: string | null;
}

/** @param buckets of the balance that is shown, in its unit, over the last 30 days */
export function accountCard(
  view: AccountView,
  unit: string | null,
  buckets: readonly SeriesBucket[],
  display: Display,
  explained: readonly ExplainedLine[] = [],
): AccountCard {
  const { t } = display;
  const { title, amount, otherBalances, estimate, ledger } = view;
  const read = readText(view, t);
  const left = [[amount ?? t('balance unknown'), ...otherBalances].join(', '), estimate].filter((text) => text !== null).join(' · ');
  const spent = ledger && t('Spent today: {amount}', { amount: ledger.spentToday });
  const lasts = ledger?.isEstimate === true ? t('Lasts {time} (estimated)', { time: ledger.runway }) : null;
  const course = [spent, lasts].filter((text) => text !== null).join(' · ');
  return {
    title,
    lines: [
      left,
      explanation(view, t),
      course,
      ...explained.map((line) => explainedText(line, display)),
      read && t('Checked: {time}', { time: read }),
    ].flatMap((text) => (text === null || text === '' ? [] : [text])),
    course: unit === null || display.hidden === true ? null : courseText(unit, buckets, display),
  };
}

function explainedText({ unit, amount, spent, atLeast, from }: ExplainedLine, display: Display): string {
  const { t } = display;
  const money = (of: Micros): string => (display.hidden === true ? masked : amountText(of, unit, display));
  const values = { amount: money(amount), spent: boundText({ atLeast, atMost: false }, money(spent), t), date: formatDay(from, display) };
  return t('In logs here: ≈ {amount} of {spent} since {date}', values);
}

function courseText(unit: string, buckets: readonly SeriesBucket[], display: Display): string | null {
  if (buckets.length < 2) return null;
  const money = (amount: number): string => amountText(micros(amount), unitOf(unit), display);
  const low = Math.min(...buckets.map(({ min }) => min));
  const high = Math.max(...buckets.map(({ max }) => max));
  return display.t('30 days: between {low} and {high}', { low: money(low), high: money(high) });
}
