import type { ProviderRequest } from './provider';

export function get(path: string, headers: Readonly<Record<string, string>>): ProviderRequest {
  return { method: 'GET', path, headers };
}

export function bearer(key: string): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${key}` };
}
