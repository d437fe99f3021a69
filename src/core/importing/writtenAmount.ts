import type { Micros } from '../money/money';
import { parseAmount } from '../money/parseAmount';

export type ReadAmount =
  /** `comma`: its decimals stand behind a comma. `either`: the point in it may be that of thousands, where others have such commas. */
  | { readonly ok: true; readonly amount: Micros; readonly decimals: 'none' | 'point' | 'comma' | 'either' }
  | { readonly ok: false; readonly why: 'noAmount' | 'ambiguousAmount' };

const plain = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** `12.34`, `1,234.56`, `1.234,56` and `12,34`; not `1,234`, which is a thousand to some and one to others. */
export function readAmount(written: string): ReadAmount {
  const text = written.replace(/^\+/, '');
  const digits = text.replace(/^-/, '');
  if (plain.test(text)) return amountOf(text, !text.includes('.') ? 'none' : /^[1-9]\d{0,2}\.\d{3}$/.test(digits) ? 'either' : 'point');
  if (/^\d{1,3}(,\d{3})+\.\d+$/.test(digits)) return amountOf(text.replaceAll(',', ''), 'point');
  if (/^\d{1,3}(,\d{3}){2,}$/.test(digits)) return amountOf(text.replaceAll(',', ''), 'none');
  if (/^\d{1,3}(\.\d{3})+,\d+$/.test(digits)) return amountOf(text.replaceAll('.', '').replace(',', '.'), 'comma');
  if (/^\d{1,3}(\.\d{3}){2,}$/.test(digits)) return amountOf(text.replaceAll('.', ''), 'none');
  if (/^[1-9]\d{0,2},\d{3}$/.test(digits)) return { ok: false, why: 'ambiguousAmount' };
  if (/^\d+,\d+$/.test(digits)) return amountOf(text.replace(',', '.'), 'comma');
  return { ok: false, why: /\d/.test(text) ? 'ambiguousAmount' : 'noAmount' };
}

function amountOf(text: string, decimals: Extract<ReadAmount, { readonly ok: true }>['decimals']): ReadAmount {
  const amount = parseAmount(text);
  return amount === undefined ? { ok: false, why: 'noAmount' } : { ok: true, amount, decimals };
}
