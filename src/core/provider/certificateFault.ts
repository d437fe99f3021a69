/** What is wrong with a file that is named for the certificates in it. */
export type CertificateFault = 'unreadable' | 'privateKey' | 'noCertificate';

/** For whoever looks a configuration over; without a full stop, as a line of a list. */
export function certificateFaultText(file: string, fault: CertificateFault): string {
  const texts: Readonly<Record<CertificateFault, string>> = {
    unreadable: `The certificates in ${file} cannot be read`,
    privateKey: `${file} holds a private key, and no certificate: name the file with the certificates of the authority (PEM)`,
    noCertificate: `${file} holds no certificate, or a damaged one: it must be a file of certificates as text (PEM)`,
  };
  return texts[fault];
}
