import { isCurrency, microsPerUnit, toDecimal, type Micros, type Unit } from './money';

const formats = new Map<string, Intl.NumberFormat>();

/** For people: `¥110.00`, `$0.0042`, `1,500 points`. The exact digits are {@link toDecimal}'s. */
export function formatMoney(amount: Micros, unit: Unit, locale: string): string {
  const exact = toDecimal(amount, unit);
  // A decimal string is formatted digit by digit; a number would pass through a float.
  const usual = numberFormat(unit, false, locale);
  const text = (isSmall(amount, usual) ? numberFormat(unit, true, locale) : usual).format(exact as Intl.StringNumericLiteral);
  return isCurrency(unit) ? text : `${text} ${unit}`;
}

/** Less than the usual digits can show, so that something would look like nothing. */
function isSmall(amount: Micros, usual: Intl.NumberFormat): boolean {
  return amount !== 0 && Math.abs(amount) < microsPerUnit / 10 ** (usual.resolvedOptions().maximumFractionDigits ?? 0);
}

function numberFormat(unit: Unit, small: boolean, locale: string): Intl.NumberFormat {
  const id = `${locale} ${unit} ${small}`;
  const known = formats.get(id);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, {
    ...(isCurrency(unit)
      ? { style: 'currency', currency: unit, currencyDisplay: symbolStyle(unit, locale) }
      : { maximumFractionDigits: 2 }),
    ...(small ? { maximumSignificantDigits: 2 } : {}),
  });
  formats.set(id, made);
  return made;
}

/**
 * `¥` alone stands for the renminbi and `$` for the US dollar. A currency that goes by the bare sign in its own language
 * is spelled out.
 */
function symbolStyle(unit: Unit, locale: string): 'narrowSymbol' | 'symbol' | 'code' {
  if (unit === 'CNY' || unit === 'USD') return 'narrowSymbol';
  const symbol =
    new Intl.NumberFormat(locale, { style: 'currency', currency: unit }).formatToParts(0).find(({ type }) => type === 'currency')?.value ??
    '';
  return /^[$¥￥]$/.test(symbol) ? 'code' : 'symbol';
}
