import { shortTime } from '../../core/time/formatTime';
import type { Display } from '../../core/views/amountText';
import { display, t } from '../editor/translation';
import type { Watching } from '../watching/watching';
import type { Outbox, OutboxState } from '../../core/notify/outbox';

export interface BackgroundWork {
  readonly watching: Pick<Watching, 'isOn' | 'nextDue'>;
  readonly outbox: Pick<Outbox, 'state'>;
}

/** What happens without a click: when the timer asks next, and what became of messages. */
export function backgroundText({ watching, outbox }: BackgroundWork): readonly string[] {
  const now = display();
  const next = watching.nextDue();
  const posts = postsText(outbox.state(), now);
  const timer = !watching.isOn()
    ? t('Watching is off: balances are checked only when you ask.')
    : next === null
      ? t('Watching is on, but no account can be checked until you fix what it shows.')
      : t('Next check: {time}.', { time: shortTime(next, now) });
  return posts === null ? [timer] : [timer, posts];
}

function postsText({ postedAt, waiting, refusedAt, isChannelGone }: OutboxState, now: Display): string | null {
  if (isChannelGone) return t('Webhook: {count} waiting to be posted, but its address is gone. Set the webhook again.', { count: waiting });
  if (waiting > 0) return t('Webhook: {count} waiting to be posted.', { count: waiting });
  if (refusedAt !== null) {
    return t('Webhook: the message of {time} was refused. Set the webhook again.', { time: shortTime(refusedAt, now) });
  }
  return postedAt === null ? null : t('Webhook: last posted {time}.', { time: shortTime(postedAt, now) });
}
