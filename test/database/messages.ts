/** What a server says, byte by byte. @see https://www.postgresql.org/docs/current/protocol-message-formats.html */

export function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value & 0xffff);
  return bytes;
}

export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

/** `String` of the documents: bytes and a zero. */
export function zeroEnded(text: string | Buffer): Buffer {
  return Buffer.concat([Buffer.from(text), Buffer.from([0])]);
}

/** The length counts itself and not the type. */
export function message(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return framed(type, body.length + 4, body);
}

/** A message that may lie about its length. */
export function framed(type: string, length: number, body: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.concat([Buffer.from(type, 'latin1'), int32(length), body]);
}

/** Every type that a server may send, and some that no server has. */
export const serverTypes = 'R S K Z T D C E N A 1 2 3 n s t I G H W d c V v'.split(' ');
export const noTypes = ['\0', '\n', ' ', '!', 'Q', 'p', 'X', 'x', '[', '\x7f', '\xff'];

/** `AuthenticationXXX` in all its kinds. */
export function authentication(kind: number, ...rest: readonly Buffer[]): Buffer {
  return message('R', int32(kind), ...rest);
}

const authenticated = authentication(0);

export function ready(status = 'I'): Buffer {
  return message('Z', Buffer.from(status, 'latin1'));
}

export function parameter(name: string, value: string): Buffer {
  return message('S', zeroEnded(name), zeroEnded(value));
}

const cancelKey = message('K', int32(4711), int32(1234));

export function complete(tag: string): Buffer {
  return message('C', zeroEnded(tag));
}

/** One letter to a field. @see https://www.postgresql.org/docs/current/protocol-error-fields.html */
export type Fields = Readonly<Record<string, string | Buffer>>;

export function fieldsOf(fields: Fields): Buffer {
  const each = Object.entries(fields).map(([letter, text]) => Buffer.concat([Buffer.from(letter, 'latin1'), zeroEnded(text)]));
  return Buffer.concat([...each, Buffer.from([0])]);
}

export function errorOf(fields: Fields): Buffer {
  return message('E', fieldsOf(fields));
}

export function noticeOf(fields: Fields): Buffer {
  return message('N', fieldsOf(fields));
}

export interface Column {
  readonly name: string | Buffer;
  /** 0 is text and 1 is binary. */
  readonly format?: number;
}

const typeOfText = 25;

export function rowDescription(columns: readonly (string | Column)[]): Buffer {
  const fields = columns.map((column) => {
    const { name, format = 0 }: Column = typeof column === 'string' ? { name: column } : column;
    return Buffer.concat([zeroEnded(name), int32(0), int16(0), int32(typeOfText), int16(-1), int32(-1), int16(format)]);
  });
  return message('T', int16(columns.length), ...fields);
}

/** null is SQL's NULL: the length −1 and no bytes. */
export function dataRow(values: readonly (string | Buffer | null)[]): Buffer {
  const each = values.map((value) => (value === null ? int32(-1) : Buffer.concat([int32(Buffer.byteLength(value)), Buffer.from(value)])));
  return message('D', int16(values.length), ...each);
}

/** What follows the password, or stands alone where the server trusts whoever asks. */
export const welcome = Buffer.concat([
  authenticated,
  parameter('server_version', '16.4'),
  parameter('client_encoding', 'UTF8'),
  cancelKey,
  ready(),
]);

/** A table of one row, as an answer to a simple query within a transaction. */
export function tableOf(columns: readonly (string | Column)[], ...rows: readonly (readonly (string | Buffer | null)[])[]): Buffer {
  return Buffer.concat([rowDescription(columns), ...rows.map(dataRow), complete(`FETCH ${rows.length}`), ready('T')]);
}
