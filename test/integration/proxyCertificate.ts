/** A host that exists behind the proxy only. */
export const proxiedHost = 'api.sandbox.test';

const variables = { keyFile: 'API_BALANCE_TEST_TLS_KEY', certFile: 'API_BALANCE_TEST_TLS_CERT' } as const;

/** The extension host trusts the certificate from its start, so it is made before and named in the environment. */
export function proxyCertificateVariables(keyFile: string, certFile: string): Readonly<Record<string, string>> {
  return { [variables.keyFile]: keyFile, [variables.certFile]: certFile, NODE_EXTRA_CA_CERTS: certFile };
}

export function proxyCertificate(): { readonly keyFile: string; readonly certFile: string } {
  const { [variables.keyFile]: keyFile, [variables.certFile]: certFile } = process.env;
  if (keyFile === undefined || certFile === undefined) throw new Error('The suite was started without the certificate for its proxy');
  return { keyFile, certFile };
}
