import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Body, DIALECTS, type Offered } from './model-dialects.ts';

export interface CallingModel {
  readonly origin: string;
  /** Begins anew: from now on tools whose name matches are wanted, each once. */
  readonly want: (names: RegExp) => void;
  readonly close: () => Promise<void>;
}

/**
 * A model endpoint on loopback that calls every tool it wants once, one at a time, and then says "ok". Speaks the
 * notations of the providers that command line clients know.
 */
export async function startCallingModel(): Promise<CallingModel> {
  let wants = /(?!)/;
  const asked = new Set<string>();
  const server = createServer((request, response) => {
    void readBody(request).then((body) => answer(request, response, body));
  });
  function answer(request: IncomingMessage, response: ServerResponse, body: Body): void {
    const dialect = DIALECTS.find(({ path }) => path.test(request.url ?? ''));
    if (request.method !== 'POST' || dialect === undefined) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ object: 'list', data: [{ id: 'stub', object: 'model' }], totalTokens: 1 }));
      return;
    }
    const wanted = dialect.offered(body).filter((tool) => wants.test(fullName(tool)));
    const next = wanted.find((tool) => !asked.has(fullName(tool)));
    if (next !== undefined) asked.add(fullName(next));
    dialect.answer(
      response,
      next === undefined ? undefined : { call: next.name, ...(next.namespace === undefined ? {} : { namespace: next.namespace }) },
      body,
    );
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    want: (names) => {
      wants = names;
      asked.clear();
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function fullName({ name, namespace }: Offered): string {
  return namespace === undefined ? name : `${namespace}__${name}`;
}

async function readBody(request: IncomingMessage): Promise<Body> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  try {
    return JSON.parse(text) as Body;
  } catch {
    return {};
  }
}
