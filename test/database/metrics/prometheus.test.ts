import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { metricFamilies } from '../../../src/core/metrics/metricFamilies';
import { metricsText, type MetricsForm } from '../../../src/core/metrics/metricsText';
import { serveMetrics } from '../../../src/node/metrics/metricsServer';
import { writeTextfile } from '../../../src/node/metrics/textfile';
import { factsOf, held, readingOf } from '../../support/accounts';
import { readExposition } from '../../support/expositionText';
import { foreignTexts } from '../../support/foreignTexts';
import { historyFolder, removeHistoryFolders } from '../../support/historyFolder';
import { idOf } from '../../support/ids';
import { alertExpressions, alertRules } from '../../support/alertRules';
import { dashboardExpressions } from '../../support/dashboardExpressions';
import { worldAt } from '../../support/metricsWorld';
import { unit } from '../../../src/core/money/money';
import { classicOnly } from './classicOnly';
import { promtool } from './promtool';
import { startNodeExporter, type NodeExporter } from './startNodeExporter';
import { startPrometheus, type Prometheus } from './startPrometheus';

/** Those of the world, and accounts that others gave their names and units. */
/** Told of at the moment it was read, since what Prometheus has of it is held against its own clock. */
const now = Date.now();
const world = worldAt(now);
const ofWorld = world.accounts.map(({ account }) => account.id).join('|');
const facts = {
  ...world,
  accounts: [
    ...world.accounts,
    ...[...foreignTexts, 'x'.repeat(10_000), '积分', '1K tokens']
      .filter((text) => text.trim() !== '')
      .map((text) => {
        const reading = readingOf([{ ...held('USD', '9000000000', {}, now), unit: unit(text) }, held('CNY', '-0.000001', {}, now)], {
          at: now,
        });
        return factsOf({ reading }, { id: idOf(`of ${text}`), label: text });
      }),
  ],
};
const textOf = (form: MetricsForm): string => metricsText(metricFamilies(facts), form);
/** Each series with its value; an empty label is none, and numbers are compared as the floats that they become. */
const seriesOf = (samples: readonly { name: string; labels: Readonly<Record<string, string>>; value: string }[]): readonly string[] =>
  samples
    .map(({ name, labels, value }) => {
      const filled = Object.entries(labels).filter(([, label]) => label !== '');
      return JSON.stringify([name, Object.fromEntries(filled.sort(([a], [b]) => (a < b ? -1 : 1))), Number(value)]);
    })
    .sort();
const wanted = seriesOf(readExposition(textOf('classic')));

