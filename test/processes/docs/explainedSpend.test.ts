import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fencedBlocks } from '../../support/fencedBlocks';
import { historyFolder, removeHistoryFolders } from '../../support/historyFolder';
import { tableBelow } from '../../support/markdownTable';
import { runCommand } from '../../support/runCommand';
import { readText } from '../../support/sources';

const text = readText('docs/explained-spend.md');
const day = '2026-11-24';
const now = `${day}T18:00:00Z`;

/** Claude Code speaks to DeepSeek, and one of its models has no price. */
function home(): string {
  const folder = historyFolder();
  const line = (id: string, clock: string, model: string, [input, output, cached]: readonly number[]): string =>
    JSON.stringify({
      type: 'assistant',
      timestamp: `${day}T${clock}Z`,
      requestId: `req-${id}`,
      message: { id, model, usage: { input_tokens: input, output_tokens: output, cache_read_input_tokens: cached } },
    });
  const logs = join(folder, '.claude', 'projects', 'shop');
  mkdirSync(logs, { recursive: true });
  writeFileSync(join(folder, '.claude', 'settings.json'), '{"env":{"ANTHROPIC_BASE_URL":"https://api.deepseek.com/anthropic"}}');
  writeFileSync(
    join(logs, 'a.jsonl'),
    [
      line('1', '02:00:00', 'deepseek-flash', [200_000, 120_000, 3_000_000]),
      line('2', '09:00:00', 'deepseek-flash', [100_000, 50_000, 1_000_000]),
      line('3', '09:10:00', 'a-model-of-tomorrow', [100_000, 50_000, 1_000_000]),
      '',
    ].join('\n'),
  );
  writeFileSync(join(logs, 'b.jsonl'), Buffer.alloc(16));
  const reading = (clock: string, available: string) => ({ account: 'deepseek', unit: 'CNY', at: `${day}T${clock}Z`, available });
  const readings = [reading('00:00:00', '50.00'), reading('05:00:00', '48.40'), reading('12:00:00', '45.00')];
  writeFileSync(join(folder, 'history.sqlite'), JSON.stringify(readings));
  return folder;
}

/** Each name of a field in a value, of lists the names in what they hold; not below those that stand in one row. */
function namesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, field]) => [name, ...namesIn(field)]);
}

/** What stands in the quotes of code of a table: `accounts[]`, `.tool`, `from`. */
function namedIn(...headings: readonly string[]): ReadonlySet<string> {
  const cells = headings.flatMap((heading) => tableBelow(text, heading).flat());
  return new Set(cells.flatMap((cell) => [...cell.matchAll(/`\.?(\w+)(?:\[\])?`/g)].map(([, name = '']) => name)));
}

describe('the document about explained spend', () => {
  afterEach(removeHistoryFolders);
  const run = async (command: string): Promise<string> => {
    const folder = home();
    const [, ...args] = command.split(' ');
    const { code, stdout, stderr } = await runCommand([...args, '--now', now], { environment: { HOME: folder }, folder });
    assert.equal(code, 0, stderr);
    return stdout;
  };

  it('shows what is printed', async () => {
    const [shown] = fencedBlocks(text).filter(({ comment }) => comment === 'prints');
    assert.ok(shown);
    const parts = shown.text.split('$ ').filter((part) => part !== '');
    assert.equal(parts.length, 2);
    for (const part of parts) {
      const [command = '', ...lines] = part.trimEnd().split('\n');
      const printed = await run(command);
      assert.equal(printed.replaceAll('\u00a0', ' ').trimEnd(), lines.join('\n'));
    }
  });
  for (const [command, ...headings] of [
    ['usage', '### JSON of `usage`'],
    ['usage --prices', '### JSON of `usage --prices`'],
    ['explain --readings history.sqlite', '### JSON of `explain`', '`spans[]` and `whole` hold:'],
  ] as const)
    it(`names each field of the JSON of ${command}, and no other one`, async () => {
      const printed: unknown = JSON.parse(await run(`api-balance ${command} --json`));
      const [fields, named] = [new Set(namesIn(printed)), namedIn(...headings)];
      assert.deepEqual([...fields].filter((name) => !named.has(name)), []);
      const first = headings.flatMap((heading) => tableBelow(text, heading).map(([cell = '']) => cell));
      const promised = first.flatMap((cell) => [...cell.matchAll(/`\.?(\w+)(?:\[\])?`/g)].map(([, name = '']) => name));
      assert.deepEqual(promised.filter((name) => !fields.has(name)), []);
    });
  it('says truly that a difference changes no exit code, and a wrong line does', async () => {
    const folder = home();
    const environment = { HOME: folder };
    const explained = await runCommand(['explain', '--readings', 'history.sqlite', '--now', now], { environment, folder });
    assert.ok(explained.code === 0 && explained.stdout.includes('in no log that was read'));
    assert.equal((await runCommand(['explain', '--readings', 'none.sqlite'], { environment, folder })).code, 1);
    assert.equal((await runCommand(['usage', '--tool', 'none'], { environment, folder })).code, 1);
  });
});
