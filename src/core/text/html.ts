import { oneLine } from './plainText';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text of others within a page: as it is written, never as markup, in an element or in a quoted attribute. */
export function htmlText(text: string): string {
  return oneLine(text).replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
}
