import { createServer, request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startConformanceServer } from './conformance/http/start.ts';
import type { ConformanceOptions } from './conformance/settings.ts';

export interface FrontOptions {
  /** Of GET /health; default 200. */
  readonly healthStatus?: number;
  /** How long GET /health takes. */
  readonly healthDelayMs?: number;
  /** Answers refused logins with this status instead of 401. */
  readonly refusesWith?: number;
  /** Repeats the Authorization header in the body of every refusal. */
  readonly echoesToken?: boolean;
  readonly server?: ConformanceOptions;
}

export interface Front {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** The conformance server behind a door that has a health address, as a deployed server has. */
export async function startFront({
  healthStatus = 200,
  healthDelayMs = 0,
  refusesWith = 401,
  echoesToken = false,
  server = {},
}: FrontOptions = {}): Promise<Front> {
  const inner = await startConformanceServer({ transport: 'http', ...server });
  const front: Server = createServer((incoming, response) => {
    if (incoming.url === '/health') {
      const say = () => response.writeHead(healthStatus, { 'content-type': 'application/json' }).end('{"status":"ok"}');
      return void setTimeout(say, healthDelayMs);
    }
    const { port } = inner;
    const onward = ask(
      { host: '127.0.0.1', port, path: incoming.url, method: incoming.method, headers: { ...incoming.headers, host: `127.0.0.1:${port}` } },
      (reply) => {
        if (reply.statusCode === 401 && (refusesWith !== 401 || echoesToken)) {
          reply.resume();
          const body = echoesToken ? `unknown token: ${incoming.headers.authorization ?? ''}` : 'refused';
          response.writeHead(refusesWith, { 'content-type': 'text/plain', 'www-authenticate': 'Bearer' }).end(body);
          return;
        }
        response.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    incoming.pipe(onward);
    return undefined;
  });
  await new Promise<void>((done) => front.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}/mcp`,
    close: async () => {
      front.closeAllConnections();
      await new Promise<void>((done) => front.close(() => done()));
      await inner.close();
    },
  };
}
