const units = { s: 1000, m: 60_000, h: 3_600_000 } as const;

/** What {@link spanOf} takes, as an expression: editors that check JSON know no other rule. */
export const spanPattern =
  /^(?=\d{1,5}[smh]$)0*((([3-9]\d|[1-9]\d{2}|[1-7]\d{3}|8[0-5]\d{2}|86[0-3]\d)\d|86400)s|([5-9]|[1-9]\d|[1-9]\d{2}|1[0-3]\d{2}|14[0-3]\d|1440)m|([1-9]|1\d|2[0-4])h)$/;

/** `90s`, `15m`, `2h` → milliseconds; undefined for what is no such time, or not from five minutes to a day. */
export function spanOf(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,5})(s|m|h)$/.exec(text) ?? [];
  const ms = Number(count) * units[unit === 's' || unit === 'h' ? unit : 'm'];
  return ms >= 300_000 && ms <= 86_400_000 ? ms : undefined;
}
