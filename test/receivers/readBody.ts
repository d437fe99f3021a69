export type JsonObject = Readonly<Record<string, unknown>>;

export function utf8(body: Uint8Array): string {
  return new TextDecoder().decode(body);
}

/** `undefined`: not JSON at all. */
export function jsonOf(body: Uint8Array | string): unknown {
  try {
    return JSON.parse(typeof body === 'string' ? body : utf8(body));
  } catch {
    return undefined;
  }
}

export function objectOf(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}

export function listOf(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null;
}

export function objectsOf(value: unknown): readonly JsonObject[] {
  return (listOf(value) ?? []).flatMap((one) => {
    const of = objectOf(one);
    return of ? [of] : [];
  });
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** The kind of content alone, in lower case: `application/json` of `application/json; charset=utf-8`. */
export function mediaType(headers: Readonly<Record<string, string>>): string {
  return (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

export function codePointsOf(text: string): number {
  return Array.from(text).length;
}
