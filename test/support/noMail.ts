import type { SendMail } from '../../src/core/notify/outgoingMail';

/** For whoever posts over HTTP alone. */
export const noMail: SendMail = () => Promise.reject(new Error('A mail was sent'));
