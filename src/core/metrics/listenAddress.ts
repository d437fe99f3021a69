/** Where a server waits for connections. */
export interface ListenAddress {
  /** A name or an address, without brackets. */
  readonly host: string;
  readonly port: number;
  /** Nobody but this machine reaches it. */
  readonly isLoopback: boolean;
}

export type ListenFault = 'notAHost' | 'notAPort';

export type ReadListen = { readonly ok: true; readonly address: ListenAddress } | { readonly ok: false; readonly fault: ListenFault };

/** The form of what {@link parseListen} takes, for editors that check JSON; not each text of this form names a host. */
export const listenPattern =
  /^\s*(([A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:.]+\])?:)?0*([1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])\s*$/;

const hostPattern = /^(?:[A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:.]+\])$/;

/** `127.0.0.1:9464`, `[::1]:9464`, `localhost:9464`; a port alone, `9464` or `:9464`, is of this machine and nobody else. */
export function parseListen(text: string): ReadListen {
  const [, host = '', port = ''] = /^(?:(.*):)?([^:\]]*)$/.exec(text.trim()) ?? [];
  // In a name without a port the last word is the name.
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) return { ok: false, fault: 'notAPort' };
  const name = host === '' ? '127.0.0.1' : host;
  const hostname = hostPattern.test(name) ? hostnameOf(name) : undefined;
  if (hostname === undefined) return { ok: false, fault: 'notAHost' };
  const address = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port), isLoopback: isLoopbackHost(hostname) };
  return { ok: true, address };
}

/** Whether the `Host` of a request names this machine from within. */
export function namesLoopback(hostHeader: string): boolean {
  const [, name = ''] = /^(.*?)(?::\d*)?$/.exec(hostHeader) ?? [];
  const hostname = hostPattern.test(name) ? hostnameOf(name) : undefined;
  return hostname !== undefined && isLoopbackHost(hostname);
}

/** In its one spelling: `127.1` is `127.0.0.1`. */
function hostnameOf(name: string): string | undefined {
  const address = `http://${name}`;
  return URL.canParse(address) ? new URL(address).hostname : undefined;
}

/** Of 127.0.0.0/8, as it is and within IPv6. What `isLoopback` of an origin allows is where a request may go; 0.0.0.0 lets everybody in. */
function isLoopbackHost(hostname: string): boolean {
  return (
    /^localhost\.?$/.test(hostname) ||
    hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname) ||
    /^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(hostname)
  );
}
