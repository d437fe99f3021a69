declare const originBrand: unique symbol;

/**
 * The only thing a key may go to: `https://api.example.com`, `postgresql://host:port`, or `http://localhost:port` of this machine.
 * Without a path.
 */
export type Origin = string & { readonly [originBrand]: true };

/** Makes one of what is known to be one, such as a provider's own. What others wrote is read by `originOf` and `databaseAddress`. */
export function asOrigin(text: string): Origin {
  if (!isOrigin(text)) throw new TypeError('An origin is https, a database, or of this machine, and has no path');
  return text;
}

/** A database's host is no URL's to normalise. */
const database = /^postgresql:\/\/[^\s/?#@]+:\d{1,5}$/;

export function isOrigin(text: unknown): text is Origin {
  if (typeof text !== 'string') return false;
  if (database.test(text)) return true;
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, origin } = new URL(text);
  return origin === text && (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname)));
}

/** `0.0.0.0` as a destination is this machine too; servers print it as their address. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    hostname === '0.0.0.0' ||
    hostname === '[::]' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}
