import { openHistory } from '../../src/node/history/openHistory';
import { readLatest } from '../../src/node/history/readLatest';
import { openWatch } from '../../src/node/watch/openWatch';
import { minute, past, recordRows, rowsOf, start, work } from './historyRows';

/** Opens what a window opens, in a process of its own, so that a wait without end ends with it. Prints what came of it. */
const [, , folder = ''] = process.argv;
process.umask(0);
const now = (): number => start + 10 * minute;

const history = openHistory({ folder, now });
recordRows(history, rowsOf([past(start, 12)], work));
const [place, waiting] = [history.place(), history.waiting()];
history.close();

const failures: string[] = [];
const watch = openWatch({ folder, onFailure: (error) => failures.push(String(error)) });
watch.setTime('checked', start);
watch.close();
const again = openWatch({ folder, onFailure: (error) => failures.push(String(error)) });
const kept = again.time('checked');
again.close();

process.stdout.write(JSON.stringify({ place, waiting, after: readLatest(folder, now()).length, kept: kept === start, failures }));
