import { currency, unit, unitNamed, type Unit } from '../money/money';

/** Signs, and the currencies that are written with them. */
const signs: Readonly<Record<string, readonly string[]>> = {
  $: ['USD', 'AUD', 'CAD', 'NZD', 'HKD', 'SGD', 'TWD', 'MXN', 'BRL', 'ARS', 'CLP', 'COP'],
  '¥': ['CNY', 'JPY'],
  '￥': ['CNY', 'JPY'],
  元: ['CNY', 'TWD', 'HKD'],
  '€': ['EUR'],
  '£': ['GBP', 'EGP'],
  '₹': ['INR'],
  US$: ['USD'],
  HK$: ['HKD'],
  'CN¥': ['CNY'],
  RMB: ['CNY'],
};

/** As they are looked for in a line: longer ones first. */
export const signPattern = String.raw`US\$|HK\$|CN¥|RMB|[$¥￥元€£₹]`;

/** What counts where a line says less. */
export interface KnownUnits {
  /** As the person named it. */
  readonly unit: Unit | null;
  /** What the provider reports in. */
  readonly ofProvider: readonly Unit[];
}

export type ReadUnit = { readonly ok: true; readonly unit: Unit } | { readonly ok: false; readonly why: 'noUnit' | 'otherUnit' };

/** A currency is never guessed: a sign of several is one of them only where the person or the provider tells which. */
export function unitOf(written: string | null, { unit: named, ofProvider }: KnownUnits): ReadUnit {
  const candidates = written === null ? null : candidatesOf(written);
  if (named !== null && candidates !== null && candidates.length > 0 && !candidates.includes(named)) return { ok: false, why: 'otherUnit' };
  if (named !== null) return { ok: true, unit: named };
  const only = onlyOf(candidates ?? ofProvider) ?? onlyOf(ofProvider.filter((one) => candidates?.includes(one)));
  return only === undefined ? { ok: false, why: 'noUnit' } : { ok: true, unit: only };
}

/** Whether it is a currency's code, or written for one. */
export function isMoney(written: string): boolean {
  return Object.hasOwn(signs, written) || currency(written) !== undefined;
}

function candidatesOf(written: string): readonly Unit[] {
  const ofSign = signs[written];
  if (ofSign) return ofSign.map(unit);
  const named = unitNamed(written);
  return named === undefined ? [] : [named];
}

function onlyOf(units: readonly Unit[]): Unit | undefined {
  return units.length === 1 ? units[0] : undefined;
}
