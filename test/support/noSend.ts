import type { Send } from '../../src/core/provider/transport';

/** For whoever posts by mail alone. */
export const noSend: Send = () => Promise.reject(new Error('A request was sent'));
