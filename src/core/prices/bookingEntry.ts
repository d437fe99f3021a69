import * as z from 'zod';
import type { Booking } from './bookedOn';

const name = z.string().trim().regex(/\S/, 'must be a name');

export const aHostAlone = 'must be a host alone, such as api.example.com';

const Shape = z.strictObject({
  tool: name.optional(),
  host: z
    .string()
    .regex(/^\s*[^/:@*\s]+\s*$/, aHostAlone)
    .transform((text) => text.trim())
    .optional(),
  account: name,
});

export const bookingFields: readonly string[] = Object.keys(Shape.shape);

/** One entry of the setting: calls of a tool, or to a host, and the account that pays for them. */
export const BookingEntry = Shape.refine((entry) => entry.tool !== undefined || entry.host !== undefined, {
  error: 'must name a tool, a host, or both',
}).transform(({ tool, host, account }): Booking => ({
  ...(tool === undefined ? {} : { tool }),
  ...(host === undefined ? {} : { host }),
  account,
}));
