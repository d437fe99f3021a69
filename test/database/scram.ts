import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import type { Lie } from './lyingServer';
import { authentication, welcome, zeroEnded } from './messages';

/** What the server says in a SCRAM exchange, where it is something else than it should be. */
export interface ScramLies {
  readonly mechanisms?: readonly string[];
  readonly first?: (right: { readonly nonce: string; readonly salt: string }) => string | Buffer;
  readonly final?: (right: string) => string;
  /** After the client's proof. Default: its own proof, and that all is well. */
  readonly last?: (final: Buffer) => readonly Buffer[];
  readonly password?: string;
  readonly iterations?: number;
}

const salt = Buffer.from('sandbox salt').toString('base64');

/**
 * A server that asks for SCRAM-SHA-256, and proves itself as it should where nothing else is said.
 * @see https://www.postgresql.org/docs/current/sasl-authentication.html and https://datatracker.ietf.org/doc/html/rfc5802#section-5
 */
export function scramBut({ mechanisms = ['SCRAM-SHA-256'], first, final, last, password = 'secret', iterations = 4096 }: ScramLies): Lie {
  return async (talk) => {
    talk.send(authentication(10, ...mechanisms.map(zeroEnded), Buffer.from([0])));
    // Mechanism, zero, four bytes of length, and then `n,,n=*,r=…`.
    const initial = await talk.next();
    if (initial === null) return;
    const bare = initial.body.toString('latin1').replace(/^[\s\S]*?n,,/, '');
    const nonce = `${/r=(.*)$/.exec(bare)?.[1] ?? ''}server`;
    const serverFirst = first ? first({ nonce, salt }) : `r=${nonce},s=${salt},i=${iterations}`;
    talk.send(authentication(11, Buffer.from(serverFirst)));
    const response = await talk.next();
    if (response === null) return;
    const withoutProof = response.body.toString('latin1').replace(/,p=.*$/s, '');
    const salted = pbkdf2Sync(password, Buffer.from(salt, 'base64'), iterations, 32, 'sha256');
    const serverKey = createHmac('sha256', salted).update('Server Key').digest();
    const proof = createHmac('sha256', serverKey).update([bare, serverFirst.toString(), withoutProof].join()).digest('base64');
    const serverFinal = authentication(12, Buffer.from(final ? final(`v=${proof}`) : `v=${proof}`));
    talk.send(...(last ? last(serverFinal) : [serverFinal, welcome]));
  };
}

/** As PostgreSQL asks for it. @see https://www.postgresql.org/docs/current/protocol-message-formats.html AuthenticationMD5Password */
export function md5Of(user: string, password: string, of: Buffer): string {
  const inner = createHash('md5')
    .update(password + user)
    .digest('hex');
  return `md5${createHash('md5').update(inner).update(of).digest('hex')}`;
}
