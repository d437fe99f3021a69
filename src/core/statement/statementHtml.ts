import { htmlText } from '../text/html';
import type { StatementTable, TableRow } from './statementTables';
import type { StatementView } from './statementView';

/** A page to be printed, whole in itself: no script, nothing loaded, no theme. @param made by what and when */
export function statementHtml(view: StatementView, made: string): string {
  const { locale, title, span, tables, unchecked, legend, words, empty } = view;
  const list = unchecked.map(({ name, text }) => `<li><bdi>${htmlText(name)}</bdi><small>${htmlText(text)}</small></li>`).join('\n');
  return `<!DOCTYPE html>
<html lang="${htmlText(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${htmlText(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${htmlText(title)}</h1>
<p>${htmlText(span)}</p>
${empty === null ? '' : `<p>${htmlText(empty)}</p>`}
${tables.map((table) => tableHtml(table, view)).join('\n')}
${list === '' ? '' : `<h2>${htmlText(words.unchecked)}</h2>\n<ul>\n${list}\n</ul>`}
</main>
<footer>
${[...legend, made].map((line) => `<p>${htmlText(line)}</p>`).join('\n')}
</footer>
</body>
</html>
`;
}

function tableHtml({ unit, columns, rows, sums }: StatementTable, { words }: StatementView): string {
  const heads = columns.map((column) => `<th scope="col" class="number">${htmlText(words.columns[column])}</th>`).join('');
  const lines = (list: readonly TableRow[]): string => list.map(rowHtml).join('\n');
  return `<table>
<caption><bdi>${htmlText(unit)}</bdi></caption>
<thead><tr><th scope="col">${htmlText(words.account)}</th>${heads}</tr></thead>
<tbody>
${lines(rows)}
</tbody>
<tfoot>
${lines(sums)}
</tfoot>
</table>`;
}

function rowHtml({ account, name, cells, notes }: TableRow): string {
  const beside = notes.map((note) => `<small>${htmlText(note)}</small>`).join('');
  const figures = cells.map((cell) => `<td class="number">${htmlText(cell ?? noFigure(account))}</td>`).join('');
  return `<tr><th scope="row"><bdi>${htmlText(name)}</bdi>${beside}</th>${figures}</tr>`;
}

/** Nobody knows it of an account; a sum just has none. */
function noFigure(account: TableRow['account']): string {
  return account === null ? '' : '–';
}

const style = `
:root { color-scheme: light; }
body { max-width: 1100px; margin: 24px auto; padding: 0 16px; color: #1b1b1b; background: #fff; }
body { font: 14px/1.45 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
h1 { margin: 0 0 4px; font-size: 22px; }
h2 { margin: 24px 0 4px; font-size: 15px; }
table { width: 100%; margin: 24px 0 0; border-collapse: collapse; }
caption { padding: 0 0 6px; text-align: start; font-size: 16px; font-weight: 600; overflow-wrap: anywhere; break-after: avoid; }
th, td { padding: 6px 8px; border-bottom: 1px solid #ccc; text-align: start; vertical-align: top; }
th, td { font-weight: normal; overflow-wrap: anywhere; }
th:first-child { min-width: 9em; }
thead th { color: #444; font-size: 12px; overflow-wrap: normal; }
tfoot :is(th, td) { font-weight: 600; border-bottom: 0; }
tfoot tr:first-child :is(th, td) { border-top: 2px solid #1b1b1b; }
.number { width: 9.5%; text-align: end; overflow-wrap: normal; }
small { display: block; color: #444; font-weight: normal; }
ul { margin: 0; padding-inline-start: 20px; }
footer { margin-top: 24px; color: #444; font-size: 12px; }
footer p { margin: 2px 0; }
tr, li { break-inside: avoid; }
thead { display: table-header-group; }
tfoot { display: table-row-group; }
@page { margin: 14mm; }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 10pt; } th, td { padding: 4px 6px; } }
`;