describe('the programs that read metrics', function () {
  this.timeout(5 * 60_000);
  let prometheus: Prometheus;
  let exporter: NodeExporter;
  const stops: (() => Promise<void>)[] = [];
  const faults: unknown[] = [];
  let instance = '';

  before(async () => {
    const textfiles = join(historyFolder(), 'textfiles');
    mkdirSync(textfiles);
    assert.equal(writeTextfile(join(textfiles, 'api_balance.prom'), textOf('classic')), null);
    const address = { host: '127.0.0.1', port: 0, isLoopback: true };
    const serving = await serveMetrics({ address, text: textOf, onFault: (error) => void faults.push(error) });
    assert.ok(serving.ok);
    stops.push(serving.server.close);
    const between = await classicOnly(serving.server.port);
    stops.push(between.stop);
    instance = `127.0.0.1:${serving.server.port}`;
    exporter = await startNodeExporter(textfiles);
    stops.push(exporter.stop);
    prometheus = await startPrometheus({
      openMetrics: instance,
      classic: between.place,
      textfile: exporter.place,
    });
    stops.push(prometheus.stop);
    await prometheus.scraped();
  });
  after(async () => {
    for (const stop of stops.reverse()) await stop();
    removeHistoryFolders();
    assert.deepEqual(faults, []);
  });

  it("pass Prometheus' own check, which knows the classic text alone", () => {
    assert.deepEqual(promtool(['check', 'metrics'], textOf('classic')), { code: 0, said: '' });
    assert.deepEqual(promtool(['check', 'metrics'], metricsText(metricFamilies(world), 'classic')), { code: 0, said: '' });
  });

  for (const job of ['openMetrics', 'classic', 'textfile'])
    it(`take every series as it was meant: ${job}`, async () => {
      const found = await prometheus.query(`{job="${job}",__name__=~"api_balance_.*"}`);
      const samples = found.map(({ metric, value }) => {
        const { __name__: name = '', job: _job, instance: _instance, ...labels } = metric;
        return { name, labels, value };
      });
      assert.deepEqual(seriesOf(samples), wanted);
    });

  it('know types and units', async () => {
    const of = async (job: string): Promise<ReadonlyMap<string, string>> =>
      new Map((await prometheus.metadata(job)).map(({ metric, type, unit: said }) => [metric, [type, said].join(' ').trim()]));
    const openMetrics = await of('openMetrics');
    assert.equal(openMetrics.get('api_balance_remaining_cny'), 'gauge cny');
    assert.equal(openMetrics.get('api_balance_reading_age_seconds'), 'gauge seconds');
    assert.equal(openMetrics.get('api_balance_checks'), 'counter');
    assert.equal(openMetrics.get('api_balance_account'), 'info');
    const classic = await of('classic');
    assert.equal(classic.get('api_balance_remaining_cny'), 'gauge');
    assert.equal(classic.get('api_balance_checks_total'), 'counter');
    assert.equal((await of('textfile')).get('api_balance_checks_total'), 'counter');
  });

  it('read the file without a complaint', async () => {
    const text = await exporter.metrics();
    assert.match(text, /^node_textfile_scrape_error 0$/m);
    assert.match(text, /^node_textfile_mtime_seconds\{file="[^"]*api_balance\.prom"\} /m);
    assert.match(text, /^api_balance_remaining_cny\{account="deepseek-work",provider="deepseek"\} 110$/m);
  });

  it('take the examples of alert rules, and find what these are for', async () => {
    const rules = join(historyFolder(), 'rules.yml');
    writeFileSync(rules, alertRules());
    const { code, said } = promtool(['check', 'rules', rules]);
    assert.equal(code, 0, said);
    const found = new Map<string, readonly string[]>();
    for (const { name, expression } of alertExpressions()) {
      const series = await prometheus.query(expression);
      const own = series.filter(({ metric }) => metric['account']?.startsWith('of ') !== true);
      found.set(name, [...new Set(own.map(({ metric }) => metric['account'] ?? metric['channel'] ?? ''))].sort());
    }
    assert.match(said, new RegExp(`SUCCESS: ${found.size} rules found`));
    assert.deepEqual(Object.fromEntries(found), {
      ApiBalanceNeedsMoney: ['deepseek-work', 'refused', 'router'],
      ApiBalanceUnderTwentyDollars: ['debt', 'deepseek-work'],
      ApiBalanceNotKnown: ['never'],
      ApiBalanceStale: [],
      // Nothing has grown in the seconds of a test.
      ApiBalanceKeyRefused: [],
      ApiBalanceMessageNotDelivered: [],
      ApiBalanceGone: [],
      ApiBalanceFileOld: [],
    });
  });

  it('take every expression of the dashboard, and answer those that are about now', async () => {
    const expressions = dashboardExpressions({ instance, account: ofWorld, unit: 'usd', stale: '10800', __rate_interval: '1m' });
    const counts = new Map<string, number>();
    for (const { what, expression } of expressions) counts.set(what, (await prometheus.query(expression)).length);
    const empty = [...counts].filter(([, count]) => count === 0).map(([what]) => what);
    // Of what has grown or fallen, or is reported of a day in part, there is nothing here.
    assert.deepEqual(
      empty.filter(
        (what) => !/^(Spent in the 24 hours before|Checks that failed|Messages that were not taken|Spent today .* B$)/.test(what),
      ),
      [],
    );
  });

  it('estimate spend from falls alone, whatever was topped up between', () => {
    const variables = { instance: 'here', account: '.*', unit: 'usd', stale: '10800' };
    const estimate = dashboardExpressions(variables).find(({ what }) => what.startsWith('Spent in the 24 hours before'));
    const series = 'api_balance_remaining_usd{account="a",provider="p",instance="here"}';
    const test = {
      evaluation_interval: '5m',
      tests: [
        {
          interval: '5m',
          input_series: [{ series, values: '100 90 90 150 140.5' }],
          promql_expr_test: [{ expr: estimate?.expression, eval_time: '20m', exp_samples: [{ labels: '{account="a"}', value: 19.5 }] }],
        },
      ],
    };
    const file = join(historyFolder(), 'test.yml');
    writeFileSync(file, JSON.stringify(test));
    const { code, said } = promtool(['test', 'rules', file]);
    assert.equal(code, 0, said);
  });

  it('show in the table each account once for each unit, with those first that need money', async () => {
    const table = new Map<string, readonly string[]>();
    for (const { what, expression } of dashboardExpressions({ instance, account: ofWorld, unit: 'usd', stale: '10800' })) {
      const [, column] = /^Accounts, those that need money first ([A-D])$/.exec(what) ?? [];
      if (column === undefined) continue;
      const rows = await prometheus.query(expression);
      table.set(
        column,
        rows
          .map(({ metric, value }) =>
            [metric['account'], metric['unit'] ?? '', metric['state'], column === 'D' ? '' : value].join(' ').trim(),
          )
          .sort(),
      );
    }
    assert.deepEqual(table.get('A'), [
      'debt DIEM ok 1.5',
      'debt usd ok -31.15',
      'deepseek-work cny low 110',
      'deepseek-work usd low 0.0042',
      'points points ok 120000',
    ]);
    assert.deepEqual(table.get('B'), ['debt usd ok 5', 'deepseek-work cny low 120', 'deepseek-work usd low 5']);
    assert.deepEqual(table.get('C'), [
      'costs  ok 0',
      'debt DIEM ok 0',
      'debt usd ok 0',
      'deepseek-work cny low 3',
      'deepseek-work usd low 3',
      'never  unknown 1',
      'points points ok 0',
      'posted  ok 0',
      'refused  low 3',
      'router  exhausted 5',
    ]);
    const withAge = table
      .get('C')
      ?.filter((row) => !row.startsWith('never'))
      .map((row) => row.replace(/ \d+$/, ''));
    assert.deepEqual(table.get('D'), withAge);
  });
});
