import assert from 'node:assert/strict';
import type { MetricFamily } from '../../../src/core/metrics/metricFamily';
import { metricsText } from '../../../src/core/metrics/metricsText';
import { readExposition } from '../../support/expositionText';

const families: readonly MetricFamily[] = [
  {
    name: 'left_usd',
    kind: 'gauge',
    unit: 'usd',
    help: 'What is "left" \\ of it.\nAll.',
    samples: [
      { labels: { account: 'a' }, value: '110.00' },
      { labels: { account: 'b' }, value: '-0.000001' },
    ],
  },
  { name: 'empty', kind: 'gauge', help: 'Nothing.', samples: [] },
  { name: 'checks', kind: 'counter', help: 'Checks.', samples: [{ labels: {}, value: '3' }] },
  { name: 'build', kind: 'info', help: 'Version.', samples: [{ labels: { version: '1' }, value: '1' }] },
];

describe('the text of metrics', () => {
  it('is classic for the textfile collector: no info, no unit, a counter by the name of its samples', () => {
    assert.equal(
      metricsText(families, 'classic'),
      `# HELP left_usd What is "left" \\\\ of it.\\nAll.
# TYPE left_usd gauge
left_usd{account="a"} 110.00
left_usd{account="b"} -0.000001
# HELP checks_total Checks.
# TYPE checks_total counter
checks_total 3
# HELP build_info Version.
# TYPE build_info gauge
build_info{version="1"} 1
`,
    );
  });

  it('is OpenMetrics with types, units and an end', () => {
    assert.equal(
      metricsText(families, 'openMetrics'),
      `# TYPE left_usd gauge
# UNIT left_usd usd
# HELP left_usd What is \\"left\\" \\\\ of it.\\nAll.
left_usd{account="a"} 110.00
left_usd{account="b"} -0.000001
# TYPE checks counter
# HELP checks Checks.
checks_total 3
# TYPE build info
# HELP build Version.
build_info{version="1"} 1
# EOF
`,
    );
  });

  it('without a family is nothing, and an end', () => {
    assert.equal(metricsText([], 'classic'), '');
    assert.equal(metricsText([], 'openMetrics'), '# EOF\n');
  });

  it('escapes what would end a label, and is well formed whatever stands in it', () => {
    const value = 'a\\"b"\n\\n\ud800{},#';
    const family: MetricFamily = { name: 'x', kind: 'gauge', help: 'X.', samples: [{ labels: { y: value }, value: '1' }] };
    for (const form of ['classic', 'openMetrics'] as const)
      assert.deepEqual(readExposition(metricsText([family], form)), [{ name: 'x', labels: { y: value.toWellFormed() }, value: '1' }]);
  });
});
