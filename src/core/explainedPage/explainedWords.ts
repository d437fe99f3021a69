import type { ExplainedRange, ExplainedWay } from '../historyPage/explainedSelection';
import type { Translate } from '../text/translate';

export type ExplainedPageWords = ReturnType<typeof explainedPageWords>;

export function explainedPageWords(t: Translate) {
  return {
    account: t('Account'),
    way: t('Divided by'),
    ways: { tool: t('Tool'), model: t('Model'), project: t('Project'), agent: t('Agent') } satisfies Record<ExplainedWay, string>,
    range: t('Time'),
    ranges: { '1d': t('24 hours'), '7d': t('7 days'), '30d': t('30 days') } satisfies Record<ExplainedRange, string>,
    choose: t('Choose Tools…'),
    read: t('Read Logs'),
    stop: t('Stop'),
    prices: t('Prices…'),
    check: t('Check'),
    columns: {
      calls: t('Calls'),
      input: t('Input'),
      cacheRead: t('Cache read'),
      cacheWritten: t('Cache written'),
      output: t('Output'),
      amount: t('Estimated cost'),
      reported: t('Reported by the provider'),
    },
    logged: t('Calls of this account in logs here'),
    usage: t('All that tools on this machine used, at list prices'),
    payers: t('Whose key or plan pays is in no log'),
    payer: t('Say Who Pays…'),
    files: t('What was read'),
  };
}
