/** What every query says of a reading. */
export const parts = 'available, available - rest - ifnull(granted, 0) AS paid, granted';

/**
 * What is known of each account, of its newest epoch. Apart from all other statements: the bundle that is loaded at start
 * has these alone. CROSS: SQLite keeps this order; with a few lines it would else read through all readings.
 */
export const latest = `SELECT line.account, line.cap, line.unit, line.epoch, resets_at, max(iif(seen <= ?1, seen, at), at) AS at, ${parts},
      (SELECT value FROM meta WHERE name = 'imported ' || line.id) = max(iif(seen <= ?1, seen, at), at) AS imported
    FROM account CROSS JOIN line ON line.account = account.name AND line.epoch = account.epoch
    CROSS JOIN reading ON reading.line = line.id
      AND reading.at = (SELECT max(newest.at) FROM reading AS newest WHERE newest.line = line.id AND newest.at <= ?1)`;

export const latestSpend = `SELECT spend.account, spend.epoch, unit, span, amount, at_least, since, at
    FROM account CROSS JOIN spend ON spend.account = account.name AND spend.epoch = account.epoch WHERE at <= ?`;
