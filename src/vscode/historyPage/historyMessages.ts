import * as z from 'zod';
import { rangeNames } from '../../core/historyPage/historySelection';
import type { SavedPage, ToHost } from '../../webview/protocol';

const Text = z.string().max(500);
const Moment = z.int();
const Range = z.union([z.object({ kind: z.enum(rangeNames) }), z.object({ kind: z.literal('own'), from: z.iso.date(), to: z.iso.date() })]);
const Pixels = z.int().min(1).max(20_000);
/** A picture larger than any screen is not one of ours. */
const Base64 = z.base64().max(50_000_000);

const Message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), pixels: Pixels }),
  z.object({ kind: z.literal('resized'), pixels: Pixels }),
  z.object({ kind: z.literal('select'), account: Text, unit: Text, range: Range }),
  z.object({
    kind: z.literal('zoom'),
    span: z
      .object({ from: Moment, to: Moment })
      .refine(({ from, to }) => from < to)
      .nullable(),
  }),
  z.object({ kind: z.literal('note'), account: Text, unit: Text, at: Moment, text: Text }),
  z.object({ kind: z.literal('export'), format: z.enum(['csv', 'json']) }),
  z.object({ kind: z.literal('picture'), base64: Base64 }),
  z.object({ kind: z.enum(['import', 'addAccount', 'check']) }),
]);

const Saved = z.object({ account: Text, unit: Text, range: Range });

/** What the page sent; undefined for anything that is not of the protocol. */
export function readMessage(message: unknown): ToHost | undefined {
  return Message.safeParse(message).data;
}

/** What the page left with `setState`, perhaps an older version of it. */
export function readSaved(state: unknown): Partial<SavedPage> {
  return Saved.safeParse(state).data ?? {};
}
