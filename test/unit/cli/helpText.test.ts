import assert from 'node:assert/strict';
import { commands, isCommand } from '../../../src/cli/commands';
import { helpText } from '../../../src/cli/helpText';

const names = Object.keys(commands).filter(isCommand);

describe('help', () => {
  for (const columns of [40, 60, 80, 200])
    it(`fits ${columns} columns, but for words that are longer`, () => {
      for (const name of [null, ...names]) {
        const tooLong = helpText(name, columns)
          .split('\n')
          .filter(
            (line) =>
              line.length > columns &&
              line
                .trim()
                .replace(/ \\$/, '')
                .split(/(?<!--\S+) /).length > 1,
          );
        assert.deepEqual(tooLong, [], name ?? 'all');
      }
    });
  it('says the same at every width', () => {
    const words = (text: string): string => text.replaceAll(' \\\n', ' ').split(/\s+/).join(' ');
    for (const name of names) assert.equal(words(helpText(name, 40)), words(helpText(name, 300)));
  });
  it('explains each option, exit code, variable and file that there is', () => {
    for (const name of names) {
      const { options, exits, environment, files, examples } = commands[name];
      const text = helpText(name, 300);
      for (const option of Object.keys(options)) assert.match(text, new RegExp(`^    --${option}\\b`, 'm'), option);
      for (const [what, meaning] of [...exits, ...environment, ...files])
        assert.ok(text.replaceAll(/\s+/g, ' ').includes(`${what} ${meaning}`), what);
      for (const example of examples) assert.ok(text.includes(example), example);
    }
  });
  it('has sections in the order of a manual', () =>
    assert.deepEqual(
      helpText('check', 80)
        .split('\n')
        .filter((line) => /^[A-Z]/.test(line)),
      ['NAME', 'SYNOPSIS', 'DESCRIPTION', 'OPTIONS', 'EXIT STATUS', 'ENVIRONMENT', 'FILES', 'DOCUMENTS', 'EXAMPLES'],
    ));
});
