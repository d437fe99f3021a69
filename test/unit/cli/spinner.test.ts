import assert from 'node:assert/strict';
import { canSpin, startSpinner } from '../../../src/cli/spinner';

const signals = ['exit', 'SIGTERM', 'SIGHUP', 'SIGTSTP'] as const;
const listeners = (): readonly number[] => signals.map((name) => process.listenerCount(name));

describe('spinner', () => {
  for (const [environment, isTTY, expected] of [
    [{}, true, true],
    [{ CI: '' }, true, true],
    [{ CI: 'false' }, true, true],
    [{ CI: 'true' }, true, false],
    [{ CI: '1' }, true, false],
    [{ TERM: 'dumb' }, true, false],
    [{ TERM: 'xterm' }, true, true],
    [{}, false, false],
  ] as const)
    it(`${expected ? 'is' : 'is not'} drawn with ${JSON.stringify(environment)} on ${isTTY ? 'a terminal' : 'a file'}`, () =>
      assert.equal(canSpin(environment, { isTTY, write: () => undefined }), expected));

  it('draws within the width, tells the count of now, and leaves an empty line and the cursor', async () => {
    const before = listeners();
    const written: string[] = [];
    let drawn = (): void => undefined;
    const twice = new Promise<void>((resolve) => {
      drawn = () => void (written.length === 2 && resolve());
    });
    let count = 0;
    const spinner = startSpinner(
      {
        isTTY: true,
        columns: 20,
        write: (text: string) => {
          written.push(text);
          drawn();
        },
      },
      () => `Checking: ${(count += 1)} of 1000 answered`,
    );
    await twice;
    spinner.stop();
    spinner.stop();
    assert.deepEqual(written, [
      '\u001b[?25l\r\u001b[2K| Checking: 1 of 1…',
      '\u001b[?25l\r\u001b[2K/ Checking: 2 of 1…',
      '\r\u001b[2K\u001b[?25h',
    ]);
    assert.deepEqual(listeners(), before);
  });
  it('hides no cursor and hears no signal where the process is too busy to hear any', async () => {
    const before = listeners();
    const written: string[] = [];
    let spinner: ReturnType<typeof startSpinner> | undefined;
    await new Promise<void>((resolve) => {
      const write = (text: string): void => {
        written.push(text);
        resolve();
      };
      spinner = startSpinner({ isTTY: true, columns: 20, write }, () => 'Reading', true);
    });
    assert.deepEqual([written, listeners().slice(1)], [['\r\u001b[2K| Reading'], before.slice(1)]);
    spinner?.stop();
    assert.deepEqual(listeners(), before);
  });
  it('writes nothing where it is stopped before it was drawn', () => {
    const written: string[] = [];
    startSpinner({ write: (text: string) => written.push(text) }, () => 'x').stop();
    assert.deepEqual(written, []);
  });
});
