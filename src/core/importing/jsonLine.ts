import { JsonNumber, parseJson } from '../text/json';
import { fieldsLine, type Fields } from './fieldsLine';
import { unread, type FoundLine } from './writtenLine';

/** An object in one line; what is nested in it says nothing. Numbers keep their digits. */
export function jsonLine(text: string): FoundLine {
  const json = parsed(text);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return unread('noAmount');
  const fields: Fields = Object.entries(json).flatMap(([name, value]: [string, unknown]) => {
    if (value instanceof JsonNumber) return [[name, value.text] as const];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return fieldsLine(fields);
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}
