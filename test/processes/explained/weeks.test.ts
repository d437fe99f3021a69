import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explain } from '../../../src/cli/usage';
import { readHistoryJson } from '../../../src/core/history/historyJson';
import { meantBy } from '../../../src/core/prices/meantProvider';
import { dayMs } from '../../../src/core/time/durations';
import * as providers from '../../../src/providers';
import { Random } from '../../simulation/random';
import { runCli } from '../../support/runCli';
import { deepseekAccount, type Answer } from '../../week/deepseekAccount';
import { spansOf } from '../../week/explainedAnswer';
import { contradictionsIn, findingsIn } from '../../week/findings';
import { readingsFile } from '../../week/readingsFile';
import { anyWeek, tellingWeek } from '../../week/weekPlan';
import { weekWorld, type WeekWorld } from '../../week/weekWorld';
import { writeLogs } from '../../week/writeLogs';
import { scratchFolder } from '../../workbench/scratchFolder';

/** A week that ends at any time of which prices are known. */
function worldOf(seed: number): WeekWorld {
  const random = new Random(seed);
  const now = Date.UTC(2026, 7, 26) + random.between(0, 124 * 24 * 3600) * 1000;
  return weekWorld(random.isTrue(0.2) ? tellingWeek(now) : anyWeek(now, random), seed);
}

function readingsOf(world: WeekWorld): string {
  const { answerAt } = deepseekAccount(world);
  const answers = world.plan.readings.map(answerAt);
  // A history keeps what changed.
  const isKept =
    world.seed % 2 === 0
      ? () => true
      : ({ total, granted }: Answer, index: number) => answers[index - 1]?.total !== total || answers[index - 1]?.granted !== granted;
  return readingsFile('deepseek', answers.filter(isKept));
}

/** As the command line does it, without a process of its own. */
async function explained(world: WeekWorld, root: string): Promise<string> {
  const read = readHistoryJson(readingsOf(world));
  assert.ok(read.ok);
  const wanted = { command: 'explain', root, tool: null, days: null, json: true, now: world.plan.now } as const;
  const source = { accounts: [], provider: null, usageCsv: null, file: '' };
  const rows = { rows: read.rows, reported: [], placeOf: () => ({ provider: 'deepseek', site: null }) };
  const said = { overrides: [], bookings: [] };
  const answer = await explain({ ...wanted, ...source }, rows, {
    meant: meantBy(Object.values(providers)),
    said,
    environment: {},
    onStep: () => {},
  });
  assert.ok(answer.ok);
  return answer.text;
}

/** So that it is known that no log of the week was deleted. */
function oldLog(home: string, at: number): void {
  const folder = join(home, '.claude', 'projects', 'old');
  mkdirSync(folder, { recursive: true });
  const message = { id: 'msg_old', role: 'assistant', model: 'claude-sonnet-4-5', usage: { input_tokens: 10, output_tokens: 10 } };
  const line = { type: 'assistant', uuid: 'old', timestamp: new Date(at).toISOString(), sessionId: 'old', cwd: '/old', message };
  writeFileSync(join(folder, 'old.jsonl'), `${JSON.stringify(line)}\n`);
}

async function withHome<T>(world: WeekWorld, use: (home: string) => Promise<T>): Promise<T> {
  const home = scratchFolder('api-balance-week-');
  const database = writeLogs(home.path, world);
  oldLog(home.path, world.plan.now - 40 * dayMs);
  try {
    return await use(home.path);
  } finally {
    database.close();
    await home.remove();
  }
}

const perTest = 50;

describe('any week of a developer', () => {
  for (const first of [0, 1, 2, 3].map((index) => 1 + index * perTest))
    it(`is explained as it was, and never by more than logs can know, from ${first} to ${first + perTest - 1}`, async () => {
      for (let seed = first; seed < first + perTest; seed++) {
        const world = worldOf(seed);
        const json = await withHome(world, (home) => explained(world, home));
        const { spans, whole } = spansOf(json);
        const all = whole === null ? spans : [...spans, whole];
        const found = [...all.flatMap((span) => findingsIn(world, span)), ...(whole === null ? [] : contradictionsIn(spans, whole))];
        assert.deepEqual(found, [], `seed ${seed}`);
      }
    });

  it('is explained so by the command line too', async () => {
    for (const seed of [1, 2, 3]) {
      const world = worldOf(seed);
      await withHome(world, async (home) => {
        const readings = join(home, 'readings.json');
        writeFileSync(readings, readingsOf(world));
        const now = new Date(world.plan.now).toISOString();
        const { code, stdout } = await runCli(['explain', '--root', home, '--readings', readings, '--now', now, '--json']);
        assert.equal(code, 0);
        assert.deepEqual(JSON.parse(stdout), JSON.parse(await explained(world, home)));
      });
    }
  });
});
