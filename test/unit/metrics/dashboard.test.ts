import assert from 'node:assert/strict';
import { metricFamilies } from '../../../src/core/metrics/metricFamilies';
import { metricsText } from '../../../src/core/metrics/metricsText';
import { start } from '../../support/accounts';
import { dashboard, dashboardExpressions, metricsNamedIn } from '../../support/dashboardExpressions';
import { readExposition } from '../../support/expositionText';
import { worldAt } from '../../support/metricsWorld';

const emitted = new Set(readExposition(metricsText(metricFamilies(worldAt(start)), 'classic')).map(({ name }) => name));
const variables = { instance: 'here', account: '.*', unit: 'usd', stale: '10800', __rate_interval: '5m', datasource: 'x' };

describe('the dashboard', () => {
  it('names metrics that there are, and no others', () => {
    const expressions = dashboardExpressions(variables);
    assert.ok(expressions.length > 15);
    for (const { what, expression } of expressions) {
      const { names, patterns } = metricsNamedIn(expression);
      assert.ok(names.length + patterns.length > 0, what);
      assert.deepEqual(
        names.filter((name) => !emitted.has(name)),
        [],
        what,
      );
      for (const pattern of patterns)
        assert.ok(
          [...emitted].some((name) => pattern.test(name)),
          `${what}: ${pattern.source}`,
        );
    }
  });

  it('uses every variable that it has, and no other', () => {
    const used = [...JSON.stringify(dashboard).matchAll(/\$\{?([a-zA-Z_]\w*)/g)].map(([, name]) => name ?? '');
    const own = dashboard.templating.list.map(({ name }) => name);
    const others = new Set(used.filter((name) => !own.includes(name)));
    assert.deepEqual([...others], ['__rate_interval']);
    assert.deepEqual(
      own.filter((name) => !used.includes(name)),
      [],
    );
    for (const { expression } of dashboardExpressions(variables)) assert.doesNotMatch(expression, /\$[^1]/);
  });

  it('has no two panels in one place', () => {
    assert.equal(new Set(dashboard.panels.map(({ id }) => id)).size, dashboard.panels.length);
    for (const [index, { gridPos: a, title }] of dashboard.panels.entries()) {
      assert.ok(a.x + a.w <= 24, title);
      for (const { gridPos: b, title: other } of dashboard.panels.slice(index + 1))
        assert.ok(a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y, `${title} and ${other}`);
    }
  });
});
