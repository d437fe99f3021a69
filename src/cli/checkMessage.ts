import { jsonMessage } from '../core/notify/jsonMessage';
import { plainMessage, plainText } from '../core/notify/plainMessage';
import { summaryMessage } from '../core/notify/summary';
import { plainJson } from '../core/text/plainText';
import { english } from '../core/text/translate';
import type { EpochMs } from '../core/time/epoch';
import type { AccountFacts } from '../core/views/accountView';

/** The summary that a team would get: as a service shows it that knows no markup, or as a program gets it. */
export function checkMessage(accounts: readonly AccountFacts[], format: 'message' | 'messageJson', now: EpochMs): string {
  const message = summaryMessage(accounts, { now, locale: 'en', t: english });
  if (format === 'messageJson') return plainJson(JSON.stringify(jsonMessage(message), null, 2));
  return plainText(plainMessage(message, english), (text) => text, ['', '']);
}
