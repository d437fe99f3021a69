import { getCACertificates, setDefaultCACertificates } from 'node:tls';

/** Trusts a certificate in this process, as `NODE_EXTRA_CA_CERTS` does in others, until the test is over. */
export async function trusting<T>(certificate: string, run: () => Promise<T>): Promise<T> {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, certificate]);
  try {
    return await run();
  } finally {
    setDefaultCACertificates(before);
  }
}
