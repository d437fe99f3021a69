import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { listen } from '../sandbox/listen';
import { selfSigned } from '../sandbox/selfSigned';
import type { Fault } from './faults';
import { Lane, type Outcome } from './lane';
import { plainText, type Receiver } from './receiver';
import { ArrivalRecord, type Recorded } from './arrivalRecord';
import type { Shown } from './shown';

export interface Control {
  /** From now on. What `slow` holds is answered as soon as the fault is another. */
  readonly set: (fault: Fault) => void;
  readonly recorded: () => readonly Recorded[];
  /** What is seen in the channel, oldest first. */
  readonly shown: () => readonly Shown[];
  /** Resolves with the next request from now on, when it was answered or lost. */
  readonly next: () => Promise<Recorded>;
  /** Resolves when a request is here, and not yet answered: at once where `slow` holds one. */
  readonly arrived: () => Promise<void>;
}

interface Running {
  readonly port: number;
  /** The port of `https:`; null unless `secure` was asked for. */
  readonly securePort: number | null;
  /** What a caller has to trust for `https:`. It is made out to the vendors' own hosts, and to localhost and 127.0.0.1. */
  readonly certificate: string | null;
  /** Both ports refuse from now on. */
  readonly stop: () => Promise<void>;
}

export interface RunningReceivers extends Running {
  /** Also what was for no receiver. */
  readonly recorded: () => readonly Recorded[];
  /** By the name of the vendor. */
  readonly of: (vendor: string) => Control;
}

export interface RunningReceiver extends Running, Control {}

interface Options {
  readonly secure?: boolean;
  /** In ms since 1970. */
  readonly now?: () => number;
}

/** A server on loopback that answers as a vendor does, whatever host it is asked for. */
export async function startReceiver({ vendor, ...options }: Options & { readonly vendor: Receiver }): Promise<RunningReceiver> {
  const { of, ...running } = await start([new Lane(vendor)], options, ([lane]) => lane ?? null);
  return { ...running, ...of(vendor.vendor) };
}

/** Several vendors on one server, told apart by `Host` and path. Nothing is at any other host: 421. */
export function startReceivers({ vendors, ...options }: Options & { readonly vendors: readonly Receiver[] }): Promise<RunningReceivers> {
  const lanes = vendors.map((vendor) => new Lane(vendor));
  return start(lanes, options, (all, host, path) => all.find(({ receiver }) => receiver.serves(host, path)) ?? null);
}

type Choose = (lanes: readonly Lane[], host: string, path: string) => Lane | null;

async function start(lanes: readonly Lane[], { secure = false, now = Date.now }: Options, choose: Choose): Promise<RunningReceivers> {
  const record = new ArrivalRecord();
  const take = async (request: IncomingMessage, response: ServerResponse, scheme: Recorded['scheme']): Promise<void> => {
    const left = new Promise<void>((resolve) => response.once('close', resolve));
    const asked = { ...readRequest(request), body: await buffer(request), now: now() };
    const lane = choose(lanes, asked.host, asked.path);
    const nobody: Outcome = { fault: 'ok', answer: plainText(421, 'There is no receiver of this name'), shown: null };
    const { fault, answer, shown } = lane ? await lane.take(asked, left) : nobody;
    if (answer) response.writeHead(answer.status, answer.headers).end(answer.body);
    else request.socket.destroy();
    const { now: at, ...about } = asked;
    record.add({ ...about, at, scheme, vendor: lane?.receiver.vendor ?? null, fault, status: answer?.status ?? null, shown });
  };
  const serving = (scheme: Recorded['scheme']) => (request: IncomingMessage, response: ServerResponse) =>
    // A body that broke off has nobody to answer.
    void take(request, response, scheme).catch(() => void request.socket.destroy());
  const certificate = secure ? await selfSigned(namesOf(lanes)) : null;
  const open = await listen(createHttpServer(serving('http')), 0);
  const closed = certificate ? await listen(createHttpsServer(certificate, serving('https')), 0) : null;
  return {
    port: open.port,
    securePort: closed?.port ?? null,
    certificate: certificate?.cert ?? null,
    stop: async () => void (await Promise.all([open.stop(), closed?.stop()])),
    recorded: () => record.all,
    of: (vendor) =>
      controlOf(
        lanes.find(({ receiver }) => receiver.vendor === vendor),
        record,
      ),
  };
}

function controlOf(lane: Lane | undefined, record: ArrivalRecord): Control {
  if (!lane) throw new Error('No receiver of this name runs here');
  const { vendor } = lane.receiver;
  return {
    set: (fault) => lane.set(fault),
    recorded: () => record.all.filter((one) => one.vendor === vendor),
    shown: () => record.all.flatMap((one) => (one.vendor === vendor && one.shown ? [one.shown] : [])),
    next: () => record.next(vendor),
    arrived: () => lane.arrived(),
  };
}

function readRequest({
  method = '',
  url = '/',
  headers,
}: IncomingMessage): Pick<Recorded, 'method' | 'host' | 'path' | 'query' | 'headers'> {
  const host = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  // Read by hand: `URL` would tidy up what a careless caller sent.
  const [path = '/', ...rest] = url.split('?');
  const single = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  return { method, host, path, query: new URLSearchParams(rest.join('?')), headers: Object.fromEntries(single) };
}

function namesOf(lanes: readonly Lane[]): readonly string[] {
  const hosts = lanes.flatMap(({ receiver }) => receiver.hosts);
  return ['localhost', ...new Set(hosts.map((host) => (host.startsWith('.') ? `*${host}` : host)))];
}
