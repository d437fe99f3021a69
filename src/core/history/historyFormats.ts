import { historyCsvHead, historyCsvLine } from './historyCsv';
import type { HistoryRow } from './historyRow';
import { exportRow, maskedRow, type ExportRow } from './historyJson';
import { plainJson } from '../text/plainText';

/** A file of readings, row after row, so that few are held at once. */
export interface HistoryFormat {
  readonly head: string;
  readonly row: (row: HistoryRow, isFirst: boolean) => string;
  readonly foot: string;
  /** Where there are no rows. */
  readonly none: string;
}

type HistoryFormats = Readonly<Record<'csv' | 'json', HistoryFormat>>;

function formatsOf(shown: (row: ExportRow) => ExportRow): HistoryFormats {
  return {
    // One row a line, so that a text editor and a diff can cope.
    json: {
      head: '[',
      row: (row, isFirst) => `${isFirst ? '' : ','}\n${plainJson(JSON.stringify(shown(exportRow(row))))}`,
      foot: '\n]\n',
      none: '[]\n',
    },
    // Its lines end as RFC 4180 has them, the last one too.
    csv: { head: historyCsvHead, row: (row) => historyCsvLine(shown(exportRow(row))), foot: '', none: historyCsvHead },
  };
}

export const historyFormats: HistoryFormats = formatsOf((row) => row);
export const maskedHistoryFormats: HistoryFormats = formatsOf(maskedRow);
