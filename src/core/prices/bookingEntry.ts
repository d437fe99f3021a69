import * as z from 'zod';
import type { Booking } from './bookedOn';

const name = z.string().trim().regex(/\S/, 'must be a name');

const Shape = z.strictObject({
  tool: name.optional().meta({ description: 'The tool, by its id in `apiBalance.usage.tools`.', examples: ['claude-code'] }),
  host: z
    .string()
    .regex(/^\s*[^/:@\s]+\s*$/, 'must be a host alone, such as api.example.com')
    .transform((text) => text.trim())
    .optional()
    .meta({ description: 'The host that was called, or the provider as logs name it.', examples: ['api.example.com'] }),
  account: name.meta({ description: 'The id of the account that pays.' }),
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
