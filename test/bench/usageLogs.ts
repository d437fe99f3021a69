import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { UsageRequest } from '../../src/core/explained/usageRequest';
import { meantNames } from '../../src/core/prices/meantProvider';
import { dayMs } from '../../src/core/time/durations';
import { machineAt } from '../../src/node/usage/machine';
import { openUsage } from '../../src/node/usage/openUsage';
import { scanTools } from '../../src/node/usage/scanTools';
import { usageThread } from '../../src/node/usage/usageThread';
import { claudeCode } from '../../src/usage/claudeCode';

const [megabytes, files] = [Number(process.env['USAGE_MB'] ?? 5000), Number(process.env['USAGE_FILES'] ?? 10_000)];
const now = Date.UTC(2026, 10, 27);

/** Lines of a made-up session: of three one is the person's, and two are of one answer, which is logged once for each of its blocks. */
function session(index: number, bytes: number): string {
  const lines: string[] = [];
  for (let size = 0, call = 0; size < bytes; call += 1) {
    const at = new Date(now - ((index * 7919 + call) % 3_000_000) * 1000).toISOString();
    const common = { sessionId: `s${index}`, cwd: `/home/dev/project-${index % 40}`, timestamp: at, version: '2.1.0' };
    const content = [{ type: 'text', text: 'made up '.repeat(370) }];
    const usage = { input_tokens: 10, cache_creation_input_tokens: 900, cache_read_input_tokens: 24_000, output_tokens: 40 + (call % 900) };
    const message = { id: `msg_${index}_${call}`, role: 'assistant', model: 'claude-sonnet-4-5', content, usage };
    const answer = JSON.stringify({ ...common, type: 'assistant', requestId: `req_${index}_${call}`, message });
    const asked = JSON.stringify({ ...common, type: 'user', message: { role: 'user', content } });
    lines.push(asked, answer, answer);
    size += asked.length + 2 * answer.length + 3;
  }
  return `${lines.join('\n')}\n`;
}

function write(home: string): void {
  for (let index = 0; index < files; index += 1) {
    const folder = join(home, '.claude', 'projects', `-home-dev-project-${index % 40}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${index}.jsonl`), session(index, (megabytes * 1e6) / files));
  }
}

/** The least that reading them can take. */
function plainRead(home: string): number {
  const root = join(home, '.claude', 'projects');
  const buffer = Buffer.alloc(1 << 20);
  let bytes = 0;
  for (const folder of readdirSync(root))
    for (const name of readdirSync(join(root, folder))) {
      const file = openSync(join(root, folder, name), 'r');
      for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) bytes += read;
      closeSync(file);
    }
  return bytes;
}

/** The least that finding nothing new can take: each file's time and size. */
function plainList(home: string): number {
  const root = join(home, '.claude', 'projects');
  let bytes = 0;
  for (const folder of readdirSync(root))
    for (const { name } of readdirSync(join(root, folder), { withFileTypes: true })) bytes += statSync(`${root}/${folder}/${name}`).size;
  return bytes;
}

function scan(home: string): number {
  const usage = openUsage(join(home, 'kept'), () => now);
  if (usage === null) throw new Error('No SQLite');
  const steps = scanTools([claudeCode], machineAt(home), usage.store, { now, since: 0 });
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  usage.close();
  return step.value[0]?.filesRead ?? 0;
}

/**
 * What the editor does: the thread reads, reckons and answers, and meanwhile the host measures how long anything of its own was held.
 * @returns the longest that a turn of the host came late, in ms, which a machine without the thread has too
 */
async function host(home: string): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const thread = usageThread(join(__dirname, '..', '..', '..', 'dist', 'usageWorker.js'));
  delay.enable();
  const result = await thread.explain(requestFor(home), () => undefined, new AbortController().signal);
  delay.disable();
  if (!result.ok || result.answer.tools[0]?.filesRead === 0) throw new Error('Nothing was read');
  return delay.max / 1e6;
}

function requestFor(home: string): UsageRequest {
  const places = { folder: join(home, 'keptByThread'), tools: [claudeCode.id], reads: true, owner: 'bench', now, since: now - 35 * dayMs };
  return { kind: 'explain', ...places, known: null, readsSince: 0, groups: [], meant: meantNames([]), overrides: [], bookings: [] };
}

/** In a process of its own, whose memory is that of the work alone. */
function timed(
  what: 'read' | 'list' | 'scan' | 'host',
  home: string,
): { readonly ms: number; readonly megabytes: number; readonly result: number } {
  const output = execFileSync(process.execPath, [__filename, what, home], { encoding: 'utf8', env: { ...process.env, HOME: home } });
  const [ms = 0, peak = 0, result = 0] = output.trim().split(' ').map(Number);
  return { ms, megabytes: peak, result };
}

async function work(what: string, home: string): Promise<void> {
  const start = performance.now();
  const result = what === 'host' ? await host(home) : what === 'read' ? plainRead(home) : what === 'list' ? plainList(home) : scan(home);
  console.log(`${(performance.now() - start).toFixed(1)} ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} ${result}`);
}

function main(): void {
  const home = mkdtempSync(join(tmpdir(), 'api-balance-bench-usage-'));
  try {
    write(home);
    timed('read', home);
    const plain = timed('read', home);
    const first = timed('scan', home);
    const list = timed('list', home);
    const nothing = timed('scan', home);
    appendFileSync(join(home, '.claude', 'projects', '-home-dev-project-0', '0.jsonl'), session(files, 20_000));
    const one = timed('scan', home);
    const speed = (ms: number): string => `${(plain.result / 1e6 / (ms / 1000)).toFixed(0)} MB/s`;
    console.log(`\nLogs of tools: ${(plain.result / 1e9).toFixed(2)} GB in ${files} files\n`);
    console.log(`plain read of the bytes   ${plain.ms.toFixed(0)} ms  ${speed(plain.ms)}  ${plain.megabytes} MB`);
    console.log(`first read                ${first.ms.toFixed(0)} ms  ${speed(first.ms)}  ${first.megabytes} MB  (bars: 200 MB/s, 150 MB)`);
    console.log(`  ratio to the plain read ${(first.ms / plain.ms).toFixed(2)} ×`);
    console.log(`list of names and times   ${list.ms.toFixed(0)} ms`);
    console.log(`nothing to do             ${nothing.ms.toFixed(0)} ms  ${nothing.megabytes} MB  (bar: 50 ms)`);
    console.log(`  ratio to the list       ${(nothing.ms / list.ms).toFixed(2)} ×`);
    console.log(`one file added to         ${one.ms.toFixed(0)} ms`);
    const [hostFirst, hostAgain] = [timed('host', home), timed('host', home)];
    console.log(
      `in the thread, first      ${hostFirst.ms.toFixed(0)} ms, the host held for ${hostFirst.result.toFixed(1)} ms (bar: 20 ms)`,
    );
    console.log(`in the thread, again      ${hostAgain.ms.toFixed(0)} ms, the host held for ${hostAgain.result.toFixed(1)} ms`);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const [what, home] = process.argv.slice(2);
if (what !== undefined && home !== undefined) void work(what, home);
else main();
