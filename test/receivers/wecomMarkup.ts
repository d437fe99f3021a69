import { bareLink, bullet, code, heading, image, link, numbered, quote, rule, table } from './commonMark';
import { render, type Pair, type Token } from './markup';
import { calling, marked, type Shown } from './shown';

export type WecomKind = 'text' | 'markdown' | 'markdown_v2';

/** `<@userid>` calls in texts and in the first Markdown, not in the second. */
const mention: Token = { at: /<@([^<>\s]+)>/y, read: ([, id = '']) => calling(`@${id}`) };

const font: Token = {
  at: /<font\s+color\s*=\s*["']?(?:info|comment|warning)["']?\s*>([^\n]*?)<\/font>/iy,
  read: ([, text = ''], inner) => marked(inner(text), 'colour'),
};

const bold: Pair = { mark: '**', makes: 'bold', inWords: true };
const italic: Pair = { mark: '*', makes: 'italic', inWords: true };

/**
 * No escape is documented, so none is read.
 * @see https://developer.work.weixin.qq.com/document/path/99110 the two subsets of Markdown, and who can be called in which type
 */
export function drawWecom(kind: WecomKind, text: string, zeroWidthDisarms: boolean): Shown {
  switch (kind) {
    case 'text':
      // That clients make addresses clickable is not documented (grade C).
      return render(text, { pairs: [], tokens: [mention, bareLink], lines: [] });
    case 'markdown':
      return render(text, {
        zeroWidthDisarms,
        pairs: [{ mark: '`', makes: 'code', inWords: true, code: true }, bold, italic],
        tokens: [mention, font, link, bareLink],
        lines: [heading, quote],
      });
    case 'markdown_v2':
      return render(text, {
        zeroWidthDisarms,
        pairs: [...code, bold, italic],
        tokens: [image, link, bareLink],
        lines: [rule, table, heading, quote, bullet, numbered],
      });
  }
}
