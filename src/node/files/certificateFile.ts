import { X509Certificate } from 'node:crypto';
import type { CertificateFault } from '../../core/provider/certificateFault';
import { readSmallFile } from './smallFile';

export type ReadCertificates =
  { readonly ok: true; readonly certificates: string } | { readonly ok: false; readonly fault: CertificateFault };

/** @see https://www.rfc-editor.org/rfc/rfc7468#section-5 */
const blocks = /-----BEGIN CERTIFICATE-----[^-]*(?:-----END CERTIFICATE-----)?/g;
const privateKey = /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/;

/**
 * The certificates in a file that is named by its whole path, as text (PEM). Each must be one: OpenSSL passes over what it cannot read,
 * and what it has left to trust is told by no more than a failed handshake.
 */
export function readCertificates(file: string): ReadCertificates {
  const text = readSmallFile(file);
  if (text === null) return { ok: false, fault: 'unreadable' };
  const found = text.match(blocks) ?? [];
  if (found.length === 0) return { ok: false, fault: privateKey.test(text) ? 'privateKey' : 'noCertificate' };
  return found.every(isCertificate) ? { ok: true, certificates: text } : { ok: false, fault: 'noCertificate' };
}

/** What is wrong with such a file; null: nothing. */
export function certificateFault(file: string): CertificateFault | null {
  const read = readCertificates(file);
  return read.ok ? null : read.fault;
}

function isCertificate(text: string): boolean {
  try {
    return new X509Certificate(text).raw.length > 0;
  } catch {
    return false;
  }
}
