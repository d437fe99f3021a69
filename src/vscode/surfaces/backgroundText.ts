import { formatTime } from '../../core/time/formatTime';
import { display, t } from '../editor/translation';
import type { Watching } from '../watching/watching';
import type { Outbox, OutboxState } from '../../core/notify/outbox';

export interface BackgroundWork {
  readonly watching: Pick<Watching, 'isOn' | 'nextDue'>;
  readonly outbox: Pick<Outbox, 'state'>;
}

/** What happens without a click: when the timer asks next, and what became of messages. */
export function backgroundText({ watching, outbox }: BackgroundWork): readonly string[] {
  const { locale } = display();
  const next = watching.nextDue();
  const posts = postsText(outbox.state(), locale);
  const timer = !watching.isOn()
    ? t('The timer is off: nothing is asked unless you check.')
    : next === null
      ? t('The timer is on, and waits for you: no account can be asked.')
      : t('Next timed check: {time}.', { time: formatTime(next, { locale }) });
  return posts === null ? [timer] : [timer, posts];
}

function postsText({ postedAt, waiting, refusedAt, isChannelGone }: OutboxState, locale: string): string | null {
  if (isChannelGone) return t('Webhook: {count} waiting, but its address is gone. Set the webhook again.', { count: waiting });
  if (waiting > 0) return t('Webhook: {count} waiting to be posted.', { count: waiting });
  if (refusedAt !== null) {
    return t('Webhook: the message of {time} was refused. Set the webhook again.', { time: formatTime(refusedAt, { locale }) });
  }
  return postedAt === null ? null : t('Webhook: last posted {time}.', { time: formatTime(postedAt, { locale }) });
}
