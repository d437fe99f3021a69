import { hostOf } from '../../core/provider/origin';
import type { Delivery } from '../../core/notify/delivery';
import type { Failed } from '../../core/notify/outbox';
import { t } from '../editor/translation';

/** What became of a post, in words. */
export function deliveryText(delivery: Delivery, origin: string): string {
  const host = hostOf(origin);
  if (delivery.kind === 'posted') return t('Posted to {host}.', { host });
  if (delivery.isUnclear) return t('{host} answered, but did not confirm the message, so it does not count as posted.', { host });
  switch (delivery.kind) {
    case 'later':
      if (delivery.code !== undefined) {
        return t('{host} accepts no messages now (code {code}), so nothing was posted. Try again in a while.', {
          host,
          code: delivery.code,
        });
      }
      return delivery.status === null
        ? t('{host} did not answer, so the message does not count as posted.', { host })
        : t('{host} answered HTTP {status}, so nothing was posted. Try again in a while.', { host, status: delivery.status });
    case 'refused':
      if (delivery.code !== undefined)
        return t('{host} refused the message (code {code}), so nothing was posted. Its documentation explains the code.', {
          host,
          code: delivery.code,
        });
      return delivery.status === null
        ? t('No trusted connection to {host} was possible, so nothing was posted.', { host })
        : t('{host} refused the message (HTTP {status}), so nothing was posted. The address may be gone: set the webhook again.', {
            host,
            status: delivery.status,
          });
  }
}

/** For the log: what was met instead of a receiver that took the message. */
export function metText(failed: Failed | null): string {
  if (failed === null) return 'not tried';
  const { status, code, isUnclear } = failed;
  if (isUnclear) return status === null ? 'answer too long' : `HTTP ${status}, not confirmed`;
  if (status === null) return 'not reached';
  return code === undefined ? `HTTP ${status}` : `HTTP ${status}, code ${code}`;
}
