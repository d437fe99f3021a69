/**
 * Header text in which words are encoded, such as `=?UTF-8?B?5L2Z6aKd?=`. Spaces between two such words are none.
 * @see https://www.rfc-editor.org/rfc/rfc2047#section-2 and section 6.2
 */
export function decodeWords(text: string): string {
  return text
    .replaceAll(/(=\?[^?\s]+\?[bq]\?[^?\s]*\?=)\s+(?==\?[^?\s]+\?[bq]\?[^?\s]*\?=)/gi, '$1')
    .replaceAll(/((?:=\?[^?\s]+\?[bq]\?[^?\s]*\?=)+)/gi, decodeRun);
}

/** Words that touch are decoded together: an encoder may have cut within a character. */
function decodeRun(run: string): string {
  const words = Array.from(run.matchAll(/=\?([^?\s]+)\?([bq])\?([^?\s]*)\?=/gi));
  const charsets = new Set(words.map(([, charset = '']) => charset.toLowerCase().replace(/\*.*$/, '')));
  const bytes = words.map(([, , kind = '', coded = '']) => (kind.toLowerCase() === 'b' ? Buffer.from(coded, 'base64') : quoted(coded)));
  const [charset = 'utf-8'] = charsets;
  return charsets.size === 1 ? new TextDecoder(charset).decode(Buffer.concat(bytes)) : run;
}

/** @see https://www.rfc-editor.org/rfc/rfc2047#section-4.2 */
function quoted(coded: string): Buffer {
  const latin = coded
    .replaceAll('_', ' ')
    .replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(latin, 'latin1');
}
