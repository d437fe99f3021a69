const micro = 1_000_000n;

/**
 * Exact, and independent of the product's own arithmetic, so that the two cannot share a mistake.
 * At most six decimals.
 */
export function toMicros(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(text);
  if (match === null) throw new Error(`Not a decimal with at most six places: ${text}`);
  const size = BigInt(match[2] ?? '0') * micro + BigInt((match[3] ?? '').padEnd(6, '0'));
  return match[1] === '-' ? -size : size;
}

/** At least `places` decimals, more only where they are not zero. */
export function fromMicros(micros: bigint, places = 2): string {
  const size = micros < 0n ? -micros : micros;
  const fraction = String(size % micro).padStart(6, '0');
  const kept = fraction.replace(/0+$/, '').padEnd(places, '0');
  return `${micros < 0n ? '-' : ''}${size / micro}${kept === '' ? '' : `.${kept}`}`;
}

export function sum(...amounts: readonly (string | undefined)[]): string {
  return fromMicros(amounts.reduce((total, amount) => total + toMicros(amount ?? '0'), 0n));
}

export function negated(amount: string): string {
  return fromMicros(-toMicros(amount));
}
