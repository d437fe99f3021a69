import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../support/runCli';
import { runShell } from '../../support/runCommand';
import { hasTerminals, startInTerminal } from '../../support/pseudoTerminal';

describe('completion in bash', function () {
  const folder = mkdtempSync(join(tmpdir(), 'api-balance-completion-'));
  const script = join(folder, 'api-balance.bash');
  before(async function () {
    if (process.platform === 'win32') return void this.skip();
    writeFileSync(script, (await runCli(['completion', 'bash'])).stdout);
    mkdirSync(join(folder, 'months'));
    writeFileSync(join(folder, 'my export.json'), '');
    writeFileSync(join(folder, 'mine.sqlite'), '');
  });
  after(() => rmSync(folder, { recursive: true }));

  /** What bash would offer behind these words, of which the last one is being typed. */
  const offered = async (...words: readonly string[]): Promise<readonly string[]> => {
    const typed = ['api-balance', ...words].map((word) => `'${word}'`).join(' ');
    const { stdout, stderr, code } = await runShell(
      [
        `source '${script}'`,
        'complete -p api-balance >/dev/null || exit 9',
        `COMP_WORDS=(${typed}) COMP_CWORD=${words.length}`,
        '_api_balance',
        'printf "%s\\n" "${COMPREPLY[@]}"',
      ].join('\n'),
      { folder, environment: { TEAM_WEBHOOK: 'plain', TEAM_KEY: 'plain' } },
    );
    assert.deepEqual([code, stderr], [0, '']);
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .sort();
  };

  for (const [words, expected] of [
    [['ch'], ['check']],
    [['st'], ['statement']],
    [['--v'], ['--version']],
    [['help', 'le'], ['ledger']],
    [
      ['completion', ''],
      ['bash', 'fish', 'zsh'],
    ],
    [
      ['check', 'deep'],
      ['deepgram', 'deepinfra', 'deepseek'],
    ],
    [
      ['check', 'deepseek', '--key'],
      ['--key-env', '--key-file'],
    ],
    [['check', '--no'], ['--no-color']],
    [
      ['watch', '--key-env', 'TEAM'],
      ['TEAM_KEY', 'TEAM_WEBHOOK'],
    ],
    [
      ['watch', '--webhook-kind', 's'],
      ['slack', 'slackWorkflow'],
    ],
    [
      ['watch', '--webhook-kind', '=', 'd'],
      ['dingtalk', 'discord'],
    ],
    [
      ['history', 'm'],
      ['mine.sqlite', 'months', 'my export.json'],
    ],
    [['ledger', '--readings', 'my'], ['my export.json']],
    [['ledger', '--readings', '=', 'mi'], ['mine.sqlite']],
    [['check', '--low', ''], []],
    [['providers', ''], []],
  ] as const)
    it(`offers for "${words.join(' ')}": ${expected.join(', ') || 'nothing'}`, async () =>
      assert.deepEqual(await offered(...words), expected));

  it('offers exactly the commands and options that help explains', async () => {
    const commands = (await offered('')).filter((word) => !word.startsWith('-') && word !== 'help');
    const listed = [
      ...(await runCli(['help'])).stdout
        .split('COMMANDS')[1]!
        .split('OPTIONS')[0]!
        .matchAll(/^ {4}([\w-]+) {2}/gm),
    ];
    assert.deepEqual(commands, listed.map(([, name]) => name).sort());
    for (const name of commands) {
      const options = [...(await runCli(['help', name])).stdout.matchAll(/^ {4}(--[a-z-]+)/gm)].map(([, option]) => option);
      assert.deepEqual(await offered(name, '--'), [...options, '--help'].sort(), name);
    }
  });
  it('offers every provider', async () => {
    const ids = [...(await runCli(['providers'])).stdout.matchAll(/^ {2}(\w+) /gm)].map(([, id]) => id);
    assert.ok(ids.length > 30);
    assert.deepEqual(await offered('check', ''), [...ids].sort());
  });
  it('refuses shells that it does not know, and more than one', async () => {
    for (const words of [[], ['tcsh'], ['bash', 'zsh']])
      assert.deepEqual(await runCli(['completion', ...words]), {
        code: 1,
        stdout: '',
        stderr: 'completion takes one of bash, zsh, fish.\n',
      });
  });

  it('works on the Tab key, for names of files with blanks too', async function () {
    if (!hasTerminals) return void this.skip();
    const shell = startInTerminal(['bash', '--norc', '-i'], { environment: { PS1: 'ready> ', HOME: folder, INPUTRC: '/dev/null' } });
    shell.type(`cd '${folder}'; source '${script}'; api-balance() { printf '<%s>' "$@" done; }; echo loa''ded\n`);
    await shell.drawn(/^loaded/m);
    shell.type('api-balance stat\t2026-10 my\t\n');
    await shell.drawn(/<done>/);
    shell.type('exit\n');
    const { output } = await shell.ended;
    assert.match(output, /<statement><2026-10><my export\.json><done>/);
  });
});
