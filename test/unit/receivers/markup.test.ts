import assert from 'node:assert/strict';
import { code, emphasis, heading, link, punctuation } from '../../receivers/commonMark';
import { render, type Dialect } from '../../receivers/markup';

const dialect: Dialect = { escapes: punctuation, pairs: [...code, ...emphasis], tokens: [link], lines: [heading] };

describe('the renderer of receivers', () => {
  for (const [text, seen, marks] of [
    ['*a*', 'a', ['italic']],
    ['**a *b* c**', 'a b c', ['bold', 'italic']],
    ['x*a*y', 'xay', ['italic']],
    ['x_a_y', 'x_a_y', []],
    ['`*a*`', '*a*', ['code']],
    ['2 * 3 * 4', '2 * 3 * 4', []],
    ['\\*a\\*', '*a*', []],
    ['*\u200ba*\u200b', 'a', ['italic']],
    ['# a', 'a', ['heading']],
    ['b # a', 'b # a', []],
    ['b\n# a', 'b\na', ['heading']],
    ['[*a*](b)', 'a', ['link', 'italic']],
    ['\\[a](b)', '[a](b)', []],
    ['😀', '😀', []],
  ] as const)
    it(`draws ${JSON.stringify(text)}`, () => {
      const shown = render(text, dialect);
      assert.deepEqual([shown.text, shown.marks], [seen, marks]);
    });

  it('is not kept from marks by a zero-width space, unless a vendor is', () => {
    assert.deepEqual(render('*\u200ba*', { ...dialect, zeroWidthDisarms: true }).marks, []);
  });

  it('names the address of a link', () => {
    assert.deepEqual(render('see [a](https://a.example/b) there', dialect).links, ['https://a.example/b']);
  });
});
