import { isCurrency, microsPerUnit, clamped, type Micros, type Unit } from '../money/money';

/** A hundredth of what is shown or a little more, as 1, 2 or 5 times a power of ten, and of a currency no less than its hundredth. */
export function pleasantStep(most: Micros, unit: Unit): Micros {
  const least = isCurrency(unit) ? microsPerUnit / 100 : 1;
  const wanted = Math.max(least, most / 100);
  const power = 10 ** Math.floor(Math.log10(wanted));
  return clamped(power * ([1, 2, 5].find((factor) => factor * power >= wanted) ?? 10));
}

/** The next multiples of a step above or below, as often as is said; never less than nothing, nor more than any amount can be. */
export function stepped(amount: Micros, step: Micros, times: number): Micros {
  const from = times > 0 ? Math.floor(amount / step) : Math.ceil(amount / step);
  return clamped(Math.max(0, (from + times) * step));
}

export function nearest(amount: number, step: Micros): Micros {
  return clamped(Math.max(0, Math.round(amount / step) * step));
}
