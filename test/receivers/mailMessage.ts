import { bareLink } from './commonMark';
import { decodeWords } from './decodeWords';
import { render } from './markup';
import { literal, marked, together, type Shown } from './shown';

export interface MailMessage {
  /** Unfolded, and words decoded; names in lower case, the first of each. */
  readonly headers: Readonly<Record<string, string>>;
  readonly subject: string;
  /** The plain part; empty where there is none. */
  readonly text: string;
  /** Null: there is no such part. */
  readonly html: string | null;
}

/** A message as it came in, read as a mail program does. @see https://www.rfc-editor.org/rfc/rfc5322#section-2.1 */
export function readMail(bytes: Buffer): MailMessage {
  const { headers, leaves } = partOf(bytes);
  const textOf = (kind: string): string | null => leaves.find((leaf) => leaf.kind === kind)?.text ?? null;
  return { headers, subject: headers['subject'] ?? '', text: textOf('text/plain') ?? '', html: textOf('text/html') };
}

/** A text has no marks; its addresses are made clickable. What is HTML may be anything, which is said. */
export function drawMail({ subject, text, html }: MailMessage): Shown {
  const body = render(text, { pairs: [], tokens: [bareLink], lines: [] });
  const all = together([marked(literal(subject), 'subject'), body]);
  return html === null ? all : marked(all, 'HTML');
}

interface Leaf {
  readonly kind: string;
  readonly text: string;
}

interface Part {
  readonly headers: Readonly<Record<string, string>>;
  readonly leaves: readonly Leaf[];
}

function partOf(bytes: Buffer): Part {
  const at = bytes.indexOf('\r\n\r\n');
  const head = at < 0 ? bytes : bytes.subarray(0, at + 2);
  const body = at < 0 ? Buffer.alloc(0) : bytes.subarray(at + 4);
  const headers = headersOf(head.toString());
  const [kind = ''] = (headers['content-type'] ?? 'text/plain').toLowerCase().split(';', 1);
  const boundary = parameterOf(headers['content-type'] ?? '', 'boundary');
  if (kind.startsWith('multipart/') && boundary !== null)
    return { headers, leaves: partsWithin(body, boundary).flatMap((one) => partOf(one).leaves) };
  const charset = parameterOf(headers['content-type'] ?? '', 'charset') ?? 'utf-8';
  const text = new TextDecoder(charset).decode(decodedBody(body, headers['content-transfer-encoding'] ?? '7bit'));
  return { headers, leaves: [{ kind: kind.trim(), text: text.replaceAll('\r\n', '\n').replace(/\n$/, '') }] };
}

/** A line that begins with a blank goes on with the one before. @see https://www.rfc-editor.org/rfc/rfc5322#section-2.2.3 */
function headersOf(head: string): Readonly<Record<string, string>> {
  const lines = head.replaceAll(/\r\n(?=[ \t])/g, '').split('\r\n');
  const pairs = lines.flatMap((line): readonly (readonly [string, string])[] => {
    const [, name, value = ''] = /^([!-9;-~]+)[ \t]*:[ \t]*(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name.toLowerCase(), decodeWords(value)]];
  });
  return Object.fromEntries([...pairs].reverse());
}

/** @see https://www.rfc-editor.org/rfc/rfc2045#section-5.1 */
function parameterOf(value: string, name: string): string | null {
  const [, quoted, bare] = new RegExp(`;[ \\t]*${name}=(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(value) ?? [];
  return quoted ?? bare ?? null;
}

/** @see https://www.rfc-editor.org/rfc/rfc2046#section-5.1.1 the CR LF before a boundary belongs to it */
function partsWithin(body: Buffer, boundary: string): readonly Buffer[] {
  const [whole = ''] = `\r\n${body.toString('latin1')}`.split(`\r\n--${boundary}--`);
  return whole
    .split(`\r\n--${boundary}`)
    .slice(1)
    .map((part) => Buffer.from(part.replace(/^[ \t]*\r\n/, ''), 'latin1'));
}

/** @see https://www.rfc-editor.org/rfc/rfc2045#section-6.7 and section 6.8 */
function decodedBody(body: Buffer, encoding: string): Buffer {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return Buffer.from(body.toString('latin1'), 'base64');
    case 'quoted-printable': {
      const joined = body
        .toString('latin1')
        .replaceAll(/[ \t]+(?=\r\n|$)/g, '')
        .replaceAll('=\r\n', '');
      return Buffer.from(
        joined.replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      );
    }
    default:
      return body;
  }
}
