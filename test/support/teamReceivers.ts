import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '../sandbox/listen';

/** What came in, as the service sees it. */
export interface Received {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

type Service = (received: Received) => Reply;

const json = (status: number, of: unknown, headers: Reply['headers'] = {}): Reply => ({
  status,
  body: JSON.stringify(of),
  headers: { 'content-type': 'application/json', ...headers },
});
const plain = (status: number, body: string): Reply => ({ status, body, headers: { 'content-type': 'text/plain' } });

function objectOf(body: string): Readonly<Record<string, unknown>> | null {
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read } : null;
  } catch {
    return null;
  }
}

/**
 * @see https://discord.com/developers/docs/resources/webhook#execute-webhook `wait`, `thread_id`, `content` up to 2000
 * characters; without `wait` 204, whether the message was kept or not
 * @see https://discord.com/developers/docs/topics/opcodes-and-status-codes#json 10015, 50006, 50027, 50035, 220001
 */
const discord: Service = ({ path, query, contentType, body }) => {
  const [, , id, token, form] = /^\/api(\/v\d+)?\/webhooks\/(\d+)\/([\w-]+)(\/slack|\/github)?$/.exec(path) ?? [];
  const isWaiting = query.get('wait') === 'true';
  const refuse = (status: number, code: number): Reply =>
    isWaiting || status !== 400 ? json(status, { message: 'refused', code }) : { status: 204 };
  if (id === undefined || id === '404') return json(404, { message: 'Unknown Webhook', code: 10015 });
  if (token === 'wrong') return json(401, { message: 'Invalid Webhook Token', code: 50027 });
  if (form === '/slack') return plain(200, 'ok');
  const { content, allowed_mentions: mentions } = objectOf(body) ?? {};
  if (!contentType.startsWith('application/json') || typeof content !== 'string') return refuse(400, 50006);
  if (content === '') return refuse(400, 50006);
  if (Array.from(content).length > 2000) return refuse(400, 50035);
  if (id === '220001' && query.get('thread_id') === null) return refuse(400, 220001);
  return isWaiting
    ? json(200, { id: '1', type: 0, content, mention_everyone: /@everyone|@here/.test(content) && mentions === undefined })
    : { status: 204 };
};

/**
 * @see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors texts of refusals; `ok`
 * @see https://api.slack.com/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks their statuses
 */
const slack: Service = ({ path, contentType, body }) => {
  const [, name] = /^\/services\/T\w+\/B\w+\/(\w+)$/.exec(path) ?? [];
  if (name === undefined || name === 'gone') return plain(404, 'no_service');
  if (name === 'archived') return plain(410, 'channel_is_archived');
  if (name === 'prohibited') return plain(403, 'action_prohibited');
  const { text: said, blocks } = objectOf(body) ?? {};
  if (!contentType.startsWith('application/json') || (typeof said !== 'string' && !Array.isArray(blocks)))
    return plain(400, 'invalid_payload');
  if (said === '') return plain(400, 'no_text');
  return plain(200, 'ok');
};

/**
 * A workflow that was built with one variable, `text`.
 * @see https://docs.slack.dev/tools/slack-github-action/sending-data-webhook-slack-workflow flat, and each value a text
 * @see https://github.com/slackapi/node-slack-sdk packages/webhook WebhookTrigger: `{ ok: false, error }`, also with 200
 */
const slackWorkflow: Service = ({ path, body }) => {
  if (!/^\/(triggers\/\w+\/\w+\/\w+|workflows\/\w+\/\w+\/\w+\/\w+)$/.test(path))
    return json(404, { ok: false, error: 'trigger_not_found' });
  const of = objectOf(body);
  if (of === null || Object.values(of).some((value) => typeof value !== 'string'))
    return json(200, { ok: false, error: 'invalid_input_parameters' });
  return typeof of['text'] === 'string' ? json(200, { ok: true }) : json(200, { ok: false, error: 'parameter_validation_failed' });
};

/** @see https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot 200 always; 19002 without `msg_type`, 20 KB at most */
const feishu: Service = ({ path, body }) => {
  if (!/^\/open-apis\/bot\/v2\/hook\/[\w-]+$/.test(path)) return plain(404, '404 page not found');
  if (path.endsWith('/gone')) return json(200, { code: 19001, msg: 'param invalid: incoming webhook access token invalid', data: {} });
  if (path.endsWith('/busy')) return json(200, { code: 11232, msg: 'frequency limited psm' });
  if (Buffer.byteLength(body) > 20 * 1024) return json(200, { code: 9499, msg: 'Bad Request' });
  return objectOf(body)?.['msg_type'] === undefined
    ? json(200, { code: 19002, msg: 'params error, msg_type need' })
    : json(200, { StatusCode: 0, StatusMessage: 'success', code: 0, data: {}, msg: 'success' });
};

/** @see https://open.dingtalk.com/document/robots/custom-robot-access 200 always; `errcode` 0, as a number or as text */
const dingtalk: Service = ({ path, query, body }) => {
  if (path !== '/robot/send') return plain(404, 'not found');
  const token = query.get('access_token');
  if (token === 'gone') return json(200, { errcode: 300005, errmsg: 'token is not exist' });
  if (token === 'busy') return json(200, { errcode: -1, errmsg: 'system busy' });
  if (token === 'often') return json(200, { errcode: 410100, errmsg: 'send too fast' });
  if (token === 'keyword') return json(200, { errcode: 310000, errmsg: 'keywords not in content' });
  return objectOf(body)?.['msgtype'] === undefined
    ? json(200, { errcode: 40035, errmsg: 'missing parameter msgtype' })
    : json(200, { errcode: '0', errmsg: 'ok' });
};

/** @see https://developer.work.weixin.qq.com/document/path/91770 200 always; its words repeat the address of the caller */
const wecom: Service = ({ path, query, body }) => {
  if (path !== '/cgi-bin/webhook/send') return plain(404, 'not found');
  if (query.get('key') === 'gone') return json(200, { errcode: 93000, errmsg: 'invalid webhook url, hint: [1], from ip: 192.0.2.7' });
  if (query.get('key') === 'often') return json(200, { errcode: 45009, errmsg: 'api freq out of limit' });
  return objectOf(body)?.['msgtype'] === undefined
    ? json(200, { errcode: 40008, errmsg: 'invalid message type' })
    : json(200, { errcode: 0, errmsg: 'ok' });
};

export const services = { discord, slack, slackWorkflow, feishu, dingtalk, wecom } as const;

export interface TeamReceiver {
  readonly origin: string;
  readonly received: readonly Received[];
  /** Answers the next requests, before the service does; `break` ends the connection. */
  readonly first: (...replies: readonly (Reply | 'break')[]) => void;
  readonly stop: () => Promise<void>;
}

/** A service on this machine, which says yes and no as its vendor documents it. */
export async function startTeamReceiver(service: Service): Promise<TeamReceiver> {
  const received: Received[] = [];
  let waiting: readonly (Reply | 'break')[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const one: Received = { path: url.pathname, query: url.searchParams, contentType: request.headers['content-type'] ?? '', body };
      received.push(one);
      const [next, ...rest] = waiting;
      waiting = rest;
      if (next === 'break') return void request.socket.destroy();
      const { status, body: said = '', headers = {} } = next ?? service(one);
      response.writeHead(status, headers).end(said);
    });
  });
  const { port, stop } = await listen(server, 0);
  return { origin: `http://127.0.0.1:${port}`, received, first: (...replies) => void (waiting = replies), stop };
}
