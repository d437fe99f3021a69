import * as z from 'zod';

/** The pattern is what `parseAmount` takes, for editors that check JSON. */
export const writtenAmount = z.union([
  z.number(),
  z.string().meta({ pattern: String.raw`^\s*([+-]?\d+(\.\d+)?([eE][+-]?\d+)?|\d{1,3}(,\d{3})+(\.\d+)?)\s*$` }),
]);

/** As a person writes them; `thresholdsFrom` reads them. The pattern is what `unitNamed` takes. */
export const amountsByUnit = z.record(z.string().meta({ pattern: String.raw`^\s*[A-Za-z][\w -]{0,29}\s*$` }), writtenAmount);
