import assert from 'node:assert/strict';
import { metricCounts } from '../../../src/cli/watchMetrics';
import { metricFamilies } from '../../../src/core/metrics/metricFamilies';
import { metricsText } from '../../../src/core/metrics/metricsText';
import { start } from '../../support/accounts';

const textOf = ({ checks, messages }: ReturnType<typeof metricCounts>): string =>
  metricsText(metricFamilies({ accounts: [], now: start, checks, messages }), 'classic');

describe('counters of messages', () => {
  it('begin at 0 for each channel and outcome, and go on where the configuration is read again', () => {
    const counts = metricCounts();
    counts.channels(['team', 'night']);
    for (const channel of ['team', 'night'])
      for (const outcome of ['posted', 'delayed', 'refused', 'givenUp'])
        assert.ok(
          textOf(counts).includes(`api_balance_messages_total{channel="${channel}",outcome="${outcome}"} 0\n`),
          `${channel} ${outcome}`,
        );
    counts.message('team', 'posted');
    counts.channels(['team', 'new']);
    assert.ok(textOf(counts).includes('api_balance_messages_total{channel="team",outcome="posted"} 1\n'));
    assert.ok(textOf(counts).includes('api_balance_messages_total{channel="new",outcome="refused"} 0\n'), 'a channel that came with it');
  });
});
