/**
 * Why a key must not be used by anybody but a server of one's own; undefined where it may. The role of an older key
 * stands in it, unencrypted.
 */
export function serviceKeyReason(key: string): string | undefined {
  const reason =
    'This key passes by row-level security: whoever has it can read and change everything. ' +
    'Use a publishable key, and a policy that lets it read this row.';
  if (/^sb_secret_/.test(key)) return reason;
  const [, payload] = /^eyJ[\w-]+\.([\w-]+)\./.exec(key) ?? [];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    return typeof claims === 'object' && claims !== null && 'role' in claims && claims.role === 'service_role' ? reason : undefined;
  } catch {
    return undefined;
  }
}
