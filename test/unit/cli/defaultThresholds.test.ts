import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { helpText } from '../../../src/cli/helpText';
import { defaultThresholdTexts } from '../../../src/core/model/defaultThresholdTexts';
import { repositoryRoot } from '../../support/fixture';

const fileText = (...path: readonly string[]): string => readFileSync(join(repositoryRoot, ...path), 'utf8');

describe('from which amount on a balance is low is told', () => {
  for (const [where, text] of [
    ['docs/command-line.md', fileText('docs', 'command-line.md')],
    ['the settings', fileText('package.nls.json')],
    ['the help of check', helpText('check', 200)],
    ['the help of watch', helpText('watch', 200)],
  ] as const)
    it(`in ${where}, with the amounts that count, and no others`, () => {
      assert.deepEqual([...new Set(text.match(/\d+\.00 (USD|CNY)/g))].sort(), [...defaultThresholdTexts].sort());
    });
});
