import type { AccountFacts } from '../../src/core/views/accountView';
import { unit } from '../../src/core/money/money';
import { deepseek, moonshot, openrouter } from '../../src/providers';
import { exact, factsOf, readingOf } from './accounts';
import { idOf } from './ids';

/** The accounts of `yearOfHistory`, the last of them with spend as its provider counts it. */
export function demoFacts(now: number): readonly AccountFacts[] {
  const usd = unit('USD');
  const spend = [
    { unit: usd, window: 'day', amount: exact('0.81') },
    { unit: usd, window: 'month', amount: exact('21.40') },
  ] as const;
  return [
    factsOf({}, { id: idOf('demo-main'), label: 'Work' }, deepseek),
    factsOf(
      { reading: readingOf([], { at: now - 120_000, spend }), checkedAt: now - 120_000 },
      { id: idOf('demo-side'), label: 'Side project' },
      openrouter,
    ),
    factsOf({}, { id: idOf('demo-quiet'), label: moonshot.name }, moonshot),
  ];
}
