import type { MetricFacts } from '../../src/core/metrics/metricFacts';
import type { Balance, Cap, PartKind, Reading, Spend } from '../../src/core/model/reading';
import { unit } from '../../src/core/money/money';
import type { EpochMs } from '../../src/core/time/epoch';
import { anthropic, deepseek, openai, openrouter, poe, venice, xai } from '../../src/providers';
import { exact, factsOf, held, hour, readingOf } from './accounts';
import { idOf } from './ids';

const usd = unit('USD');
const capOf = (more: Partial<Cap>): Cap => ({ unit: usd, limit: null, remaining: null, resets: 'monthly', ...more });
const spent = (window: Spend['window'], amount: string, more: Partial<Spend> = {}): Spend => ({
  unit: usd,
  window,
  amount: exact(amount),
  ...more,
});

const rejected = { kind: 'unauthorized', host: 'api.deepseek.com', status: 401 } as const;

/** An account for each thing that metrics can say, and for each reason to say none; read at this time, and told of then. */
export function worldAt(at: EpochMs): MetricFacts {
  const heldNow = (unitName: string, available: string, parts: Readonly<Partial<Record<PartKind, string>>> = {}): Balance =>
    held(unitName, available, parts, at);
  const readNow = (balances: readonly Balance[], more: Partial<Reading> = {}): Reading => readingOf(balances, { at, ...more });
  const accounts = [
    factsOf(
      { reading: readNow([heldNow('CNY', '110.00', { paid: '100', granted: '10' }), heldNow('USD', '0.0042')]) },
      { id: idOf('deepseek-work'), label: 'Work', lowBalance: { CNY: exact('120') } },
    ),
    factsOf(
      {
        reading: readNow([], {
          caps: [
            capOf({ limit: exact('20'), remaining: exact('12.5') }),
            capOf({ resets: 'daily', limit: exact('5'), remaining: exact('0') }),
          ],
          spend: [spent('day', '0.5'), spent('week', '2.25'), spent('month', '7.5'), spent('total', '99')],
        }),
      },
      { id: idOf('router'), label: 'Router key' },
      openrouter,
    ),
    factsOf({ reading: readNow([{ ...heldNow('USD', '42.01'), atMost: true }]) }, { id: idOf('posted'), label: 'Posted' }, xai),
    factsOf(
      { reading: readNow([], { spend: [spent('day', '1.25'), spent('month', '30.000001', { atLeast: true })] }) },
      { id: idOf('costs'), label: 'Costs' },
      anthropic,
    ),
    factsOf({ reading: readNow([heldNow('points', '120000')]) }, { id: idOf('points'), label: 'Points' }, poe),
    factsOf(
      { reading: readNow([heldNow('USD', '-31.15', { owed: '31.15' }), heldNow('DIEM', '1.5')]) },
      { id: idOf('debt'), label: 'Debt' },
      venice,
    ),
    factsOf(
      { reading: readingOf([held('CNY', '9', {}, at - hour)], { at: at - hour }), error: rejected, checkedAt: at, failingSince: at },
      { id: idOf('refused'), label: 'Refused' },
      deepseek,
    ),
    factsOf({}, { id: idOf('never'), label: 'Never asked' }, openai),
  ];
  return {
    accounts,
    now: at,
    checks: new Map([
      [idOf('deepseek-work'), { answered: 3 }],
      [idOf('refused'), { answered: 1, unauthorized: 2 }],
    ]),
    messages: new Map([['team', { posted: 2, delayed: 1 }]]),
  };
}
