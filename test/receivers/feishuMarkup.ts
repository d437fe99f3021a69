import { bareLink, bullet, code, emphasis, heading, image, link, numbered, quote, rule, strike } from './commonMark';
import { render, type Dialect, type Token } from './markup';
import { listOf, objectOf, objectsOf, textOf, type JsonObject } from './readBody';
import { calling, linked, literal, marked, together, type Shown } from './shown';

/** `<at user_id="all">…</at>`, `<at id=ou_1></at>`, `<at email=…>`, with either quotes or none. */
const at: Token = {
  at: /<at\s+(?:user_id|id|ids|email|open_id)\s*=\s*["']?([^"'>\s]*)["']?\s*>(?:([^<\n]*)<\/at>)?/iy,
  read: ([, id = '', name = '']) => calling(id === 'all' ? '@all' : `@${name || id}`),
};

/** Styles in a text are documented for the messages of apps; that custom bots ignore them is not (grade C). */
const styles: Token = {
  at: /<(b|i|u|s)>([^<\n]*)<\/\1>/iy,
  read: ([, tag = '', text = ''], inner) => marked(inner(text), tag),
};

/**
 * A `text` message: mentions by `<at …>`, and addresses can be clicked.
 * @see https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot.md "How to use @ in text"
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json.md `[shown](address)` and `<b>` in texts
 */
export function drawFeishuText(text: string): Shown {
  return render(text, { pairs: [], tokens: [at, styles, link, bareLink], lines: [] });
}

/** Numbered entities stand for characters that would mark. @see the page of `drawLarkMarkdown`, on escapes */
const entity: Token = {
  at: /&(?:#(\d{1,7})|(lt|gt|amp|nbsp|sol|quot));/y,
  read: ([, number, name = '']) => {
    const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', nbsp: '\u00a0', sol: '/', quot: '"' };
    const character = number === undefined ? (named[name] ?? '') : Number(number) <= 0x10ffff ? String.fromCodePoint(Number(number)) : '';
    return literal(character);
  },
};

const tags: readonly Token[] = [
  { at: /<font\s+color\s*=\s*["']?([\w-]+)["']?\s*>([^\n]*?)<\/font>/iy, read: ([, , text = ''], inner) => marked(inner(text), 'colour') },
  { at: /<text_tag\b[^>\n]*>([^\n]*?)<\/text_tag>/iy, read: ([, text = ''], inner) => marked(inner(text), 'tag') },
  { at: /<number_tag\b[^>\n]*>([^\n]*?)<\/number_tag>/iy, read: ([, text = ''], inner) => marked(inner(text), 'tag') },
  {
    at: /<a\s+href\s*=\s*["']?([^"'>\s]+)["']?\s*>([^\n]*?)<\/a>/iy,
    read: ([, to = '', text = ''], inner) => marked(linked(inner(text), to), 'link'),
  },
  {
    at: /<link\b[^>\n]*\burl\s*=\s*["']([^"'\n]+)["'][^>\n]*>([^\n]*?)<\/link>/iy,
    read: ([, to = '', text = ''], inner) => marked(linked(inner(text), to), 'link'),
  },
  {
    at: /<(?:person|local_datetime)\b[^>\n]*>(?:[^\n]*?<\/(?:person|local_datetime)>)?/iy,
    read: ([whole]) => marked(literal(`{${whole.slice(1, 7)}}`), 'reference'),
  },
  { at: /<(?:br|hr) ?\/?>/iy, read: () => marked(literal('\n'), 'rule') },
  { at: /:([A-Z][A-Za-z0-9_]+):/y, read: ([, name = '']) => marked(literal(`{${name}}`), 'emoji') },
];

/**
 * Markdown of cards, `lark_md` and the `markdown` element, of both structures at once.
 * @see https://open.feishu.cn/document/feishu-cards/card-json-v2-components/content-components/rich-text.md
 * @see https://open.larkoffice.com/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-components/content-components/rich-text.md
 */
export function drawLarkMarkdown(text: string): Shown {
  const dialect: Dialect = {
    pairs: [...code, ...emphasis, strike],
    tokens: [at, ...tags, entity, image, link, bareLink],
    lines: [rule, heading, quote, bullet, numbered],
  };
  return render(text, dialect);
}

/**
 * The text object of a card. Null: the card is refused.
 * @see https://open.feishu.cn/document/feishu-cards/card-json-v2-components/content-components/plain-text.md
 */
export function drawCardText(value: unknown): Shown | null {
  const of = objectOf(value);
  const content = of && textOf(of['content']);
  if (!of || content === null) return null;
  if (of['tag'] === 'plain_text') return literal(content);
  return of['tag'] === 'lark_md' || of['tag'] === 'markdown' ? drawLarkMarkdown(content) : null;
}

/** @see https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot.md "Send rich text" */
export function drawPost(post: JsonObject | null): Shown | null {
  const bodies = Object.values(post ?? {}).flatMap((one) => objectsOf([one]));
  const [first] = bodies;
  const lines = first && listOf(first['content']);
  if (!first || !lines) return null;
  const drawn = lines.map((line) => (listOf(line) ?? []).map((one) => drawPostElement(objectOf(one) ?? {})));
  if (drawn.flat().some((one) => one === null)) return null;
  const title = textOf(first['title']) ?? '';
  const body = drawn.map((line) =>
    together(
      line.flatMap((one) => one ?? []),
      '',
    ),
  );
  return together([...(title === '' ? [] : [marked(literal(title), 'heading')]), ...body]);
}

function drawPostElement(element: JsonObject): Shown | null {
  const text = textOf(element['text']) ?? '';
  const to = textOf(element['href']) ?? '';
  switch (element['tag']) {
    case 'text':
      // That `<at …>` counts here as well is known from the vendor's command line (grade C).
      return drawFeishuText(text);
    case 'a':
      return marked(linked(literal(text), to), 'link');
    case 'at':
      return calling(`@${textOf(element['user_name']) ?? textOf(element['user_id']) ?? ''}`);
    case 'img':
      return marked(literal(''), 'image');
    case 'md':
      return drawLarkMarkdown(text);
    default:
      return null;
  }
}
