/** The cells of one line, as RFC 4180 has them: what stands in quotes may hold commas. */
export function csvCells(line: string): readonly string[] {
  const cell = /(?:"((?:[^"]|"")*)"|([^,]*))(,|$)/y;
  const cells: string[] = [];
  for (let found = cell.exec(line); found !== null; found = cell.exec(line)) {
    const [, quoted, plain = '', end] = found;
    cells.push(quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"'));
    if (end === '') break;
  }
  return cells;
}
