/** Marked, so that it can be searched for wherever a key must not be. It passes a shape check and looks like nobody's. */
export const markedKey = 'sk-sandbox-MARKED-7f3a9c-secret-tail';

/** Pieces that a provider might echo: the whole, the tail, the middle. */
export const markedPieces: readonly string[] = [markedKey, 'MARKED', '7f3a9c', 'secret-tail', markedKey.slice(-4)];
