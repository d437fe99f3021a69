import * as z from 'zod';
import type { Booking } from './bookedOn';

const name = z.string().trim().min(1);
const host = name.refine((text) => !/[/:@\s]/.test(text), 'must be a host alone, such as api.example.com');

/** One entry of the setting: calls of a tool, or to a host, and the account that pays for them. */
export const BookingEntry = z
  .strictObject({ tool: name.optional(), host: host.optional(), account: name })
  .refine((entry) => entry.tool !== undefined || entry.host !== undefined, { error: 'must name a tool, a host, or both' })
  .transform(({ tool, host: named, account }): Booking => ({
    ...(tool === undefined ? {} : { tool }),
    ...(named === undefined ? {} : { host: named }),
    account,
  }));
