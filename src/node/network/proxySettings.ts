/** The proxies that the environment names, as undici takes them; or why one of them cannot be used. */
export type ProxySettings =
  { readonly ok: true; readonly httpProxy?: string; readonly httpsProxy?: string } | { readonly ok: false; readonly reason: string };

type Environment = Readonly<Record<string, string | undefined>>;

/** As curl reads them: lower case first, `ALL_PROXY` where there is no other, and a scheme may be left out. */
export function proxySettings(environment: Environment): ProxySettings {
  const everything = named('ALL_PROXY', environment);
  const [httpProxy, httpsProxy] = [named('HTTP_PROXY', environment) ?? everything, named('HTTPS_PROXY', environment) ?? everything];
  for (const [name, address] of [httpProxy, httpsProxy].flatMap((proxy) => (proxy ? [proxy] : []))) {
    if (!URL.canParse(address)) return { ok: false, reason: `${name} holds no address of a proxy, so nothing was sent.` };
    const { protocol } = new URL(address);
    if (protocol !== 'http:' && protocol !== 'https:')
      return {
        ok: false,
        reason:
          `${name} names a ${protocol.replace(':', '')} proxy. ` +
          'API Balance goes through http and https proxies alone, so nothing was sent.',
      };
  }
  return { ok: true, ...(httpProxy ? { httpProxy: httpProxy[1] } : {}), ...(httpsProxy ? { httpsProxy: httpsProxy[1] } : {}) };
}

/** The variable and its value; undefined where it is not set, or empty. */
function named(name: string, environment: Environment): readonly [name: string, address: string] | undefined {
  const [variable, value] = [name.toLowerCase(), name]
    .map((one) => [one, environment[one]?.trim() ?? ''] as const)
    .find(([, text]) => text !== '') ?? ['', ''];
  return value === '' ? undefined : [variable, /^\w+:\/\//.test(value) ? value : `http://${value}`];
}
