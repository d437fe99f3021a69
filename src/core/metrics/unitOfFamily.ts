import { isCurrency, type Unit } from '../money/money';

/** Words at the end of a name that have a meaning of their own, or stand for another unit by convention. */
const otherMeanings: ReadonlySet<string> = new Set(
  'total created info bucket count sum gcount gsum timestamp hour hours minute minutes second seconds days week weeks percent'.split(' '),
);

/**
 * How a unit stands in the name of a family: a currency by its code, `usd`, and a plain small word as it is, `credits`. Undefined for
 * every other one, such as `DIEM`, `1K tokens` or `积分`: it stands in a label, in the family without a unit. So no two units
 * share a family with a unit: codes of currencies have three letters, words four or more, and neither holds the `_` that parts a name.
 * @see https://prometheus.io/docs/practices/naming/
 */
export function unitOfFamily(unit: Unit): string | undefined {
  if (isCurrency(unit)) return unit.toLowerCase();
  return /^[a-z]{4,30}$/.test(unit) && !otherMeanings.has(unit) ? unit : undefined;
}
