/** In the order of `src/core/prices/packedTier.ts`; the two that every model has come first. */
const classes = ['miss', 'out', 'hit', 'write5m', 'write1h'];

/** @param {number} inputAbove @param {Record<string, number | null | undefined>} prices in whole micro-units */
export function packedTier(inputAbove, prices) {
  const miss = prices['miss'] ?? 0;
  const [, ...others] = classes.map((name) => prices[name] ?? null);
  const multiples = others.map((price) => (price === null ? null : multipleOf(miss, price)));
  return [inputAbove, miss / 1e6, ...multiples.slice(0, multiples.findLastIndex((multiple) => multiple !== null) + 1)];
}

/** With as few digits as make the price again. */
function multipleOf(miss, price) {
  for (let digits = 1; digits <= 15; digits += 1) {
    const multiple = Number((price / miss).toPrecision(digits));
    if (Math.round(multiple * miss) === price) return multiple;
  }
  throw new Error(`${price} cannot be packed as a multiple of ${miss}`);
}
