import type { SharedFault } from './sharedFault';
import type { Translate } from '../text/translate';

/** What happened, what it means, and the one thing to do. Nothing of the connection string is in it. */
export function sharedFaultText(fault: SharedFault, t: Translate): string {
  if (fault.kind !== 'unexpected') return texts[fault.kind](t);
  return fault.sqlState === null
    ? t('The database of the shared history answered in a way that is not understood; what it lacks is kept here: look at its log.')
    : t('The database of the shared history answered with error {code}; what it lacks is kept here: look at its log.', {
        code: fault.sqlState,
      });
}

/** A fault means that what is new waits on this machine, unless it says otherwise. */
const texts: Readonly<Record<Exclude<SharedFault['kind'], 'unexpected'>, (t: Translate) => string>> = {
  unreachable: (t) =>
    t('The database of the shared history cannot be reached, so what is new stays on this machine until it can: check that it runs.'),
  timeout: (t) =>
    t(
      'The database of the shared history did not answer in time, so what is new waits on this machine: check that it runs, and the network.',
    ),
  tlsOrCertificate: (t) =>
    t('The database of the shared history shows no certificate that is trusted, so nothing was sent: name the file of its authority.'),
  certificateFile: (t) =>
    t(
      'The file of certificates for the shared history cannot be read or holds none, so nothing was sent: name a PEM file by its full path.',
    ),
  refused: (t) =>
    t('The database of the shared history refuses this user or password, so what is new waits on this machine: correct the connection.'),
  noDatabase: (t) =>
    t('The server of the shared history has no such database, so what is new waits on this machine: create it, or correct its name.'),
  busy: (t) =>
    t('The database of the shared history has no connection left, so what is new waits on this machine: raise its limit, or use a pooler.'),
  noRights: (t) =>
    t('This user may not do that in the database of the shared history, so what is new waits on this machine: grant the role its rights.'),
  readOnly: (t) =>
    t('The database of the shared history can only be read at present, so what is new waits on this machine: name the writable server.'),
  full: (t) => t('The disk of the shared history is full, so what is new waits on this machine: make room there, or drop old months.'),
  newer: (t) =>
    t('The shared history was made by a newer version of API Balance, so this one leaves it alone: update API Balance on this machine.'),
  older: (t) =>
    t('The shared history is of an older version, and this user may not change it: open it once as the role that owns its schema.'),
  slow: (t) =>
    t('The database of the shared history takes too long, so what is new waits on this machine: look at its load and at waiting locks.'),
};
