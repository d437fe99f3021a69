/** What every query says of a reading. */
export const parts = 'available, available - rest - ifnull(granted, 0) AS paid, granted';

/**
 * The newest reading of each line. Apart from all other statements: the bundle that is loaded at start has this one alone.
 * CROSS: SQLite keeps this order; with a few lines it would else read through all readings.
 */
export const latest = `SELECT account, unit, max(seen, at) AS at, ${parts} FROM line CROSS JOIN reading ON reading.line = line.id
    AND reading.at = (SELECT max(newest.at) FROM reading AS newest WHERE newest.line = line.id)`;
