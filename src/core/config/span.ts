const units = { s: 1000, m: 60_000, h: 3_600_000 } as const;

/** `90s`, `15m`, `2h` → milliseconds; undefined for what is no such time, or not from five minutes to a day. */
export function spanOf(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,5})(s|m|h)$/.exec(text) ?? [];
  const ms = Number(count) * units[unit === 's' || unit === 'h' ? unit : 'm'];
  return ms >= 300_000 && ms <= 86_400_000 ? ms : undefined;
}
