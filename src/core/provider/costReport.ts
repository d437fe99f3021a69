import type { EpochMs } from '../time/epoch';
import type { Spend, SpendDay, SpendModel } from '../model/reading';
import type { Unit } from '../money/money';
import type { Ask, Endpoint, FetchContext, Problem, Report } from './provider';
import type { Answer } from '../model/outcome';
import type { ProviderError } from '../model/providerError';
import { known, problemOf, sumOf, type Amount } from './response';
import { oneLine, shortened } from '../text/plainText';
import { dayMs } from '../time/durations';
import { utcDayStart, monthStart } from '../time/utcDays';

/** What one day cost, or a part of it. */
export interface Cost {
  /** Some time of the day, as the provider counts days: in UTC. */
  readonly at: EpochMs;
  /** It is of several days, which are not told apart. */
  readonly isOfDays?: boolean;
  /** Undefined: the answer names a currency that there is not. */
  readonly unit: Unit | undefined;
  readonly amount: Amount;
  /** What it was paid for, where the report divides days so: a model, or another service. */
  readonly model?: string;
}

/** From when on costs are asked for: this month, or the day of the person's entry where that is earlier. */
export function firstDay({ now, spentSince }: Pick<FetchContext, 'now' | 'spentSince'>): EpochMs {
  return Math.min(monthStart(now), utcDayStart(spentSince ?? now));
}

/**
 * Today, this month and since the person's entry, for each currency apart. `listed` are the starts of the days that came: a day
 * without costs is listed as such, so that one which did not come is not known. Absent: what was asked for came as a whole.
 */
export function spendReport(
  costs: readonly Cost[],
  { now, spentSince }: Pick<FetchContext, 'now' | 'spentSince'>,
  usual: Unit,
  listed?: ReadonlySet<EpochMs>,
): Report {
  const byUnit = grouped(costs);
  const units = [...byUnit.keys()];
  const today = utcDayStart(now);
  const windows: readonly (readonly [Spend['window'], EpochMs])[] = [
    ['day', today],
    ['month', monthStart(now)],
    ...(spentSince === null ? [] : [['entry', utcDayStart(spentSince)] as const]),
  ];
  const came = windows.map(([window, from]) => ({ window, from, ...daysThatCame(from, today, listed) }));
  const sums = (units.length === 0 ? [usual] : units).flatMap((unit) =>
    came.map((days) => ({
      unit,
      ...days,
      sum: sumOf((byUnit.get(unit) ?? []).filter((cost) => cost.at >= days.from).map(({ amount }) => amount)),
    })),
  );
  const spend = sums.map(({ unit, window, from, some, all, sum }): Spend => ({
    unit,
    window,
    ...(window === 'entry' ? { since: from } : {}),
    amount: some ? known(sum) : null,
    ...(some && !all ? { atLeast: true } : {}),
  }));
  const days = daysOf(byUnit, units.length === 0 ? [usual] : units, listed);
  return {
    spend,
    ...(days.length === 0 ? {} : { days }),
    problems: [...problemsOf(costs, sums), ...(came.every(({ all }) => all) ? [] : [incomplete])],
  };
}

/** What each day cost that came: one that is listed without costs cost nothing, and one with an amount that cannot be read is not known. */
function daysOf(
  byUnit: ReadonlyMap<Unit, readonly Cost[]>,
  units: readonly Unit[],
  listed: ReadonlySet<EpochMs> | undefined,
): readonly SpendDay[] {
  return units.flatMap((unit) => {
    const days = new Map<EpochMs, Cost[]>([...(listed ?? [])].map((at) => [utcDayStart(at), []]));
    for (const cost of byUnit.get(unit) ?? []) {
      if (cost.isOfDays) continue;
      const day = utcDayStart(cost.at);
      const known = days.get(day);
      if (known) known.push(cost);
      else days.set(day, [cost]);
    }
    return [...days].flatMap(([day, all]): readonly SpendDay[] => {
      const amount = known(sumOf(all.map((cost) => cost.amount)));
      const models = modelsOf(all);
      return amount === null ? [] : [{ day, unit, amount, ...(models.length === 0 ? {} : { models }) }];
    });
  });
}

