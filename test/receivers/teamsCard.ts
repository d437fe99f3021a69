import { bareLink, bullet, link, numbered, punctuation } from './commonMark';
import { render, type Token } from './markup';
import { listOf, objectOf, objectsOf, textOf, type JsonObject } from './readBody';
import { calling, linked, literal, marked, together, type Shown } from './shown';

/** Null: the flow takes it, and the card then fails, which only the flow's own history tells (grade C). */
export function drawTeamsCard(card: JsonObject | null): Shown | null {
  // Versions above 1.4 fail to show (grade C).
  if (card?.['type'] !== 'AdaptiveCard' || !/^1\.[0-4]$/.test(textOf(card['version']) ?? '')) return null;
  const body = listOf(card['body']);
  if (body === null || body.length === 0) return null;
  const called = objectsOf(objectOf(card['msteams'])?.['entities']).flatMap(({ type, text }) =>
    type === 'mention' && typeof text === 'string' ? [text] : [],
  );
  return drawAll(body, called, '\n', listOf(card['actions']) ?? []);
}

function drawAll(elements: readonly unknown[], called: readonly string[], between: string, actions: readonly unknown[] = []): Shown | null {
  const drawn = [...elements, ...actions].map((one) => drawElement(objectOf(one) ?? {}, called));
  return drawn.every((one) => one !== null) ? together(drawn, between) : null;
}

/** @see https://learn.microsoft.com/adaptive-cards/schema-explorer/ */
function drawElement(element: JsonObject, called: readonly string[]): Shown | null {
  const said = (name: string): string => textOf(element[name]) ?? '';
  switch (element['type']) {
    case 'TextBlock':
      return marked(drawMarkdown(said('text'), called), ...stylesOf(element));
    case 'RichTextBlock':
      return withRuns(listOf(element['inlines']), called);
    case 'Container':
    case 'Column':
      return drawAll(listOf(element['items']) ?? [], called, '\n');
    case 'ColumnSet':
      return drawAll(listOf(element['columns']) ?? [], called, ' ');
    case 'FactSet': {
      const facts = objectsOf(element['facts']).flatMap(({ title, value }) => [
        drawMarkdown(String(title), called),
        drawMarkdown(String(value), called),
      ]);
      return together(facts);
    }
    case 'ActionSet':
      return drawAll(listOf(element['actions']) ?? [], called, ' ');
    case 'Action.OpenUrl':
      return marked(linked(literal(said('title')), said('url')), 'button');
    default:
      return null;
  }
}

function withRuns(inlines: readonly unknown[] | null, called: readonly string[]): Shown | null {
  const runs = inlines?.map((one) => (typeof one === 'string' ? literal(one) : drawRun(objectOf(one) ?? {}, called))) ?? null;
  return runs !== null && runs.every((one) => one !== null) ? together(runs, '') : null;
}

/** It knows no Markdown and no functions. @see https://learn.microsoft.com/adaptive-cards/schema-explorer/text-run */
function drawRun(run: JsonObject, called: readonly string[]): Shown | null {
  const text = textOf(run['text']);
  if (run['type'] !== 'TextRun' || text === null) return null;
  const to = textOf(objectOf(run['selectAction'])?.['url']);
  // Whether a mention counts here is not documented: where the card names one, it does.
  const shown = render(text, { pairs: [], tokens: called.length === 0 ? [] : [mentionOf(called)], lines: [] });
  const styled = marked(shown, ...stylesOf(run));
  return to === null ? styled : marked(linked(styled, to), 'link');
}

function stylesOf(of: JsonObject): readonly string[] {
  return [
    ...(of['weight'] === 'Bolder' ? ['bold'] : []),
    ...(of['isSubtle'] === true ? ['subtle'] : []),
    ...['italic', 'strikethrough', 'highlight', 'underline'].filter((name) => of[name] === true),
  ];
}

/**
 * `<at>` calls only whom the card's own list of entities names.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
 */
function mentionOf(called: readonly string[]): Token {
  return {
    at: /<at>([^<\n]*)<\/at>/y,
    read: ([whole, name = '']) => (called.includes(whole) ? calling(name) : literal(whole)),
  };
}

/**
 * Drawn in the reader's own zone; written in any other form they stay as they are.
 * @see https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features
 */
const clock: Token = {
  at: /\{\{(?:DATE|TIME)\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d))(?:, ?(?:COMPACT|SHORT|LONG))?\)\}\}/y,
  read: ([, at = '']) => marked(literal(`{time ${at}}`), 'timestamp'),
};

/** @see the same page, "Markdown (Commonmark subset)": neither headings nor tables nor images */
function drawMarkdown(text: string, called: readonly string[]): Shown {
  return render(text, {
    escapes: punctuation,
    pairs: [
      { mark: '**', makes: 'bold', inWords: true },
      { mark: '__', makes: 'bold' },
      { mark: '*', makes: 'italic', inWords: true },
      { mark: '_', makes: 'italic' },
    ],
    tokens: [clock, mentionOf(called), link, bareLink],
    lines: [bullet, numbered],
  });
}
