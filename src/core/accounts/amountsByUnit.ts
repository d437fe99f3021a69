import * as z from 'zod';

const digits = String.raw`\d+(\.\d+)?([eE][+-]?\d+)?|\d{1,3}(,\d{3})+(\.\d+)?`;

/** The pattern is what `parseAmount` takes, for editors that check JSON. */
export const writtenAmount = z.union(
  [z.number(), z.string().meta({ pattern: String.raw`^\s*([+-]?(${digits}))\s*$` })],
  'must be an amount',
);

/** A threshold is none below 0; only editors look at that here. */
const threshold = z.union(
  [z.number().meta({ minimum: 0 }), z.string().meta({ pattern: String.raw`^\s*(\+?(${digits}))\s*$` })],
  'must be an amount, from 0 on',
);

/** As a person writes them; `thresholdsFrom` reads them. The pattern is what `unitNamed` takes. */
export const amountsByUnit = z.record(z.string().meta({ pattern: String.raw`^\s*[A-Za-z][\w -]{0,29}\s*$` }), threshold);