/** No organisation uses as many; what else it may be is not shown as models. */
const mostModels = 200;

/** What each model cost, exactly: of several lines the sum, rounded once. */
function modelsOf(costs: readonly Cost[]): readonly SpendModel[] {
  const byModel = new Map<string, Amount[]>();
  for (const { model, amount } of costs) if (model !== undefined) byModel.set(model, [...(byModel.get(model) ?? []), amount]);
  if (byModel.size > mostModels) return [];
  return [...byModel].flatMap(([model, amounts]): readonly SpendModel[] => {
    const amount = known(sumOf(amounts));
    return amount === null ? [] : [{ model, amount }];
  });
}

/** A name as a provider writes it; undefined where there is none. */
export function costName(text: unknown): string | undefined {
  const name = typeof text === 'string' ? shortened(oneLine(text), 100) : '';
  return name === '' ? undefined : name;
}

/** Once for all units: there may be as many as currencies. */
function grouped(costs: readonly Cost[]): ReadonlyMap<Unit, readonly Cost[]> {
  const groups = new Map<Unit, Cost[]>();
  for (const cost of costs) {
    if (cost.unit === undefined) continue;
    const group = groups.get(cost.unit);
    if (group) group.push(cost);
    else groups.set(cost.unit, [cost]);
  }
  return groups;
}

const incomplete: Problem = {
  kind: 'notReported',
  field: 'days',
  hint:
    'The report left out some of the days that were asked for, such as today: ' +
    'what they cost is not known, and sums over them are "at least".',
};

function daysThatCame(from: EpochMs, today: EpochMs, listed?: ReadonlySet<EpochMs>): { readonly some: boolean; readonly all: boolean } {
  if (listed === undefined) return { some: true, all: true };
  const days = Array.from({ length: (today - from) / dayMs + 1 }, (_, index) => listed.has(from + index * dayMs));
  return { some: days.some(Boolean), all: days.every(Boolean) };
}

function problemsOf(costs: readonly Cost[], sums: readonly { readonly sum: Amount }[]): readonly Problem[] {
  if (costs.some(({ unit }) => unit === undefined)) return [{ kind: 'unexpectedResponse', field: 'currency' }];
  return [...costs.map(({ amount }) => amount), ...sums.map(({ sum }) => sum)].flatMap((amount) => problemOf(amount, 'amount')).slice(0, 1);
}

/**
 * A report that is divided by model, or the plain one where that is not understood, or too long to be read: what was spent must not
 * depend on it.
 */
export async function dividedOrPlain<T>(
  divided: Promise<Answer<T>>,
  plain: (error: ProviderError) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const answer = await divided;
  return !answer.ok && answer.error.kind === 'unexpectedResponse' ? plain(answer.error) : answer;
}

/** Three years of the smallest pages that are asked for: an answer that goes on for ever is none. */
const mostPages = 40;

/** Follows a report from page to page. Half of a report would be too little spend, so all of it is read or none. */
export async function askPages<T>(
  ask: Ask,
  pageOf: (page: string | null) => Endpoint<T>,
  nextOf: (answer: T) => string | null,
): Promise<Answer<readonly T[] | null>> {
  const pages: T[] = [];
  for (let page: string | null = null; pages.length < mostPages;) {
    const answer: Answer<T> = await ask(pageOf(page));
    if (!answer.ok) return answer;
    pages.push(answer.value);
    page = nextOf(answer.value);
    if (page === null) return { ok: true, value: pages };
  }
  return { ok: true, value: null };
}

/** For a report that lists a day twice, on one page or on two that are the same: neither can be believed. */
export const repeated: Report = { problems: [{ kind: 'unexpectedResponse', field: 'days' }] };

/** For a report whose pages never end. */
export const endless: Report = { problems: [{ kind: 'unexpectedResponse', field: 'pages' }] };
