import type { Account, Thresholds } from '../core/model/account';
import type { Message } from '../core/notify/message';
import { jsonMessage } from '../core/notify/jsonMessage';
import { plainMessage, plainText } from '../core/notify/plainMessage';
import { summaryMessage } from '../core/notify/summary';
import { plainJson } from '../core/text/plainText';
import { english } from '../core/text/translate';
import type { EpochMs } from '../core/time/epoch';
import type { AccountFacts } from '../core/views/accountView';
import type { Checked } from '../core/views/checkReport';
import { isKeyed, type CheckTarget, type KeyedTarget } from './checkTargets';

/** The summary that a team would get of what was checked. Providers that no tool can ask are in none. */
export function checkMessage(checked: readonly Checked[], targets: readonly CheckTarget[], lowBalance: Thresholds, now: EpochMs): Message {
  const facts = checked.flatMap(({ account, outcome }): readonly AccountFacts[] => {
    const target = targets.filter(isKeyed).find((one) => one.account === account);
    if (target === undefined) return [];
    const asked = { checkedAt: now, checking: false };
    const snapshot = outcome.ok
      ? { ...asked, reading: outcome.reading, error: null, failingSince: null }
      : { ...asked, reading: null, error: outcome.error, failingSince: now };
    return [{ account: accountOf(target, lowBalance), provider: target.provider, snapshot }];
  });
  return summaryMessage(facts, { now, locale: 'en', t: english });
}

function accountOf({ account, provider, thresholds }: KeyedTarget, lowBalance: Thresholds): Account {
  return { ...account, provider: provider.id, lowBalance: thresholds ?? lowBalance };
}

/** As a service shows it that knows no markup, or as a program gets it. */
export function messageOutput(message: Message, format: 'message' | 'messageJson'): string {
  if (format === 'messageJson') return plainJson(JSON.stringify(jsonMessage(message), null, 2));
  return plainText(plainMessage(message, english), (text) => text, ['', '']);
}
