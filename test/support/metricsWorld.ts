import type { MetricFacts } from '../../src/core/metrics/metricFacts';
import type { Cap, Spend } from '../../src/core/model/reading';
import { unit } from '../../src/core/money/money';
import type { AccountFacts } from '../../src/core/views/accountView';
import { anthropic, deepseek, openai, openrouter, poe, venice, xai } from '../../src/providers';
import { exact, factsOf, held, hour, minute, readingOf, start } from './accounts';
import { idOf } from './ids';

/** A minute after what was read, on the same day, week and month. */
export const worldNow = start + minute;

const usd = unit('USD');
const capOf = (more: Partial<Cap>): Cap => ({ unit: usd, limit: null, remaining: null, resets: 'monthly', ...more });
const spent = (window: Spend['window'], amount: string, more: Partial<Spend> = {}): Spend => ({
  unit: usd,
  window,
  amount: exact(amount),
  ...more,
});

const rejected = { kind: 'unauthorized', host: 'api.deepseek.com', status: 401 } as const;

/** An account for each thing that metrics can say, and for each reason to say none. */
const worldAccounts: readonly AccountFacts[] = [
  factsOf(
    { reading: readingOf([held('CNY', '110.00', { paid: '100', granted: '10' }), held('USD', '0.0042')]) },
    { id: idOf('deepseek-work'), label: 'Work', lowBalance: { CNY: exact('120') } },
  ),
  factsOf(
    {
      reading: readingOf([], {
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
  factsOf({ reading: readingOf([{ ...held('USD', '42.01'), atMost: true }]) }, { id: idOf('posted'), label: 'Posted' }, xai),
  factsOf(
    { reading: readingOf([], { spend: [spent('day', '1.25'), spent('month', '30.000001', { atLeast: true })] }) },
    { id: idOf('costs'), label: 'Costs' },
    anthropic,
  ),
  factsOf({ reading: readingOf([held('points', '120000')]) }, { id: idOf('points'), label: 'Points' }, poe),
  factsOf(
    { reading: readingOf([held('USD', '-31.15', { owed: '31.15' }), held('DIEM', '1.5')]) },
    { id: idOf('debt'), label: 'Debt' },
    venice,
  ),
  factsOf(
    {
      reading: readingOf([held('CNY', '9', {}, start - hour)], { at: start - hour }),
      error: rejected,
      checkedAt: start,
      failingSince: start,
    },
    { id: idOf('refused'), label: 'Refused' },
    deepseek,
  ),
  factsOf({}, { id: idOf('never'), label: 'Never asked' }, openai),
];

export const worldFacts: MetricFacts = {
  accounts: worldAccounts,
  now: worldNow,
  checks: new Map([
    [idOf('deepseek-work'), { answered: 3 }],
    [idOf('refused'), { answered: 1, unauthorized: 2 }],
  ]),
  messages: new Map([['team', { posted: 2, delayed: 1 }]]),
};
