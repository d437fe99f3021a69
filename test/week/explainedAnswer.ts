import { z } from 'zod';

const Amount = z.string().regex(/^-?\d+(\.\d+)?$/);

const Span = z.looseObject({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  spent: Amount,
  atLeast: z.boolean(),
  explainedMin: Amount,
  explainedMax: Amount,
  tolerance: Amount,
  unmeasured: z.number(),
  unpriced: z.number(),
  state: z.string(),
  unexplainedAtLeast: Amount.nullish(),
  logsExceedBy: Amount.nullish(),
});
export type ExplainedSpan = z.infer<typeof Span>;

const Answer = z.looseObject({
  accounts: z.array(z.looseObject({ account: z.string(), unit: z.string(), spans: z.array(Span), whole: Span.nullish() })),
});

/** What `explain --json` says of the one account: its spans, and all of them together; null where there are no two readings. */
export function spansOf(json: string): { readonly spans: readonly ExplainedSpan[]; readonly whole: ExplainedSpan | null } {
  const [account] = Answer.parse(JSON.parse(json)).accounts;
  return { spans: account?.spans ?? [], whole: account?.whole ?? null };
}
