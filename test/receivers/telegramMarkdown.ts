import { render, type Dialect } from './markup';
import { calling, linked, marked, type Shown } from './shown';
import type { HtmlFailure } from './telegramHtml';

/** Each has to follow a backslash wherever it marks nothing. @see https://core.telegram.org/bots/api#markdownv2-style */
const reserved = /[>#+\-=|{}.!()[\]]/;

const dialect: Dialect = {
  escapes: /[!-~]/,
  pairs: [
    { mark: '```', makes: 'code', inWords: true, code: true, acrossLines: true },
    { mark: '`', makes: 'code', inWords: true, code: true, acrossLines: true },
    { mark: '||', makes: 'spoiler', inWords: true, acrossLines: true },
    { mark: '__', makes: 'underline', inWords: true, acrossLines: true },
    { mark: '*', makes: 'bold', inWords: true, acrossLines: true },
    { mark: '_', makes: 'italic', inWords: true, acrossLines: true },
    { mark: '~', makes: 'strike', inWords: true, acrossLines: true },
  ],
  tokens: [
    {
      at: /!?\[((?:\\.|[^\]\\])*)\]\(((?:\\.|[^)\\])*)\)/y,
      read: ([, text = '', to = ''], inner) => {
        const shown = inner(text);
        return to.startsWith('tg://user?id=') ? calling(shown.text) : marked(linked(shown, to), 'link');
      },
    },
  ],
  lines: [{ at: /(?:\*\*)?>/y, makes: 'quote' }],
};

/** Text outside code in which a character of the markup stands for itself makes the whole message fail. */
export function drawMarkdownV2(text: string): Shown | HtmlFailure {
  const left = text
    .replaceAll(/```[^]*?```|`[^`]*`/g, '')
    .replaceAll(/\\[!-~]/g, '')
    .replaceAll(/!?\[[^\]]*\]\([^)]*\)/g, '')
    .replaceAll(/\|\|/g, '')
    .replaceAll(/^(?:\*\*)?>/gm, '');
  const [character] = reserved.exec(left) ?? [];
  if (character !== undefined) return { failure: `Character '${character}' is reserved and must be escaped with the preceding '\\'` };
  for (const mark of ['*', '_', '~', '`'])
    if ((left.split(mark).length - 1) % 2 === 1)
      return { failure: `Can't find end of the entity starting at byte offset ${left.indexOf(mark)}` };
  return render(text, dialect);
}
