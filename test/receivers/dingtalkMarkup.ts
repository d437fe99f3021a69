import { autolink, bareLink, bullet, code, emphasis, heading, image, link, numbered, quote } from './commonMark';
import { render, type Token } from './markup';
import { listOf, objectOf, objectsOf, textOf, type JsonObject } from './readBody';
import { linked, literal, marked, together, type Shown } from './shown';

const font: Token = {
  at: /<font\b[^>\n]*>([^\n]*?)<\/font>/iy,
  read: ([, text = ''], inner) => marked(inner(text), 'colour'),
};

/** @see https://open.dingtalk.com/document/development/robot-message-type the subset of Markdown; no escape is named, so none is read */
function drawDingtalkMarkdown(text: string, zeroWidthDisarms: boolean): Shown {
  return render(text, {
    zeroWidthDisarms,
    pairs: [...code, ...emphasis],
    tokens: [font, image, link, autolink, bareLink],
    lines: [heading, quote, bullet, numbered],
  });
}

/** A text has no marks; that clients make addresses in it clickable is not documented (grade C). */
function drawDingtalkText(text: string): Shown {
  return render(text, { pairs: [], tokens: [bareLink], lines: [] });
}

/** Mentions come from here alone: what a text says of `@all` calls nobody. @see the same page, `at` */
export function calledBy(at: JsonObject | null): readonly string[] {
  if (!at) return [];
  const all = at['isAtAll'] === true || at['isAtAll'] === 'true' ? ['all'] : [];
  return [...all, ...['atMobiles', 'atUserIds'].flatMap((name) => (listOf(at[name]) ?? []).map(String))];
}

/** A number: the code of the refusal. @see the same page for what each type needs, and the error codes of its content */
export function drawDingtalk(body: JsonObject, zeroWidthDisarms: boolean): Shown | number {
  const type = textOf(body['msgtype']) ?? '';
  const of = objectOf(body[type]);
  const said = (name: string): string => textOf(of?.[name]) ?? '';
  switch (type) {
    case 'text':
      return said('content') === '' ? 430_101 : drawDingtalkText(said('content'));
    case 'markdown':
      // The title is what the list of chats shows; the message itself begins with the text.
      return said('title') === '' || said('text') === '' ? 430_103 : drawDingtalkMarkdown(said('text'), zeroWidthDisarms);
    case 'link':
      return said('title') === '' || said('messageUrl') === ''
        ? 430_102
        : marked(linked(literal(`${said('title')}\n${said('text')}`), said('messageUrl')), 'link');
    case 'actionCard': {
      const buttons = [{ title: said('singleTitle'), actionURL: said('singleURL') }, ...objectsOf(of?.['btns'])];
      const drawn = buttons.flatMap(({ title, actionURL }) =>
        title === '' ? [] : [marked(linked(literal(String(title)), String(actionURL)), 'button')],
      );
      return said('title') === '' || drawn.length === 0
        ? 430_104
        : together([drawDingtalkMarkdown(said('text'), zeroWidthDisarms), ...drawn]);
    }
    default:
      return 400_105;
  }
}

/** All that is said: a keyword may stand in any of it. */
export function textsWithin(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((one: unknown) => textsWithin(one));
  return Object.values(objectOf(value) ?? {}).flatMap(textsWithin);
}
