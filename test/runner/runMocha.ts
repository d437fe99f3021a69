import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { type Counts, countsLine, failureLine } from './counts';

export interface MochaOptions {
  readonly folder: string;
  /** Only the files whose name has this in it. */
  readonly only?: string | undefined;
  readonly timeoutMs: number;
  /** Processes that share the files; most tests wait rather than work. Default: this process alone. */
  readonly jobs?: number;
  /** Files that wait long: begun last, they would keep all others waiting. */
  readonly first?: RegExp;
  /** Default: console.log. */
  readonly print?: (line: string) => void;
}

function testFiles(folder: string, only: string, first: RegExp | undefined): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.test.js') && name.includes(only))
    .sort((a, b) => Number(first?.test(b) ?? false) - Number(first?.test(a) ?? false) || (a < b ? -1 : 1))
    .map((name) => join(folder, name));
}

/** Runs every `*.test.js` below a folder and prints the counts. No test at all is a failure. */
export async function runMocha({ folder, only = '', first, timeoutMs, jobs = 1, print = console.log }: MochaOptions): Promise<Counts> {
  Mocha.reporters.Base.consoleLog = (...args: readonly unknown[]): void => {
    print(format(...args));
  };
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: 'spec',
    color: false,
    timeout: timeoutMs,
    slow: timeoutMs,
    forbidOnly: process.env['CI'] !== undefined,
    parallel: jobs > 1,
    jobs,
  });
  for (const file of testFiles(folder, only, first)) mocha.addFile(file);
  let passed = 0;
  const failures: string[] = [];
  const failed = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', () => {
      passed += 1;
    });
    runner.on('fail', (test, error: unknown) => {
      failures.push(failureLine(test.titlePath().join(' › '), error));
    });
  });
  for (const line of failures) print(line);
  const nothingRan = passed + failed === 0;
  if (nothingRan) print(`There is no test in ${folder}.`);
  const counts = { passed, failed: nothingRan ? 1 : failed };
  print(countsLine(counts));
  return counts;
}
