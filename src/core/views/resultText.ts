import { partName } from './accountView';
import { amountText, type Display } from './amountText';
import { errorText } from './errorText';
import { formatTime } from '../time/formatTime';
import { hostOf } from '../provider/origin';
import { inMarkdown } from '../text/plainText';
import { readDefinitionText } from '../custom/definitionText';
import type { Answer } from '../model/outcome';
import { readAnswer } from '../custom/readAnswer';
import { shapeOf } from '../custom/shape';

/** What a description gives, as Markdown that reads well as plain text: the reading or the exact reason, then the form of the answer. */
export function resultText(text: string, answer: Answer<unknown> | null, display: Display): string {
  const { t, locale } = display;
  const read = readDefinitionText(text);
  const heading = `# ${t('What your description gives')}`;
  if (!read.ok)
    return [heading, '', t('The description cannot be used yet:'), '', ...read.reasons.map((reason) => `- ${inMarkdown(reason)}`), ''].join(
      '\n',
    );
  const host = hostOf(read.definition.url);
  if (answer === null)
    return [heading, '', t('Nothing has been sent yet. "Test" above the description asks {host} once.', { host }), ''].join('\n');
  if (!answer.ok)
    return [
      heading,
      '',
      t('No number: {reason}', { reason: errorText(answer.error, { provider: host, hasSites: false, links: null, locale, t }).sentence }),
      '',
    ].join('\n');
  return [
    heading,
    '',
    ...reading(read.definition, answer.value, display),
    '',
    `# ${t('The answer of {host}, values masked', { host })}`,
    '',
    '```',
    shapeOf(answer.value),
    '```',
    '',
  ].join('\n');
}

function reading(definition: Parameters<typeof readAnswer>[0], json: unknown, display: Display): readonly string[] {
  const { t, locale } = display;
  const { balances = [], caps = [], problems = [] } = readAnswer(definition, json);
  const [problem] = problems;
  if (problem) return [t('No number: {reason}', { reason: inMarkdown(problem.hint ?? problem.field ?? problem.kind) })];
  return [
    ...balances.flatMap(({ unit, available, parts, at }) => [
      `- ${t('Balance {unit}', { unit })}: ${amountText(available, unit, display)}`,
      ...parts.map(({ kind, amount }) => `  - ${partName(kind, t)}: ${amountText(amount, unit, display)}`),
      ...(at === undefined ? [] : [`- ${t('As of {time}', { time: formatTime(at, { locale }) })}`]),
    ]),
    ...caps.map(({ unit, limit }) => `- ${t('Limit')}: ${amountText(limit, unit, display)}`),
  ];
}
