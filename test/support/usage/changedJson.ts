import { parsed } from '../../../src/core/text/parsed';

/** @param name of the member; '' in a list @returns undefined: it is left out */
export type Change = (value: unknown, name: string) => unknown;

/** A text that is JSON, or whose lines are, or that is neither, with every value changed in it, also in JSON that is the text of a member. */
export function changedJson(text: string, change: Change): string {
  const whole = changedIn(text, change);
  if (whole !== undefined) return whole;
  return text
    .split('\n')
    .map((line) => changedIn(line, change) ?? line)
    .join('\n');
}

function changedIn(text: string, change: Change): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  const value = parsed(text);
  return value === undefined ? undefined : JSON.stringify(changed(value, '', change));
}

function changed(value: unknown, name: string, change: Change): unknown {
  if (Array.isArray(value)) return value.map((one) => changed(one, name, change));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, changed(one, key, change)]));
  return change(typeof value === 'string' ? (changedIn(value, change) ?? value) : value, name);
}
