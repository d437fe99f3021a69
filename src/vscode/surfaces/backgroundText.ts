import { formatTime } from '../../core/time/formatTime';
import { display, t } from '../editor/translation';
import type { Watching } from '../watching/watching';
import type { Outbox } from '../../core/notify/outbox';

export interface BackgroundWork {
  readonly watching: Pick<Watching, 'isOn' | 'nextDue'>;
  readonly outbox: Pick<Outbox, 'state'>;
}

/** What happens without a click: when the timer asks next, and what became of messages. */
export function backgroundText({ watching, outbox }: BackgroundWork): readonly string[] {
  const { locale } = display();
  const next = watching.nextDue();
  const { postedAt, waiting, refusedAt } = outbox.state();
  const posts =
    waiting > 0
      ? t('Webhook: {count} waiting to be posted.', { count: waiting })
      : refusedAt !== null
        ? t('Webhook: the message of {time} was refused. Set the webhook again.', { time: formatTime(refusedAt, { locale }) })
        : postedAt !== null
          ? t('Webhook: last posted {time}.', { time: formatTime(postedAt, { locale }) })
          : null;
  const timer = !watching.isOn()
    ? t('The timer is off: nothing is asked unless you check.')
    : next === null
      ? t('The timer is on, and waits for you: no account can be asked.')
      : t('Next timed check: {time}.', { time: formatTime(next, { locale }) });
  return posts === null ? [timer] : [timer, posts];
}
