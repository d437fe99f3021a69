/** The cells of each row of the first table below a piece of a document's text, without its head. */
export function tableBelow(markdown: string, piece: string): readonly (readonly string[])[] {
  const [, after] = markdown.split(piece);
  const [, table = ''] = /^[^|]*((?:^\|.*\n)+)/m.exec(after ?? '') ?? [];
  const rows = table.split('\n').filter((line) => line !== '');
  return rows.slice(2).map((row) =>
    row
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => cell.trim()),
  );
}
