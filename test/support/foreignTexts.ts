/** What others may write where a name or a unit is expected, each with a meaning to some surface. */
export const foreignTexts: readonly string[] = [
  // Links and icons of the editor, Markdown, HTML.
  '[x](command:apiBalance.removeAccount)',
  '![x](https://evil.example/p.png)',
  '[x][y]',
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '&lt;b&gt;',
  '$(bug) $(sync~spin)',
  '`code`',
  '**bold** _it_ ~~no~~',
  '# head',
  '> quote',
  '- item',
  '| cell | cell',
  '\\| back',
  '[^1]',
  '| --- |',
  // Formulas. https://owasp.org/www-community/attacks/CSV_Injection
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '"=1+1',
  "'=1+1",
  ' =1+1',
  '  "\'=1+1',
  '\uff1d1+1',
  '\uff0b1',
  '\uff0d1+1',
  '\uff20x',
  '\u00a0=1+1',
  '\u3000=1+1',
  "=cmd|' /C calc'!A0",
  '|calc',
  '%0A=1',
  ';=1+1',
  ',=1+1',
  // A second line or another field of a log.
  'USD\n2026-01-01T00:00:00Z work CNY available=999999.00 state=ok',
  'a\r\nb',
  'a\u0085b',
  'a\u2028b',
  'a\u2029b',
  'a\u000bb',
  'a\u000cb',
  'x available=9 state=ok',
  'x=1',
  // A terminal. https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
  '\u001b[2J\u001b[1;1H',
  '\u001b]0;title\u0007',
  '\u001b]8;;https://evil.example\u001b\\x\u001b]8;;\u001b\\',
  '\u009b31mred',
  '\u0090x\u009c',
  '\u0008\u0008\u0008ok',
  '\u0000',
  '\u007f',
  // Writing turned around, and marks without a shape. https://www.unicode.org/reports/tr36/
  '\u202egnp.exe',
  '\u202ax\u202c',
  '\u2066x\u2069',
  '\u200ex\u200f',
  '\u061cx',
  '\u200bUSD',
  'U\u2060SD',
  '\ufeffUSD',
  'U\u00adSD',
  '\u{e0041}\u{e0042}',
  '\u180ex',
  '\ufff9x\ufffb',
  // Mentions, and links of chat services.
  '@everyone',
  '@here',
  '<@123456>',
  '<!channel>',
  '<https://evil.example|click>',
  'https://evil.example/x',
  '||spoiler||',
  // Placeholders, and what a replacement would take for one.
  '{amount}',
  '{account}',
  '$&',
  '$1',
  '$$',
  '\ud800',
  '',
];

/** Anything that moves a cursor, begins a line or has no shape of its own. */
export const unseen =
  /[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|[\ud800-\udfff]/u;

/** The same but for the ends of lines, for text of several. */
export function unseenIn(text: string): string | undefined {
  return text.split('\n').find((line) => unseen.test(line));
}

/** Cells of RFC 4180 text. */
export function cellsOf(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.replace(/^\uFEFF/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.filter((cells) => cells.some((cell) => cell !== ''));
}

/** Whether a spreadsheet would compute a cell; a number is none. */
export function isFormula(cell: string): boolean {
  return /^[\s\p{Cc}'"]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/u.test(cell) && !/^'/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell);
}
