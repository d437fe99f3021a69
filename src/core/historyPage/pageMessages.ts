import * as z from 'zod';
import { errorActions } from '../views/errorAction';
import { rangeNames } from './historySelection';
import { explainedRanges, explainedWays } from './explainedSelection';
import { pageTabs } from './pageTabs';
import { barLengths, overviewRanges } from './overviewSelection';
import { asAccountId } from '../model/accountId';

const text = z.string().max(500);
/** What a chart is of, see `ShownLine`. */
const line = { account: text.transform(asAccountId), unit: text, of: text };
const moment = z.int();
const range = z.union([z.object({ kind: z.enum(rangeNames) }), z.object({ kind: z.literal('own'), from: z.iso.date(), to: z.iso.date() })]);
/** Of the Overview, see `OverviewSelection`. */
const overview = { range: z.enum(overviewRanges), unit: text.nullable(), per: z.enum(barLengths) };
/** Of the tab Explained, see `ExplainedSelection`. */
const explained = { group: text.nullable(), way: z.enum(explainedWays), range: z.enum(explainedRanges) };
const account = text.transform(asAccountId);
/** Of the Statement: `2026-10`. */
const month = z.string().regex(/^\d{4}-\d{2}$/);
/** The width of the chart. */
const pixels = z.int().min(1).max(20_000);
/** A picture larger than any screen is not one of ours. */
const base64 = z.base64().max(50_000_000);
const wholeSpan = z.object({ from: moment, to: moment }).refine(({ from, to }) => from < to);

/**
 * The history page asks; the host alone reads and writes. A choice comes alone: what the page shows beside it may be older than another
 * choice just before.
 */
const toHost = z.discriminatedUnion('kind', [
  // The page is there, for the first time or again: send everything.
  z.object({ kind: z.literal('ready'), pixels }),
  z.object({ kind: z.literal('resized'), pixels }),
  z.object({ kind: z.literal('select'), change: z.union([z.object({ range }), z.object(line)]) }),
  // More detail of a part of the range; null: the whole range again.
  z.object({ kind: z.literal('zoom'), span: wholeSpan.nullable() }),
  // `at` is the end of the entry's window; an empty text removes the note.
  z.object({ kind: z.literal('note'), ...line, at: moment, text }),
  // From which amount on the balance counts as low, in decimal digits.
  z.object({ kind: z.literal('threshold'), account: line.account, unit: text, amount: text }),
  // Of the line that is shown, the part in view; or of all accounts, all that there is.
  z.object({
    kind: z.literal('export'),
    what: z.enum(['readings', 'days', 'everything']),
    format: z.enum(['csv', 'json']),
    span: wholeSpan,
  }),
  // A PNG, for the host to save.
  z.object({ kind: z.literal('picture'), base64 }),
  z.object({ kind: z.enum(['import', 'addAccount', 'check', 'checkAll']) }),
  z.object({ kind: z.literal('tab'), tab: z.enum(pageTabs) }),
  z.object({
    kind: z.literal('overview'),
    change: z.union([z.object({ range: overview.range }), z.object({ unit: overview.unit }), z.object({ per: overview.per })]),
  }),
  z.object({
    kind: z.literal('explained'),
    change: z.union([z.object({ range: explained.range }), z.object({ way: explained.way }), z.object({ group: explained.group })]),
  }),
  // Of the logs of tools: which may be read, to read them now, to end that, what prices are taken, and to say who pays.
  z.object({ kind: z.enum(['chooseTools', 'readLogs', 'stopReading', 'prices', 'payer']) }),
  z.object({ kind: z.literal('month'), month }),
  z.object({ kind: z.enum(['exportStatement', 'printStatement']) }),
  // The chart of an account, in what it has first where no unit is named.
  z.object({ kind: z.literal('open'), account, unit: text }),
  z.object({ kind: z.literal('act'), account, action: z.enum(errorActions) }),
]);
export type ToHost = Readonly<z.infer<typeof toHost>>;

/** The one thing that a person chose. */
export type ChoiceOf<Kind extends 'select' | 'overview' | 'explained'> = Extract<ToHost, { readonly kind: Kind }>['change'];

/** What outlives the page, through `setState` and the editor's restart. */
const savedPage = z
  .object({ ...line, range })
  .partial()
  .extend({
    tab: z.enum(pageTabs).optional(),
    overview: z.object(overview).optional(),
    explained: z.object(explained).optional(),
    month: month.optional(),
  });
export type SavedPage = Readonly<z.infer<typeof savedPage>>;

/** What the page sent; undefined for anything that is not of the protocol. */
export function readMessage(message: unknown): ToHost | undefined {
  return toHost.safeParse(message).data;
}

/** What the page left with `setState`, perhaps an older version of it. */
export function readSaved(state: unknown): SavedPage {
  return savedPage.safeParse(state).data ?? {};
}
