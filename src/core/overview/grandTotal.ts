import Big from 'big.js';
import type { HistoryDisplay } from '../historyPage/historyDisplay';
import { moneyText } from '../historyPage/historySummary';
import { clamped, currency, maxMicros, unitNamed, type Unit } from '../money/money';
import { formatAge } from '../time/age';
import { withoutText, type Held } from './held';

/** What the person typed, so that amounts of several currencies may be one: nobody else says what one is worth in another. */
export interface TypedRates {
  readonly currency: Unit;
  /** What one of each unit is worth in the currency. */
  readonly rates: ReadonlyMap<Unit, Big>;
}

export interface GrandTotal {
  /** Of what is left less what is owed, and always about: what was typed is a rate of some day. */
  readonly amount: string;
  /** When the oldest of the balances was read. */
  readonly asOf: string;
  readonly rates: string;
  /** What is not in it: units without a rate, accounts without a known balance. */
  readonly without: readonly string[];
}

const decimal = /^\d{1,12}(\.\d{1,12})?$/;

/** null: no total is wanted. What cannot be read as a rate is none. */
export function typedRates(setting: { readonly currency: unknown; readonly rates: unknown }): TypedRates | null {
  const known = currency(setting.currency);
  if (known === undefined) return null;
  const { rates } = setting;
  const pairs: readonly (readonly [string, unknown])[] = typeof rates === 'object' && rates !== null ? Object.entries(rates) : [];
  const read = pairs.flatMap(([name, value]) => {
    const unit = unitNamed(name);
    return unit === undefined || typeof value !== 'string' || !decimal.test(value) ? [] : [[unit, new Big(value)] as const];
  });
  return { currency: known, rates: new Map([...read, [known, new Big(1)]]) };
}

/** null where fewer than two units have a rate: there is nothing to add. @param accounts what each of them has */
export function grandTotal(accounts: readonly (readonly Held[])[], typed: TypedRates | null, display: HistoryDisplay): GrandTotal | null {
  if (!typed) return null;
  const held = accounts.flat();
  const unknown = withoutText(accounts.filter(({ length }) => length === 0).length, true, display);
  const counted = held.flatMap((one) => {
    const rate = typed.rates.get(one.unit);
    return rate ? [{ ...one, rate }] : [];
  });
  const units = new Set(counted.map(({ unit }) => unit));
  if (units.size < 2) return null;
  const { t, locale, hidden } = display;
  const sum = counted.reduce((all, { amount, rate }) => all.plus(rate.times(amount)), new Big(0));
  const text = moneyText(typed.currency, hidden, display)(clamped(sum.round(0).toNumber()));
  const money = sum.gt(maxMicros) ? t('more than {amount}', { amount: text }) : `≈ ${text}`;
  const list = new Intl.ListFormat(locale, { type: 'unit' });
  const others = [...new Set(held.map(({ unit }) => unit))].filter((unit) => !units.has(unit));
  const rates = [...units].filter((unit) => unit !== typed.currency).map((unit) => `1 ${unit} = ${rateText(typed, unit)}`);
  return {
    amount: counted.some(({ kind }) => kind === 'atMost') ? t('up to {amount}', { amount: money }) : money,
    asOf: formatAge(Math.min(...counted.map(({ at }) => at)), display),
    rates: t('at your rates: {rates}', { rates: list.format(rates) }),
    without: [
      ...(others.length === 0 ? [] : [t('without {units}: no rate is set', { units: list.format(others) })]),
      ...(unknown === null ? [] : [unknown]),
    ],
  };
}

function rateText({ currency: into, rates }: TypedRates, unit: Unit): string {
  return `${rates.get(unit)?.toFixed() ?? ''} ${into}`;
}
