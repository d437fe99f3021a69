import { bareLink, emojiName } from './commonMark';
import { render, type Dialect, type Token } from './markup';
import { listOf, objectOf, objectsOf, textOf, type JsonObject } from './readBody';
import { calling, linked, literal, marked, together, type Shown } from './shown';

/** Only three are read, everywhere. @see https://docs.slack.dev/messaging/formatting-message-text/#escaping */
const entity: Token = {
  at: /&(amp|lt|gt);/y,
  read: ([, name]) => literal(name === 'amp' ? '&' : name === 'lt' ? '<' : '>'),
};

/**
 * @see https://docs.slack.dev/messaging/formatting-message-text/#special-mentions and #linking-urls, #mentioning-users, #date-formatting
 */
const inAngles: readonly Token[] = [
  { at: /<!(channel|here|everyone|group)(?:\|[^>\n]*)?>/y, read: ([, whom = '']) => calling(`@${whom}`) },
  { at: /<!subteam\^(\w+)(?:\|[^>\n]*)?>/y, read: ([, id = '']) => calling(`{group ${id}}`) },
  { at: /<!date\^(-?\d+)\^[^>\n]*>/y, read: ([, seconds = '']) => marked(literal(`{time ${seconds}}`), 'timestamp') },
  { at: /<@(\w+)(?:\|[^>\n]*)?>/y, read: ([, id = '']) => calling(`{user ${id}}`) },
  { at: /<#(\w+)(?:\|[^>\n]*)?>/y, read: ([, id = '']) => marked(linked(literal(`{channel ${id}}`), id), 'channel') },
  {
    at: /<([a-z][a-z0-9+.-]*:[^>|\s]+)(?:\|([^>\n]*))?>/y,
    read: ([, address = '', text], inner) => marked(linked(text === undefined ? literal(address) : inner(text), address), 'link'),
  },
];

/** With `link_names` or `parse: "full"` names are found without angles. @see https://docs.slack.dev/reference/methods/chat.postMessage/ */
const names: Token = { at: /(?<![\p{L}\p{N}_])@[a-z0-9._-]+/uy, read: ([name]) => calling(name) };

export interface SlackReading {
  /** Addresses without angles are left alone. @see https://docs.slack.dev/reference/block-kit/composition-objects/text-object/ */
  readonly verbatim?: boolean;
  readonly findsNames?: boolean;
  readonly zeroWidthDisarms?: boolean;
}

/** @see https://docs.slack.dev/messaging/formatting-message-text/ */
export function drawMrkdwn(text: string, { verbatim = false, findsNames = false, zeroWidthDisarms = false }: SlackReading = {}): Shown {
  const dialect: Dialect = {
    zeroWidthDisarms,
    pairs: [
      { mark: '```', makes: 'code', inWords: true, code: true, acrossLines: true },
      { mark: '`', makes: 'code', code: true },
      { mark: '*', makes: 'bold' },
      { mark: '_', makes: 'italic' },
      { mark: '~', makes: 'strike' },
    ],
    tokens: [...inAngles, ...(verbatim ? [] : [bareLink]), ...(findsNames ? [names] : []), entity, emojiName],
    // The entity quotes as well as the character.
    lines: [{ at: /(?:>|&gt;)+ ?/y, makes: 'quote' }],
  };
  return render(text, dialect);
}

/** Its texts know no markup. Null: the vendor refuses the block. @see https://docs.slack.dev/reference/block-kit/blocks/rich-text-block/ */
export function drawRichText({ elements }: JsonObject): Shown | null {
  const parts = listOf(elements)?.map((one) => drawRichPart(objectOf(one) ?? {})) ?? null;
  return parts !== null && parts.length > 0 && parts.every((part) => part !== null) ? together(parts, '\n') : null;
}

const partMarks: Readonly<Record<string, readonly string[]>> = {
  rich_text_section: [],
  rich_text_list: ['list'],
  rich_text_preformatted: ['code'],
  rich_text_quote: ['quote'],
};

function drawRichPart(part: JsonObject): Shown | null {
  const type = textOf(part['type']) ?? '';
  const marks = partMarks[type];
  const elements = listOf(part['elements']);
  if (marks === undefined || elements === null) return null;
  const drawn = elements.map((one) => (type === 'rich_text_list' ? drawRichPart(objectOf(one) ?? {}) : drawElement(objectOf(one) ?? {})));
  return drawn.every((one) => one !== null) ? marked(together(drawn, type === 'rich_text_list' ? '\n' : ''), ...marks) : null;
}

/** @see https://docs.slack.dev/tools/node-slack-sdk/reference/types/type-aliases/RichTextElement the ten kinds */
function drawElement(element: JsonObject): Shown | null {
  const said = (name: string): string => textOf(element[name]) ?? '';
  const styles = Object.entries(objectOf(element['style']) ?? {}).flatMap(([name, on]) => (on === true ? [name] : []));
  switch (element['type']) {
    case 'text':
      // An empty one is refused as `invalid_blocks` (grade C).
      return said('text') === '' ? null : marked(literal(said('text')), ...styles);
    case 'link':
      return said('url') === '' ? null : marked(linked(literal(said('text') || said('url')), said('url')), 'link', ...styles);
    case 'user':
      return calling(`{user ${said('user_id')}}`);
    case 'usergroup':
      return calling(`{group ${said('usergroup_id')}}`);
    case 'broadcast':
      return calling(`@${said('range')}`);
    case 'emoji':
      return marked(literal(`{${said('name')}}`), 'emoji');
    case 'channel':
      return marked(linked(literal(`{channel ${said('channel_id')}}`), said('channel_id')), 'channel');
    case 'date':
      return marked(literal(said('fallback') || '{time}'), 'timestamp');
    case 'color':
    case 'team':
      return marked(literal(said('value') || said('team_id')), 'reference');
    default:
      return null;
  }
}

/**
 * A text object, `plain_text` or `mrkdwn`. Null: refused.
 * @see https://docs.slack.dev/reference/block-kit/composition-objects/text-object/
 */
export function drawTextObject(value: unknown, most: number, reading: SlackReading = {}): Shown | null {
  const of = objectOf(value);
  const text = of && textOf(of['text']);
  if (!of || text === null || text.length === 0 || text.length > most) return null;
  if (of['type'] === 'mrkdwn') return drawMrkdwn(text, { ...reading, verbatim: of['verbatim'] === true });
  if (of['type'] !== 'plain_text') return null;
  // Names of emoji are replaced unless `emoji` is false.
  return render(text, { pairs: [], tokens: of['emoji'] === false ? [] : [emojiName], lines: [] });
}

export function fieldsOf(block: JsonObject): readonly JsonObject[] {
  return objectsOf(block['fields']);
}
