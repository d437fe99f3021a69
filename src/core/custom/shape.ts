import { JsonNumber } from '../text/json';
import { isObject } from './pointer';

const [mostRows, deepest, widest] = [2, 8, 60];

/** The form of an answer for a person to point at: names and kinds, no value. Names that look like data are masked too. */
export function shapeOf(json: unknown): string {
  return lines(json, '', 0).join('\n');
}

function lines(value: unknown, indent: string, depth: number): readonly string[] {
  if (value instanceof JsonNumber) return ['number'];
  if (typeof value === 'string') return [value === '' ? 'text (empty)' : isDecimal(value) ? 'text (a number)' : 'text'];
  if (typeof value === 'boolean') return ['true or false'];
  if (value === null) return ['null'];
  if (depth >= deepest) return ['…'];
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return ['[ ]  (no row)'];
    const rows = value.slice(0, mostRows).flatMap((row, index) => nested(`/${index}  `, row, inner, depth));
    return [
      `[  (${value.length} ${value.length === 1 ? 'row' : 'rows'})`,
      ...rows,
      ...(value.length > mostRows ? [`${inner}…`] : []),
      `${indent}]`,
    ];
  }
  if (!isObject(value)) return ['…'];
  const names = Object.keys(value);
  const fields = names.slice(0, widest).flatMap((name) => nested(`${nameOf(name)}: `, value[name], inner, depth));
  return ['{', ...fields, ...(names.length > widest ? [`${inner}…`] : []), `${indent}}`];
}

function nested(prefix: string, value: unknown, indent: string, depth: number): readonly string[] {
  const [first = '', ...rest] = lines(value, indent, depth + 1);
  return [`${indent}${prefix}${first}`, ...rest];
}

/** A map by user, key or mail address has data for names. */
function nameOf(name: string): string {
  return /^[A-Za-z_$][\w$.-]{0,39}$/.test(name) && !/\d{5,}/.test(name) && !/^(sk|pk|sb|eyJ)[-_\w]{9,}/.test(name)
    ? `"${name}"`
    : '"(name masked)"';
}

function isDecimal(text: string): boolean {
  return /^-?[\d,]+(\.\d+)?$/.test(text.trim());
}
