import type { ExplainedGroup, ReportedTotal } from '../explained/explainedGroup';
import { knownAmount, type ExplainedPart } from '../explained/explainedParts';
import { hintText } from '../explained/hintText';
import { explainedSentences } from '../explained/explainedWords';
import type { UsageAnswer } from '../explained/usageRequest';
import type { ExplainedWay } from '../historyPage/explainedSelection';
import type { HistoryDisplay } from '../historyPage/historyDisplay';
import { moneyText } from '../historyPage/historySummary';
import { formatTime } from '../time/formatTime';
import type { Micros } from '../money/money';
import { callsText, tokenCells, type UsageRow } from './usageRows';

/** One piece of the bar: what a part of the spend is by. */
export interface BarPiece {
  readonly name: string;
  readonly amount: string;
  /** Of the whole bar, in thousandths. */
  readonly share: number;
  readonly kind: 'part' | 'missing';
  /** How the figure was made. */
  readonly how: string;
}

/** What logs account for of one account's spend, or of several that logs cannot tell apart. */
export interface ExplainedCard {
  readonly title: string;
  readonly span: string;
  readonly state: string;
  readonly sentences: readonly string[];
  /** What differences may be. */
  readonly hints: readonly string[];
  readonly bar: readonly BarPiece[];
  readonly rows: readonly UsageRow[];
}

export interface ExplainedCardOf {
  readonly group: ExplainedGroup;
  readonly title: string;
  readonly answer: UsageAnswer;
  readonly way: ExplainedWay;
  readonly hidesProjects: boolean;
  readonly display: HistoryDisplay;
}

export function explainedCard({ group, title, answer, way, hidesProjects, display }: ExplainedCardOf): ExplainedCard {
  const { t } = display;
  const { whole, unit } = group;
  const money = moneyText(unit, display.hidden, display);
  const toolName = (tool: string): string => answer.tools.find((one) => one.tool === tool)?.name ?? tool;
  const time = (at: number): string => formatTime(at, display);
  const parts = group.parts[way].map((part, index) => ({ part, name: nameOf(part, way, index, hidesProjects, toolName, t) }));
  return {
    title,
    span: whole === null ? '' : t('{from} to {to}', { from: time(whole.span.from.first), to: time(whole.span.to.last) }),
    state: whole?.state ?? '',
    sentences: explainedSentences(group, { amount: money, time, toolName, t }),
    hints: group.hints.map((hint) => hintText(hint, toolName, t)),
    bar: barOf(group, parts, money, display),
    rows: withReported(
      parts.map(({ part, name }) => ({ key: part.key, row: rowOf(part, name, money, display) })),
      way === 'model' ? (group.reported?.models ?? []) : [],
      money,
    ),
  };
}

function nameOf(
  { key, name }: ExplainedPart,
  way: ExplainedWay,
  index: number,
  hidesProjects: boolean,
  toolName: (tool: string) => string,
  t: HistoryDisplay['t'],
): string {
  switch (way) {
    case 'tool':
      return toolName(key);
    case 'model':
      return name === '' ? t('model not logged') : name;
    case 'project':
      if (name === '') return t('no project logged');
      return hidesProjects ? t('Project {number}', { number: index + 1 }) : name;
    case 'agent':
      return key === 'subAgent' ? t('Sub-agents') : t('Main agent');
  }
}

/** As long as what was spent, or as what logs say where that is more. */
function barOf(
  { whole, unit, unsaid, leavesOut }: ExplainedGroup,
  parts: readonly { readonly part: ExplainedPart; readonly name: string }[],
  money: (amount: Micros) => string,
  { hidden, locale, t }: HistoryDisplay,
): readonly BarPiece[] {
  if (whole === null) return [];
  const missing = whole.unexplainedAtLeast ?? 0;
  const known = parts.reduce((sum, { part }) => sum + part.amount, 0);
  const all = known + missing;
  if (all === 0) return [];
  // Where no call can have cost anything, all of it is missing, and that is exact.
  const missingText = (amount: Micros, explainedMax: Micros): string =>
    hidden || explainedMax === 0 ? money(amount) : t('at least ≈ {amount}', { amount: money(amount) });
  const share = (amount: number): number => Math.round((amount / all) * 1000);
  return [
    ...parts.flatMap(({ part, name }): readonly BarPiece[] =>
      part.amount === 0
        ? []
        : [
            {
              name,
              amount: `≈\u00a0${money(part.amount)}`,
              share: share(part.amount),
              kind: 'part',
              how: t('{name}: ≈ {amount}, estimated from the calls in logs ({count}), by the prices in {unit} that held then', {
                name,
                amount: money(part.amount),
                count: callsText(part.calls, locale),
                unit,
              }),
            },
          ],
    ),
    ...(whole.unexplainedAtLeast === null
      ? []
      : [
          {
            name: leavesOut
              ? t('In none of the calls that are counted')
              : unsaid > 0
                ? t('In no log that was read and says who paid')
                : whole.isAllRead
                  ? t('In no log here')
                  : t('In no log that was read'),
            amount: missingText(whole.unexplainedAtLeast, whole.explainedMax),
            share: share(missing),
            kind: 'missing',
            how: t('What was spent, less the most that calls in these logs can have cost'),
          } as const,
        ]),
  ];
}

function rowOf(part: ExplainedPart, name: string, money: (amount: Micros) => string, { locale, t }: HistoryDisplay): UsageRow {
  const { guessed, equivalent, calls, unmeasured, unpriced } = part;
  const amount = knownAmount(part);
  return {
    name,
    calls: callsText(calls, locale),
    ...tokenCells(part.tokens, locale),
    amount: amount === null ? t('not known') : `≈\u00a0${money(amount)}`,
    notes: [
      ...(unmeasured === 0 ? [] : [t('without tokens in the log: {count}', { count: unmeasured })]),
      ...(unpriced === 0 ? [] : [t('without a price: {count}', { count: unpriced })]),
      ...(guessed === 0 ? [] : [t('by the model’s name alone: ≈ {amount}', { amount: money(guessed) })]),
      ...(equivalent === 0 ? [] : [t('on a plan: ≈ {amount} at list prices, not added', { amount: money(equivalent) })]),
    ],
  };
}

/** What the provider says of each model beside what logs say; a model that it names and no log does has a row of its own. */
function withReported(
  rows: readonly { readonly key: string; readonly row: UsageRow }[],
  models: ReportedTotal['models'],
  money: (amount: Micros) => string,
): readonly UsageRow[] {
  if (models.length === 0) return rows.map(({ row }) => row);
  const byModel = new Map(models.map(({ model, amount }) => [model.toLowerCase(), { model, amount }]));
  const beside = rows.map(({ key, row }): UsageRow => {
    const found = byModel.get(key.toLowerCase());
    byModel.delete(key.toLowerCase());
    return { ...row, reported: found === undefined ? '–' : money(found.amount) };
  });
  const none = { calls: '–', input: '–', cacheRead: '–', cacheWritten: '–', output: '–', amount: '–', notes: [] };
  return [...beside, ...[...byModel.values()].map(({ model, amount }) => ({ ...none, name: model, reported: money(amount) }))];
}
