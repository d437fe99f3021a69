import type { Failed } from '../../core/notify/outboxPorts';

/** For the log: what was met instead of a receiver that took the message. */
export function metText(failed: Failed | null): string {
  if (failed === null) return 'not tried';
  const { status, code, reason, isUnclear } = failed;
  if (isUnclear) return status === null ? 'answer that cannot be read' : `HTTP ${status}, not confirmed`;
  if (status === null && reason === null) return 'not reached';
  return [
    ...(status === null ? [] : [`HTTP ${status}`]),
    ...(code === undefined ? [] : [`code ${code}`]),
    ...(reason === null ? [] : [reason]),
  ].join(', ');
}
