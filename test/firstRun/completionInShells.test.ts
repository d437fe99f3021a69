import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasTerminals, startInTerminal } from '../support/pseudoTerminal';
import { runCli } from '../support/runCli';
import { scratchFolder } from '../workbench/scratchFolder';
import { ensureDebianPackage } from '../workbench/systemPackages';

/** For bash, which is everywhere, see the tests of the command line. */
function ensureShell(name: string): void {
  if (spawnSync(name, ['--version']).error) ensureDebianPackage(name);
}

describe('completion', function () {
  this.timeout(3 * 60_000);
  const { path: folder, remove } = scratchFolder('api-balance-shells-');
  before(async function () {
    if (!hasTerminals) return void this.skip();
    for (const [shell, file] of [
      ['zsh', '_api-balance'],
      ['fish', 'api-balance.fish'],
    ] as const) {
      ensureShell(shell);
      writeFileSync(join(folder, file), (await runCli(['completion', shell])).stdout);
    }
    writeFileSync(join(folder, 'mine.sqlite'), '');
  });
  after(() => remove());

  for (const [how, load] of [
    ['sourced', 'autoload -Uz compinit; compinit -u -D; source ./_api-balance'],
    ['in fpath', 'fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -D'],
  ] as const)
    it(`works in zsh, ${how}`, async () => {
      const shell = startInTerminal(['zsh', '-f', '-i'], {
        environment: { HOME: folder, TEAM_KEY: 'plain', TERM: 'dumb' },
        columns: 200,
      });
      try {
        shell.type(`cd '${folder}'; ${load}; api-balance() { printf '<%s>' "$@"; print done }; echo loa''ded\n`);
        await shell.drawn(/^loaded/m);
        for (const [typed, read] of [
          ['stat\t2026-10 mi\t', '<statement><2026-10><mine.sqlite>done'],
          ['check deepse\t--key-e\tTEAM_K\t', '<check><deepseek><--key-env=TEAM_KEY>done'],
          ['watch --webhook-kind slackW\t', '<watch><--webhook-kind><slackWorkflow>done'],
          ['ledger --readings mi\t', '<ledger><--readings><mine.sqlite>done'],
          ['check --no-c\t', '<check><--no-color>done'],
          ['help his\t', '<help><history>done'],
        ] as const) {
          shell.type(`api-balance ${typed}\n`);
          await shell.drawn(new RegExp(read));
        }
        shell.type('exit\n');
        await shell.ended;
      } finally {
        shell.stop();
      }
    });

  for (const [typed, expected] of [
    ['ch', ['check']],
    ['check deep', ['deepgram', 'deepinfra', 'deepseek']],
    ['check --no', ['--no-color']],
    ['check --key-env TEAM', ['TEAM_KEY']],
    ['watch --webhook-kind s', ['slack', 'slackWorkflow']],
    ['history mi', ['mine.sqlite']],
    ['ledger --readings mi', ['mine.sqlite']],
    ['completion ', ['bash', 'fish', 'zsh']],
    ['providers ', []],
    ['help his', ['history']],
  ] as const)
    it(`offers in fish for "${typed}": ${expected.join(', ') || 'nothing'}`, () => {
      const script = `source api-balance.fish; complete -C 'api-balance ${typed}'`;
      const env = { PATH: process.env['PATH'], HOME: folder, TEAM_KEY: 'plain' };
      const { stdout, stderr } = spawnSync('fish', ['--no-config', '-c', script], { cwd: folder, env, encoding: 'utf8' });
      const offered = stdout.split('\n').filter((line) => line !== '');
      assert.deepEqual([stderr, offered.map((line) => line.split('\t')[0])], ['', expected]);
    });
});
