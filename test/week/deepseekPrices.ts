/** Money of this world: a millionth of a millionth of a yuan, so that tokens times micro-yuan for a million tokens are whole. */
export type Pico = bigint;
export const picoPerYuan = 1_000_000_000_000n;

export interface Tokens {
  /** Input that no cache held. */
  readonly miss: number;
  readonly hit: number;
  /** All output, `reasoning` among it. */
  readonly out: number;
  readonly reasoning: number;
}

interface Row {
  readonly models: readonly string[];
  /** From the page's change on; the row before it in this list ends there. */
  readonly from: number;
  /** Micro-yuan for a million tokens, off-peak. */
  readonly hit: number;
  readonly miss: number;
  readonly out: number;
}

const flash = ['deepseek-v4-flash', 'deepseek-v4-flash-vision-exp'];
/** @see https://api-docs.deepseek.com/zh-cn/quick_start/pricing in its stored copies from August to November 2026 */
const rows: readonly Row[] = [
  { models: flash, from: Date.UTC(2026, 7, 16, 16), hit: 50_000, miss: 1_500_000, out: 4_500_000 },
  { models: [...flash, 'deepseek-flash'], from: Date.UTC(2026, 8, 10, 4), hit: 20_000, miss: 1_000_000, out: 4_000_000 },
  { models: ['deepseek-v4-pro'], from: Date.UTC(2026, 7, 16, 16), hit: 150_000, miss: 4_500_000, out: 13_500_000 },
];

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/**
 * Days of Beijing, first and last: what the State Council set for 2026 and lies in these weeks.
 * @see https://github.com/J-Chien/dsh-meter/blob/main/docs/examples/prices.deepseek.yaml
 */
const holidays = [
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
] as const;

/** Monday to Friday 9–12 and 14–18 in Beijing, but on public holidays; weekends count as off-peak since the 23rd of August. */
function isPeak(at: number): boolean {
  const beijing = new Date(at + 8 * hourMs);
  const hour = beijing.getUTCHours();
  if (!((hour >= 9 && hour < 12) || (hour >= 14 && hour < 18))) return false;
  const day = beijing.toISOString().slice(0, 10);
  const isWeekend = beijing.getUTCDay() % 6 === 0 && day >= '2026-08-23';
  return !isWeekend && !holidays.some(([first, last]) => day >= first && day <= last);
}

/** Search and fetch at the provider: ¥5 for a thousand, since November began in Beijing. */
const searchesCostFrom = Date.UTC(2026, 9, 31, 16);
const searchPico = picoPerYuan / 200n;

/** What DeepSeek takes for a call whose price was decided at this moment. */
export function costOf(model: string, tokens: Tokens, searches: number, at: number): Pico {
  const row = rows.findLast(({ models, from }) => models.includes(model) && from <= at);
  if (row === undefined) throw new Error(`DeepSeek served no ${model} on ${new Date(at).toISOString()}`);
  const once = BigInt(tokens.hit * row.hit + tokens.miss * row.miss + tokens.out * row.out);
  return (isPeak(at) ? 2n : 1n) * once + (at >= searchesCostFrom ? BigInt(searches) * searchPico : 0n);
}

export function modelsAt(at: number): readonly string[] {
  return [...new Set(rows.filter(({ from }) => from <= at).flatMap(({ models }) => models))];
}

/** The least and the most of a call near a border: DeepSeek does not say which of its moments decides. */
export function costsNear(model: string, tokens: Tokens, searches: number, at: number): readonly [Pico, Pico] {
  const near = [at - 13 * 60_000, at, at + 13 * 60_000].filter((moment) => modelsAt(moment).includes(model));
  const sorted = near.map((moment) => costOf(model, tokens, searches, moment)).toSorted((a, b) => Number(a - b));
  return [sorted[0] ?? 0n, sorted.at(-1) ?? 0n];
}

export { dayMs, hourMs };
