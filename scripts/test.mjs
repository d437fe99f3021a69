import './toolNode.mjs';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { run } from './run.mjs';
import { root, toolNode } from './toolNode.mjs';

const bin = (...path) => join(root, 'node_modules', ...path);
const out = (...path) => join(root, 'out', 'test', ...path);

const coverage = join(root, 'out', 'coverage');
// What ran is out/src, file by file, and what nothing has loaded counts as well. Source maps lead back to src.
const ofSources = ['--temp-directory', coverage, '--include', 'out/src/**', '--all', '--src', 'out/src', '--reporter', 'text-summary'];

/** `suite` prints its own counts; `check` counts as one test; `step` counts only when it fails. */
const steps = {
  types: { kind: 'check', args: [bin('typescript', 'bin', 'tsc'), '--noEmit'] },
  typesOfPages: { kind: 'check', args: [bin('typescript', 'bin', 'tsc'), '--noEmit', '-p', join('src', 'webview')] },
  typesOfScripts: { kind: 'check', args: [bin('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'scripts'] },
  format: { kind: 'check', args: [bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
  deadCode: { kind: 'check', args: [bin('knip', 'bin', 'knip.js')] },
  eslint: { kind: 'check', args: [bin('eslint', 'bin', 'eslint.js'), '.'] },
  build: { kind: 'step', args: [join(root, 'esbuild.mjs')] },
  unit: { kind: 'suite', args: [out('runner', 'main.js'), 'unit'], covered: true },
  coverage: { kind: 'step', args: [bin('c8', 'bin', 'c8.js'), 'report', ...ofSources] },
  processes: { kind: 'suite', args: [out('runner', 'main.js'), 'processes'] },
  matrix: { kind: 'suite', args: [out('runner', 'main.js'), 'matrix'] },
  simulation: { kind: 'suite', args: [out('runner', 'main.js'), 'simulation'] },
  database: { kind: 'suite', args: [out('runner', 'main.js'), 'database'] },
  package: { kind: 'step', args: [join(root, 'scripts', 'package.mjs')] },
  workbench: { kind: 'step', args: [out('workbench', 'install.js')] },
  integration: { kind: 'suite', args: [out('integration', 'runSuite.js')] },
  e2e: { kind: 'suite', args: [out('runner', 'main.js'), 'e2e'] },
  firstRun: { kind: 'suite', args: [out('runner', 'main.js'), 'firstRun'] },
  desktop: { kind: 'suite', args: [out('desktop', 'run.js')] },
};

const plans = {
  all: [
    'types',
    'typesOfPages',
    'typesOfScripts',
    'eslint',
    'format',
    'deadCode',
    'build',
    'unit',
    'coverage',
    'processes',
    'matrix',
    'simulation',
    'database',
    'package',
    'workbench',
    'integration',
    'e2e',
    'firstRun',
  ],
  check: ['types', 'typesOfPages', 'typesOfScripts', 'eslint', 'format', 'deadCode'],
  unit: ['build', 'unit', 'coverage'],
  processes: ['build', 'processes'],
  matrix: ['build', 'matrix'],
  simulation: ['build', 'simulation'],
  database: ['build', 'database'],
  integration: ['build', 'package', 'workbench', 'integration'],
  e2e: ['build', 'package', 'workbench', 'e2e'],
  firstRun: ['build', 'workbench', 'firstRun'],
  desktop: ['build', 'package', 'desktop'],
};

function counts(kind, { code, output }) {
  if (kind !== 'suite') return { passed: kind === 'check' && code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, failures: [] };
  const counting = out('runner', 'counts.js');
  // Nothing was built, so nothing ran.
  if (!existsSync(counting)) return { passed: 0, failed: 1, failures: [] };
  const { readCounts, readFailures } = createRequire(import.meta.url)(counting);
  const { passed, failed } = readCounts(output);
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, failures: readFailures(output) };
}

/** `npm run test:e2e -- tree` runs the files whose name has `tree` in it. */
const [planName = 'all', ...only] = process.argv.slice(2);
const plan = plans[planName];
if (plan === undefined) {
  console.error(`There is no suite "${planName}". Name one of: ${Object.keys(plans).join(', ')}.`);
  process.exit(1);
}

const rows = [];
// A part of the tests says nothing of what is covered.
for (const name of plan.filter((name) => name !== 'coverage' || only.length === 0)) {
  const started = Date.now();
  console.log(`\n— ${name}`);
  const { kind, args, covered = false } = steps[name];
  const all = kind === 'suite' ? [...args, ...only] : args;
  if (covered) await rm(coverage, { recursive: true, force: true });
  const env = covered && only.length === 0 ? { ...process.env, NODE_V8_COVERAGE: coverage } : process.env;
  const result = await run(toolNode, all, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'], echo: true });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  rows.push({ name, seconds, ...counts(kind, result) });
}

console.log('');
for (const { name, passed, failed, seconds } of rows)
  console.log(`${failed === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(12)} ${passed}/${passed + failed}  ${seconds} s`);
for (const line of rows.flatMap(({ failures }) => failures)) console.log(line);
const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
