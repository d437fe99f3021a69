import * as z from 'zod';
import { amountsByUnit } from '../accounts/amountsByUnit';
import { thresholdsFrom } from '../accounts/thresholds';
import { listenPattern, parseListen } from '../metrics/listenAddress';
import { isTimeZone } from '../time/isTimeZone';
import { spanPattern } from './span';

/** A secret is never in the file: it names where it is. */
export const secretPlace = z
  .string()
  .regex(
    /^(env:[A-Za-z_]\w*|file:.+)$/,
    'must be "env:NAME" or "file:PATH": what it stands for is a secret, and does not belong in this file',
  )
  .meta({ examples: ['env:TEAM_WEBHOOK', 'file:/run/secrets/webhook'] });

const id = z
  .string()
  .regex(/^[A-Za-z0-9][\w-]{0,31}$/, 'must be a name of letters, digits, dashes and underscores')
  .meta({ description: 'A name that never changes: messages that wait are stored under it.' });

/** Fields of one kind of channel are looked at where the kind is known. */
export const channelShape = z.looseObject({
  id,
  kind: z.string().optional().meta({ description: 'Which service it is, where the address does not tell.' }),
  url: secretPlace.meta({ description: 'Where the address is: a variable or a file, since whoever has it can post.' }),
  posts: z
    .array(z.enum(['alerts', 'summaries']))
    .min(1, 'must name one kind at least')
    .optional()
    .meta({ description: 'What is posted there; else alerts and summaries.' }),
});

const span = z.string().regex(spanPattern, 'must be a time from 5m to 24h, such as "1h"');

export const scheduleShape = z.strictObject({
  every: span.optional().meta({ description: 'How often "watch" checks, from 5m to 24h; "1h" means at the full hour.' }),
  summary: z.enum(['off', 'hourly', 'daily']).optional().meta({ description: 'How often a summary is posted; a daily one after nine.' }),
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be a time zone such as "Europe/Berlin"')
    .optional()
    .meta({ description: 'Whose hours and days count, such as "Europe/Berlin"; else UTC.' }),
});

const wholePath = z.string().regex(/^(\/|[A-Za-z]:[\\/]|\\\\)/, 'must be a whole path, such as "/var/lib/api-balance"');

export const historyShape = z.strictObject({
  folder: wholePath.optional().meta({
    description: 'A folder for what was checked and what waits to be posted, so that a restart goes on where it was.',
    examples: ['/var/lib/api-balance'],
  }),
  keepDays: z
    .int('must be a number of days')
    .min(0, 'must be a number of days')
    .max(36_500, 'must be a number of days')
    .optional()
    .meta({ description: 'After how many days readings are deleted; 0, the default, keeps all.' }),
  postgres: secretPlace.optional().meta({ description: 'Where the connection string is of a PostgreSQL that machines share.' }),
  certificateFile: wholePath.optional().meta({ description: 'Certificates (PEM) that are trusted there beside those of the system.' }),
});

export const metricsShape = z.strictObject({
  file: wholePath.optional().meta({
    description: 'A file for the textfile collector of node_exporter, written anew with each check.',
    examples: ['/var/lib/node_exporter/api_balance.prom'],
  }),
  listen: z
    .string()
    .refine((text) => parseListen(text).ok, 'must be HOST:PORT, such as "127.0.0.1:9464"')
    .optional()
    .meta({ description: 'Where "watch" lets Prometheus read.', examples: ['127.0.0.1:9464'], pattern: listenPattern.source }),
});

/** Entries are looked at one by one, as those of accounts are. */
export const usageShape = z.strictObject({
  prices: z
    .array(z.unknown())
    .optional()
    .meta({ description: 'What is so about the prices of some calls: factors, plans, prices of your own.' }),
  accounts: z.array(z.unknown()).optional().meta({ description: 'Which account pays for calls of a tool or to a host.' }),
});

const byUnit = 'must give amounts by unit, from 0 on, such as { "USD": 5 }';

/** What stands in accounts and channels is looked at one by one, so that a mistake in one hides none in another. */
export const configShape = z.strictObject({
  $schema: z.string().optional().meta({ description: 'The schema of this file, for editors.' }),
  accounts: z.array(z.unknown()).min(1, 'must name one account at least').meta({ description: 'The accounts, as in the setting.' }),
  lowBalance: amountsByUnit
    .refine((amounts) => thresholdsFrom(amounts) !== null, byUnit)
    .optional()
    .meta({
      description: 'From which amount on a balance counts as low, by unit, for accounts that say nothing else.',
      examples: [{ USD: 5 }],
    }),
  channels: z.array(z.unknown()).optional().meta({ description: 'Where messages to a team are posted.' }),
  log: z
    .string()
    .min(1, 'must name a file')
    .optional()
    .meta({ description: 'A file that gets a line for each amount of each check; {account} in it makes one file for each account.' }),
  history: historyShape.optional().meta({ description: 'Where what was checked is kept.' }),
  metrics: metricsShape.optional().meta({ description: 'Figures for Prometheus.' }),
  usage: usageShape.optional().meta({ description: 'Where logs of AI tools are read: prices, and who pays.' }),
  schedule: scheduleShape.optional().meta({ description: 'When "watch" checks and posts.' }),
});
