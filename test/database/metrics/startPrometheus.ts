import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { freePort } from '../postgresProgram';
import { debianProgram } from './debianProgram';
import { startProgram } from './startProgram';
import { until } from '../../support/until';

/** @see https://prometheus.io/docs/prometheus/latest/querying/api/ */
const vector = z.array(z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) }));
const answer = z.object({ status: z.literal('success'), data: z.unknown() });
const targets = z.object({
  activeTargets: z.array(z.object({ labels: z.object({ job: z.string() }), health: z.string(), lastError: z.string() })),
});
const metadata = z.array(z.object({ metric: z.string(), type: z.string(), unit: z.string(), help: z.string() }));

export interface Series {
  readonly metric: Readonly<Record<string, string>>;
  /** As Prometheus writes a float. */
  readonly value: string;
}

export interface Prometheus {
  /** The present value of each series of an instant vector; rejects where the expression cannot be read. */
  readonly query: (expression: string) => Promise<readonly Series[]>;
  /** Of each family that a job gave. */
  readonly metadata: (job: string) => Promise<z.infer<typeof metadata>>;
  /** Resolves once each job was scraped and taken twice; rejects with what Prometheus has against one. */
  readonly scraped: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Prometheus itself, from the system's package, that scrapes each job every second. @param jobs `host:port` by name */
export async function startPrometheus(jobs: Readonly<Record<string, string>>): Promise<Prometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'api-balance-prometheus-'));
  const configuration = {
    global: { scrape_interval: '1s', scrape_timeout: '1s' },
    scrape_configs: Object.entries(jobs).map(([job_name, target]) => ({ job_name, static_configs: [{ targets: [target] }] })),
  };
  // JSON is YAML.
  writeFileSync(join(folder, 'prometheus.yml'), JSON.stringify(configuration));
  const port = await freePort();
  const program = await startProgram(
    debianProgram('prometheus', 'prometheus'),
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'tsdb')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    'Server is ready to receive web requests',
  );
  const get = async <T>(path: string, shape: z.ZodType<T>): Promise<T> => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`);
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return shape.parse(answer.parse(JSON.parse(text)).data);
  };
  const query: Prometheus['query'] = async (expression) => {
    const { result } = await get(`query?${new URLSearchParams({ query: expression }).toString()}`, z.object({ result: vector }));
    return result.map(({ metric, value: [, value] }) => ({ metric, value }));
  };
  return {
    query,
    metadata: (job) => get(`targets/metadata?${new URLSearchParams({ match_target: `{job="${job}"}` }).toString()}`, metadata),
    scraped: () =>
      until(async () => {
        const { activeTargets } = await get('targets?state=active', targets);
        for (const { labels, health, lastError } of activeTargets)
          if (health === 'down') throw new Error(`${labels.job} is not taken: ${lastError}`);
        // A target is up a moment before its samples can be asked for, and of one sample nothing has grown.
        const twice = await query('sum_over_time(up[5m]) > 1');
        return twice.length === Object.keys(jobs).length;
      }),
    stop: async () => {
      await program.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
