import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface ApiCall {
  readonly method: string;
  readonly path: string;
  readonly authorization: string;
  readonly body: unknown;
}

interface Comment {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly login: string };
}

export interface FakeGithub {
  readonly url: string;
  readonly calls: ApiCall[];
  /** Comments of the pull request, as the API gives them. */
  comments: readonly Comment[];
  /** Status of every answer to a write. */
  writeStatus: number;
  readonly server: Server;
}

/** The few routes of the API that the action uses, on a loopback port. */
export async function startFakeGithub(): Promise<FakeGithub> {
  const calls: ApiCall[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const { method = '', url: path = '', headers } = request;
      calls.push({ method, path, authorization: headers.authorization ?? '', body: text === '' ? undefined : JSON.parse(text) });
      const answer = (status: number, value: unknown): void => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
      };
      if (path === '/user') answer(403, { message: 'Resource not accessible by integration' });
      else if (method === 'GET') answer(200, path.endsWith('&page=1') ? fake.comments : []);
      else answer(fake.writeStatus, {});
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeGithub = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls, comments: [], writeStatus: 201, server };
  return fake;
}
