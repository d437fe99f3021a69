import { shortened } from '../text/plainText';
import { isCurrency, micros, microsPerUnit, toDecimal, type Micros, type Unit } from './money';

interface MoneyFormat {
  /** A decimal string is formatted digit by digit; a number would pass through a float. */
  readonly text: (exact: Intl.StringNumericLiteral) => string;
  /** Less than this the usual digits cannot show, so that something would look like nothing. */
  readonly least: number;
  readonly textOfLess: (exact: Intl.StringNumericLiteral) => string;
  readonly textOfWhole: (exact: Intl.StringNumericLiteral) => string;
  readonly textOfTick: (exact: Intl.StringNumericLiteral) => string;
  readonly textOfLongTick: (exact: Intl.StringNumericLiteral) => string;
}

/** A format takes milliseconds to make, and to ask it for its digits takes longer than to format. */
const formats = new Map<string, MoneyFormat>();

/** For people: `¥110.00`, `$0.0042`, `1,500 points`. The exact digits are {@link toDecimal}'s. */
export function formatMoney(amount: Micros, unit: Unit, locale: string): string {
  const format = formatOf(unit, locale);
  const isLess = amount !== 0 && Math.abs(amount) < format.least;
  return withUnit((isLess ? format.textOfLess : format.text)(exactText(amount, unit)), unit);
}

/** From this on the small change is left out where there is little room. */
const wholeFrom = 10 * microsPerUnit;
const longestUnit = 12;

/** Where there is little room: `¥76` of 76.99, since what is left out must not make it look like more. */
export function formatShortMoney(amount: Micros, unit: Unit, locale: string): string {
  if (amount < wholeFrom) return formatMoney(amount, unit, locale);
  const whole = micros(amount - (amount % microsPerUnit));
  return withUnit(formatOf(unit, locale).textOfWhole(exactText(whole, unit)), shortened(unit, longestUnit));
}

/** From this on beside an axis it is `$120K`: there the steps count, not the digits. */
const compactFrom = 100_000 * microsPerUnit;

/** Beside an axis: `$10`, `¥0.50`, `1.5M`. A unit that is no currency has its name in the axis's title. */
export function formatTick(amount: Micros, unit: Unit, locale: string): string {
  return (Math.abs(amount) < compactFrom ? formatOf(unit, locale).textOfTick : formatOf(unit, locale).textOfLongTick)(
    exactText(amount, unit),
  );
}

function exactText(amount: Micros, unit: Unit): Intl.StringNumericLiteral {
  return toDecimal(amount, unit) as Intl.StringNumericLiteral;
}

function withUnit(text: string, unit: string): string {
  return isCurrency(unit) ? text : `${text} ${unit}`;
}

function formatOf(unit: Unit, locale: string): MoneyFormat {
  const id = `${locale} ${unit}`;
  const format = formats.get(id) ?? moneyFormat(unit, locale);
  formats.set(id, format);
  return format;
}

function moneyFormat(unit: Unit, locale: string): MoneyFormat {
  const options: Intl.NumberFormatOptions = isCurrency(unit)
    ? { style: 'currency', currency: unit, currencyDisplay: symbolStyle(unit, locale) }
    : { maximumFractionDigits: 2 };
  const usual = new Intl.NumberFormat(locale, options);
  let ofLess: Intl.NumberFormat | undefined;
  let ofWhole: Intl.NumberFormat | undefined;
  let ofTick: Intl.NumberFormat | undefined;
  let ofLongTick: Intl.NumberFormat | undefined;
  const tick: Intl.NumberFormatOptions = { ...options, maximumFractionDigits: 6, trailingZeroDisplay: 'stripIfInteger' };
  return {
    text: (exact) => usual.format(exact),
    least: microsPerUnit / 10 ** (usual.resolvedOptions().maximumFractionDigits ?? 0),
    textOfLess: (exact) => (ofLess ??= new Intl.NumberFormat(locale, { ...options, maximumSignificantDigits: 2 })).format(exact),
    textOfWhole: (exact) => (ofWhole ??= new Intl.NumberFormat(locale, { ...options, maximumFractionDigits: 0 })).format(exact),
    textOfTick: (exact) => (ofTick ??= new Intl.NumberFormat(locale, tick)).format(exact),
    textOfLongTick: (exact) =>
      (ofLongTick ??= new Intl.NumberFormat(locale, {
        ...options,
        minimumFractionDigits: 0,
        maximumFractionDigits: 1,
        notation: 'compact',
      })).format(exact),
  };
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
