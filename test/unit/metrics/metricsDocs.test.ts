import assert from 'node:assert/strict';
import { metricFamilies } from '../../../src/core/metrics/metricFamilies';
import { metricsText } from '../../../src/core/metrics/metricsText';
import { start } from '../../support/accounts';
import { alertExpressions } from '../../support/alertRules';
import { metricsNamedIn } from '../../support/dashboardExpressions';
import { readExposition } from '../../support/expositionText';
import { worldAt } from '../../support/metricsWorld';
import { readText } from '../../support/sources';

const samples = readExposition(metricsText(metricFamilies(worldAt(start)), 'classic'));
const emitted = new Set(samples.map(({ name }) => name));

/** Told by the collector itself. @see https://github.com/prometheus/node_exporter/blob/master/collector/textfile.go */
const ofCollector = ['node_textfile_mtime_seconds', 'node_textfile_scrape_error'];

describe('what is written of metrics', () => {
  const text = readText('docs/metrics.md');

  it('has a row for each family, and none for another', () => {
    const rows = [...text.matchAll(/^\| `(api_balance_\w+)` \|/gm)].map(([, name]) => name ?? '');
    // One unit stands for all.
    const stem = (name: string): string =>
      name
        .replace(/_(?:usd|cny|points)$/, '')
        .replace(
          /^(api_balance_(?:remaining|remaining_at_most|part|cap_limit|cap_remaining|reported_spend|reported_spend_at_least|threshold))$/,
          '$1_usd',
        );
    assert.deepEqual([...new Set([...emitted].map(stem))].sort(), [...rows].sort());
  });

  it('has every label in the row of its family, and every value that is one of few', () => {
    for (const { name, labels } of samples) {
      const row = text.split('\n').find((line) => line.startsWith(`| \`${name.replace(/_(cny|points)$/, '_usd')}\``));
      if (row === undefined) continue;
      for (const [label, value] of Object.entries(labels)) {
        if (label === 'account' || label === 'provider') continue;
        assert.ok(row.includes(`\`${label}\``), `${label} of ${name}`);
        if (['part', 'cap', 'resets', 'window', 'state'].includes(label)) assert.ok(text.includes(`\`${value}\``), `${value} of ${name}`);
      }
    }
  });

  it('names no metric that there is not', () => {
    const named = [...alertExpressions().map(({ expression }) => expression), text.replace(/"[^"]*"/g, '""')].flatMap(
      (one) => metricsNamedIn(one).names,
    );
    const known = (name: string): boolean => emitted.has(name) || emitted.has(`${name}_info`) || ofCollector.includes(name);
    assert.ok(alertExpressions().length >= 6);
    assert.deepEqual(
      named.filter((name) => !known(name)),
      [],
    );
  });
});
