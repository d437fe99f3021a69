import type { HistoryFault } from '../core/history/readHistory';

export const noHistory =
  'The configuration names no history: add "history": {"folder": "/a/whole/path"} to it and let "api-balance watch" run with it, ' +
  'or start this server with --file and the history.sqlite of the editor.';

/** What is wrong with a history, and what to do, for whoever started this server. */
export const faultTexts: Readonly<Record<HistoryFault, string>> = {
  absent: 'There is no history yet at the place that was named: let "api-balance watch" or the editor check once, or name another file.',
  notOurs: 'The file that was named is no history of API Balance: name the history.sqlite that "api-balance watch" or the editor keeps.',
  newer: 'The history was written by a newer version of API Balance: update this one, such as by npm install -g api-balance.',
  locked: 'The history is locked by another program: ask again in a moment.',
  damaged: 'The history is damaged: open it in the editor once, which sets it aside, or copy it back from where it was kept.',
  unreadable: 'The history cannot be read: give this program the right to read the file and to write in its folder, or name a copy.',
  noSqlite: 'This Node has no SQLite: use Node 22.13 or newer.',
};
