import type { Account } from '../model/account';

/** Where an account points to. What is known of another place is not known of this one. */
export function placeKey({ provider, site, origin, basePath = '', team, keyEnv, keyFile, definition }: Account): string {
  return [
    provider,
    site,
    `${origin}${basePath}`,
    keyEnv ?? (keyFile === undefined ? '' : `file:${keyFile}`),
    ...(team === undefined ? [] : [team]),
    ...(definition === undefined ? [] : [textOf(definition)]),
  ].join(' ');
}

/** One object in another ten thousand times over is no description, and no text either. */
function textOf(definition: unknown): string {
  try {
    return JSON.stringify(definition);
  } catch {
    return 'no description';
  }
}
