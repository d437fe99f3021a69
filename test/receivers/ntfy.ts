import { autolink, bareLink, bullet, code, emphasis, heading, image, link, numbered, punctuation, quote, rule, strike } from './commonMark';
import { ntfyAnswers, ntfyError as error } from './ntfyAnswers';
import { ntfyFields, type NtfyFields } from './ntfyFields';
import { render } from './markup';
import { bytesOf } from './readBody';
import { defineReceiver, json, nothingShown, showing, type Received, type Reply } from './receiver';
import { linked, literal, marked, together, type Shown } from './shown';

export interface NtfySettings {
  /** Whole `Authorization` values, or null where everybody may write. */
  readonly allowed: readonly string[] | null;
  /** The topics that those who are allowed may write to; null: all. */
  readonly topics: readonly string[] | null;
  /** So many at once, then one more in each `perMs`. */
  readonly requests: { readonly burst: number; readonly perMs: number } | null;
  readonly dailyMessages: number | null;
  readonly takesAttachments: boolean;
}

/** @see https://github.com/binwiederhier/ntfy/blob/main/server/config.go DefaultDisallowedTopics */
const disallowed: ReadonlySet<string> = new Set([
  'docs',
  'static',
  'file',
  'app',
  'metrics',
  'account',
  'settings',
  'signup',
  'login',
  'v1',
]);
const dayMs = 86_400_000;

/**
 * The order of refusals is the server's.
 * @see https://github.com/binwiederhier/ntfy/blob/main/server/server.go handle, handleInternal, handlePublishInternal
 */
function reply(request: Received, settings: NtfySettings): Reply {
  const { method, path } = request;
  const login = loginOf(request);
  if (settings.allowed !== null && login !== null && !settings.allowed.includes(login)) return nothingShown(ntfyAnswers.unauthorised);
  const isPublish = method === 'POST' || method === 'PUT';
  if (!isPublish || !/^\/(?:[-_A-Za-z0-9]{1,64})?$/.test(path)) return nothingShown(ntfyAnswers.notFound);
  const fields = ntfyFields(request);
  if ('status' in fields) return nothingShown(fields);
  if (disallowed.has(fields.topic)) return nothingShown(error(400, 40_010, 'invalid request: topic name is not allowed'));
  if (isTooFast(request, settings)) return nothingShown(ntfyAnswers.tooMany);
  if ((settings.allowed !== null && login === null) || settings.topics?.includes(fields.topic) === false)
    return nothingShown(ntfyAnswers.forbidden);
  if (fields.priority === null) return nothingShown(error(400, 40_007, 'invalid priority parameter'));
  // The day of the server is UTC.
  const today = request.earlier.filter((at) => Math.floor(at / dayMs) === Math.floor(request.now / dayMs)).length;
  if (settings.dailyMessages !== null && today >= settings.dailyMessages) return nothingShown(ntfyAnswers.quota);
  return published(fields, settings, request.now);
}

/** A message of more than 4,096 bytes becomes a file that is attached. @see handlePublishBody, and docs/publish.md "Limitations" */
function published(fields: NtfyFields, { takesAttachments }: NtfySettings, now: number): Reply {
  const { topic, title, message, tags, priority, isMarkdown, click, isUtf8 } = fields;
  const isFile = bytesOf(message) > 4096 || !isUtf8;
  if (isFile && !takesAttachments) return nothingShown(error(400, 40_014, 'invalid request: attachments not allowed'));
  const said = isFile ? 'You received a file: attachment.txt' : message.trim() === '' ? 'triggered' : message.trim();
  const seconds = Math.floor(now / 1000);
  const answer = { id: 'madeUp000001', time: seconds, expires: seconds + 43_200, event: 'message', topic, message: said };
  const text = isMarkdown ? drawMarkdown(said) : render(said, { pairs: [], tokens: [bareLink], lines: [] });
  const shown = together([...(title === '' ? [] : [marked(literal(title), 'title')]), isFile ? marked(text, 'attachment') : text]);
  return showing(
    json(200, {
      ...answer,
      ...(title === '' ? {} : { title }),
      ...(priority === 0 ? {} : { priority }),
      ...(tags.length === 0 ? {} : { tags }),
    }),
    click === '' ? shown : linked(shown, click),
  );
}

/** Null: none was sent that counts. The query takes it as base64 without padding. @see readAuthHeader, supportedAuthHeader */
function loginOf({ headers, query }: Received): string | null {
  const asked = query.get('auth') ?? query.get('authorization');
  const value = asked === null ? (headers['authorization'] ?? '').trim() : Buffer.from(asked, 'base64url').toString().trim();
  return /^(?:basic|bearer) /i.test(value) ? value : null;
}

/** A bucket that fills by one in each `perMs`. @see docs/publish.md "Limitations": 60 at once, then one in 5 s */
function isTooFast({ earlier, now }: Received, { requests }: NtfySettings): boolean {
  if (requests === null) return false;
  let left = requests.burst;
  let since = earlier[0] ?? now;
  for (const at of [...earlier, now]) {
    left = Math.min(requests.burst, left + (at - since) / requests.perMs);
    since = at;
    if (at === now && left < 1) return true;
    left = Math.max(0, left - (left >= 1 ? 1 : 0));
  }
  return false;
}

/** In the web app alone. @see docs/publish.md "Markdown formatting" */
function drawMarkdown(text: string): Shown {
  return render(text, {
    escapes: punctuation,
    pairs: [...code, ...emphasis, strike],
    tokens: [image, link, autolink, bareLink],
    lines: [rule, heading, quote, bullet, numbered],
  });
}

export const ntfy = defineReceiver<NtfySettings>({
  vendor: 'ntfy',
  hosts: ['ntfy.sh'],
  // @see docs/publish.md "Limitations": 250 messages a day on ntfy.sh
  settings: { allowed: null, topics: null, requests: { burst: 60, perMs: 5000 }, dailyMessages: 250, takesAttachments: true },
  // The limits are of a visitor, whatever it writes to.
  bucket: () => 'visitor',
  reply,
  says: () => ({ gone: ntfyAnswers.notFound, throttled: ntfyAnswers.tooMany, refused: ntfyAnswers.forbidden }),
});
