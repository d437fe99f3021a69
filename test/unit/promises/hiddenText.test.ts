import assert from 'node:assert/strict';
import { csvCell } from '../../../src/core/text/csv';
import { inMarkdown, oneLine, plainLines } from '../../../src/core/text/plainText';
import { unseen } from '../../support/foreignTexts';

describe('a bare address of others is no link', () => {
  // Editors and GitHub make links of these without any marks. https://github.github.com/gfm/#autolinks-extension-
  for (const text of [
    'https://evil.example/x',
    'http://evil.example',
    'www.evil.example',
    'somebody@evil.example',
    'command:apiBalance.removeAccount',
    'vscode://x.y/z',
  ]) {
    it(`in Markdown: ${text}`, () => assert.doesNotMatch(inMarkdown(text), /(^|[\s*_~(])(https?:\/\/|www\.)\w|\w@\w+\.\w/));
  }
});

describe('marks without a shape are taken out, whichever they are', () => {
  // All that Unicode says to draw as nothing, but for joiners and the sign that makes an emoji of a character.
  // https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
  const isKept = (code: number): boolean => code === 0x200c || code === 0x200d || (code >= 0xfe00 && code <= 0xfe0f);
  for (const [name, from, to] of [
    ['fillers', 0x115f, 0x1160],
    ['inherent vowels', 0x17b4, 0x17b5],
    ['Mongolian selectors', 0x180b, 0x180f],
    ['deprecated formats', 0x206a, 0x206f],
    ['Hangul fillers', 0x3164, 0x3164],
    ['a halfwidth filler', 0xffa0, 0xffa0],
    ['a grapheme joiner', 0x034f, 0x034f],
    ['shorthand', 0x1bca0, 0x1bca3],
    ['musical formats', 0x1d173, 0x1d17a],
    ['selectors, by which text is hidden', 0xe0100, 0xe01ef],
  ] as const) {
    it(name, () => {
      for (let code = from; code <= to; code += 1) {
        const text = `a${String.fromCodePoint(code)}b`;
        assert.match(text, /\p{Default_Ignorable_Code_Point}/u);
        if (!isKept(code))
          for (const plain of [oneLine(text), plainLines(text), csvCell(text)])
            assert.ok(!unseen.test(plain) && plain === 'ab', code.toString(16));
      }
    });
  }
});
