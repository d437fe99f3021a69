import { drawCardText, drawLarkMarkdown } from './feishuMarkup';
import { listOf, objectOf, objectsOf, textOf, type JsonObject } from './readBody';
import { linked, literal, marked, together, type Shown } from './shown';

/**
 * A card of structure 1.0 or 2.0. Null: refused.
 * @see https://open.feishu.cn/document/common-capabilities/message-card/getting-started/send-message-cards-with-a-custom-bot.md
 */
export function drawCard(card: JsonObject | null): Shown | null {
  if (!card) return null;
  const header = objectOf(card['header']);
  const title = header ? drawCardText(header['title']) : literal('');
  const elements = listOf(card['schema'] === '2.0' ? objectOf(card['body'])?.['elements'] : card['elements']) ?? [];
  if (title === null || (header === null && elements.length === 0)) return null;
  const drawn = elements.map((one) => drawElement(objectOf(one) ?? {}));
  if (drawn.some((one) => one === null)) return null;
  return together([...(header ? [marked(title, 'heading')] : []), ...drawn.flatMap((one) => one ?? [])]);
}

function drawElement(element: JsonObject): Shown | null {
  switch (element['tag']) {
    case 'div': {
      const fields = objectsOf(element['fields']).map(({ text }) => drawCardText(text));
      const all = [...(element['text'] === undefined ? [] : [drawCardText(element['text'])]), ...fields];
      return all.length === 0 || all.some((one) => one === null) ? null : together(all.flatMap((one) => one ?? []));
    }
    case 'markdown':
      return textOf(element['content']) === null ? null : drawLarkMarkdown(textOf(element['content']) ?? '');
    case 'hr':
      return marked(literal('—'), 'rule');
    case 'note': {
      const all = (listOf(element['elements']) ?? []).map(drawCardText);
      return all.some((one) => one === null)
        ? null
        : together(
            all.flatMap((one) => one ?? []),
            ' ',
          );
    }
    case 'action': {
      const buttons = objectsOf(element['actions']).map((button) => drawButton(button));
      return buttons.some((one) => one === null)
        ? null
        : together(
            buttons.flatMap((one) => one ?? []),
            ' ',
          );
    }
    case 'button':
      return drawButton(element);
    default:
      return null;
  }
}

function drawButton(button: JsonObject): Shown | null {
  const text = drawCardText(button['text']);
  const to = textOf(button['url']);
  return text && marked(to === null ? text : linked(text, to), 'button');
}

/** The values in which keywords are looked for; those of a card's `content` are not documented to count, its title's are. */
export function keywordTexts(value: unknown, name = ''): readonly string[] {
  if (typeof value === 'string') return name === 'text' || name === 'title' ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((one: unknown) => keywordTexts(one, name));
  const of = objectOf(value);
  if (of === null) return [];
  const inTitle = name === 'title' ? [textOf(of['content']) ?? ''] : [];
  return [...inTitle, ...Object.entries(of).flatMap(([key, one]) => keywordTexts(one, key))];
}
