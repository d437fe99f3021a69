import { formatAge } from '../time/age';
import type { Balance, Cap, Reading, Spend } from '../model/reading';
import type { EpochMs } from '../time/epoch';
import { amountText, type Display } from './amountText';
import { windowText } from './spendWindow';
import { capNoun } from './stateReasonText';

/** With its age where it is older than the rest of its reading. */
export function balanceText({ unit, available, at, atMost }: Balance, display: Display, readingAt: EpochMs = at): string {
  const { t } = display;
  if (available === null) return t('{unit} unknown', { unit });
  const amount = amountText(available, unit, display);
  const text = atMost ? t('up to {amount}', { amount }) : amount;
  return at === readingAt ? text : t('{amount} ({age})', { amount: text, age: formatAge(at, display) });
}

/** Of an account that reports a cap or its spend alone. */
export function amountWithoutBalance(reading: Reading, display: Display): string | null {
  return capText(reading.caps, display) ?? reportedSpendText(reading, display);
}

/** The cap that ends first stands for all of them. */
export function firstCap(caps: readonly Cap[]): Cap | null {
  return caps.filter(({ remaining }) => remaining !== null).sort((a, b) => (a.remaining ?? 0) - (b.remaining ?? 0))[0] ?? null;
}

function capText(caps: readonly Cap[], display: Display): string | null {
  const cap = firstCap(caps);
  return cap
    ? display.t('{amount} of {cap}', { amount: amountText(cap.remaining, cap.unit, display), cap: capNoun(cap.owner, display.t) })
    : null;
}

/** The widest window but all time says most of what a month costs. Spend is never a balance, so it says what it is. */
function reportedSpendText({ spend, at }: Reading, display: Display): string | null {
  const known = spend.filter(({ amount }) => amount !== null);
  const [widest] = (['month', 'week', 'day', 'total'] as const).flatMap((window) => known.filter((one) => one.window === window));
  if (!widest) return null;
  // Less of it would look like more that is left.
  return windowText(widest.window, at, reportedText(widest, { ...display, short: false }), display);
}

/** What a provider reports as spent, with its bound. */
export function reportedText({ amount, unit, atLeast }: Spend, display: Display): string {
  const text = amountText(amount, unit, display);
  return atLeast === true && amount !== null ? display.t('at least {amount}', { amount: text }) : text;
}
