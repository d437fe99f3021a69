import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { repositoryRoot } from './fixture';

const decimal = z.string().regex(/^\d+(\.\d{1,6})?$/);
const day = z.iso.date();
const moment = z.iso.datetime();
const span = { from: moment.nullable(), to: moment.nullable() };
const currency = z.string().regex(/^[A-Z]{3}$/);
const tokenPrices = { hit: decimal.optional(), miss: decimal, write5m: decimal.optional(), write1h: decimal.optional(), out: decimal };
const Tiers = z.union([z.strictObject(tokenPrices), z.array(z.strictObject({ inputAbove: z.int().min(0), ...tokenPrices })).min(2)]);

/** A file of `prices/` as a person writes it. */
const PriceFile = z.strictObject({
  provider: z.string(),
  source: z.url({ protocol: /^https$/ }),
  checked: day,
  until: day,
  notes: z.array(z.string()).optional(),
  writesCostAsMisses: z.literal(true).optional(),
  calendars: z
    .record(
      z.string(),
      z.strictObject({
        source: z.url({ protocol: /^https$/ }),
        knownUntil: day,
        days: z.array(z.string().regex(/^\d{4}-\d\d-\d\d(\.\.\d{4}-\d\d-\d\d)?$/)),
      }),
    )
    .optional(),
  peaks: z
    .array(
      z.strictObject({
        ...span,
        zone: z.string().regex(/^[+-]\d\d:\d\d$/),
        weekdays: z.array(z.int().min(1).max(7)),
        hours: z.array(z.tuple([z.number().min(0).max(24), z.number().min(0).max(24)])),
        notOn: z.string().optional(),
        factor: decimal,
      }),
    )
    .optional(),
  models: z.array(
    z.strictObject({
      model: z.string(),
      aliases: z.array(z.string()).optional(),
      ...span,
      checked: day.optional(),
      peak: z.literal(true).optional(),
      prices: z.record(currency, Tiers),
      serviceTiers: z.record(z.string(), decimal).optional(),
    }),
  ),
  searches: z.array(z.strictObject({ ...span, perThousand: z.record(currency, decimal), fetches: z.literal(true).optional() })).optional(),
});
export type PriceFile = z.infer<typeof PriceFile>;

const folder = join(repositoryRoot, 'prices');

export function priceFiles(): readonly { readonly name: string; readonly file: PriceFile }[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.map((name) => ({ name, file: PriceFile.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))) }));
}
