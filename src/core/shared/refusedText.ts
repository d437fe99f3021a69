import type { Translate } from '../text/translate';
import type { SharedFault } from './sharedFault';

/** Why a connection that is being entered cannot be used, and what to do. Nothing is shared yet, so nothing waits. */
export function refusedText(fault: SharedFault, t: Translate): string {
  switch (fault.kind) {
    case 'unreachable':
      return t('That server cannot be reached. Check its name and port, and that it runs.');
    case 'timeout':
      return t('That server does not answer. Check its name and port, and the network.');
    case 'tlsOrCertificate':
      return t('That server shows no certificate that is trusted for its name. Add the file of its authority: ?sslrootcert=/full/path.pem');
    case 'certificateFile':
      return t('The file in sslrootcert holds no certificates that can be read. Name it by its full path (PEM).');
    case 'refused':
      return t('That server does not accept this user with this password. Correct the connection string.');
    case 'noDatabase':
      return t('That server has no such database. Create it, or correct its name.');
    case 'busy':
      return t('That server has no connection left. Try again, or use a pooler.');
    case 'noRights':
      return t('This user may not use the tables of a shared history there. Grant the role its rights.');
    case 'readOnly':
      return t('That database can only be read at present. Name the server that can be written to.');
    case 'full':
      return t('The disk of that database is full. Make room there.');
    case 'newer':
      return t('The shared history there was made by a newer version of API Balance. Update API Balance on this machine.');
    case 'older':
      return t('The shared history there is of an older version, and this user may not change it. Open it once as the role that owns it.');
    case 'slow':
      return t('That database takes too long. Look at its load, and at waiting locks.');
    case 'unexpected':
      return fault.sqlState === null
        ? t('That database answered in a way that is not understood. Look at its log.')
        : t('That database answered with error {code}. Look at its log.', { code: fault.sqlState });
  }
}
