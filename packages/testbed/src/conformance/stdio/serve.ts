import { newChanges } from '../exchange.ts';
import { eraOf } from '../era.ts';
import { sayTooEarly } from '../http/sse-endpoint.ts';
import { answerLegacy } from '../legacy/dispatch.ts';
import { openSession } from '../legacy/session.ts';
import { answerModern } from '../modern/dispatch.ts';
import { errorReply, type Reply } from '../reply.ts';
import { CODES, idOf, isRecord, notificationOf, readMessage, RpcError, type Id, type Incoming, type Outgoing } from '../rpc.ts';
import { settle, type ConformanceOptions, type Settings } from '../settings.ts';
import { frameOf, prefix } from './framing.ts';
import { misbehaveAtStart, runsBesideAnother, swallowAnswer } from './launch.ts';
import { readLines } from './read-lines.ts';

/** Serves one client over stdin and stdout, until stdin ends or SIGTERM arrives. */
export async function serveStdio(options: ConformanceOptions): Promise<void> {
  const settings = settle(options, () => process.exit(1));
  await misbehaveAtStart(settings);
  const { broken } = settings;
  const changes = { ...newChanges(), hasCompany: broken('list.same-everywhere') && runsBesideAnother(settings) };
  const held: Buffer[] = [];
  const write = (message: Outgoing | readonly Outgoing[]) => {
    const frame = frameOf(message, settings);
    if (broken('stdio.flush')) held.push(frame);
    else process.stdout.write(frame);
  };
  const session = openSession(settings, changes, write);
  const connection = { hasDiscovered: false };
  const modernRunning = new Map<Id, AbortController>();
  let busy = 0;
  let swapped: Id | undefined;

  const answer = async (message: Incoming): Promise<Reply | undefined> => {
    const { id, method } = message;
    if (broken('auth.stdio-env') && id !== undefined)
      return errorReply(id, new RpcError(-32_001, 'Unauthorized: log in with OAuth at https://login.example first'), settings);
    const notify = (name: string, params: Outgoing) => write(notificationOf(name, params));
    if (eraOf(message, {}, settings) === 'legacy' && !(id === undefined && modernRunning.size > 0)) {
      if (method === 'initialize' && broken('ver.same-process-mix') && connection.hasDiscovered) return undefined;
      if (method === 'initialize' && id !== undefined && broken('ver.same-process-mix--refused') && connection.hasDiscovered)
        return errorReply(id, new RpcError(CODES.invalidRequest, 'This connection speaks 2026-07-28'), settings);
      if (method === 'initialize') sayTooEarly(session);
      return answerLegacy(message, session, { notify, access: 'full' });
    }
    if (id === undefined || method === undefined || (id === 0 && broken('rpc.id-echo--zero'))) {
      if (method === 'notifications/cancelled' && isRecord(message.params)) modernRunning.get(message.params['requestId'] as Id)?.abort();
      else if (broken('rpc.notification-noreply'))
        return errorReply(undefined, new RpcError(CODES.unknownMethod, `Method not found: ${method ?? ''}`), settings);
      return undefined;
    }
    if (broken('stdio.no-server-request')) write({ jsonrpc: '2.0', id: 'roots', method: 'roots/list' });
    const controller = new AbortController();
    modernRunning.set(id, controller);
    const reply = await answerModern(id, method, message, { settings, changes, access: 'full', connection, notify, signal: controller.signal });
    modernRunning.delete(id);
    return reply;
  };

  const takeOne = async (value: unknown): Promise<Reply | undefined> => {
    const message = readMessage(value);
    if (message !== undefined) return answer(message);
    if (isRecord(value) && value['id'] === null && broken('stdio.survives-garbage--null-id')) process.exit(1);
    return errorReply(idOf(value), new RpcError(CODES.invalidRequest, 'The line is no JSON-RPC message'), settings);
  };

  const takeBatch = async (values: readonly unknown[]): Promise<void> => {
    if (broken('stdio.survives-garbage--batch')) process.exit(1);
    const hasInitialize = values.some((value) => isRecord(value) && value['method'] === 'initialize');
    const isAllowed =
      (session.revision === '2025-03-26' ? !broken('rpc.batch') : broken('rpc.batch--later')) || (hasInitialize && broken('rpc.batch--initialize'));
    if (!isAllowed || values.length === 0) return write(errorReply(undefined, new RpcError(CODES.invalidRequest, 'Batches are not taken'), settings).message);
    const replies = await Promise.all(values.map((value) => takeOne(value)));
    const sent = replies.flatMap((reply) => (reply === undefined ? [] : [reply.message]));
    if (sent.length > 0) write(sent);
  };

  const takeLine = async (line: string): Promise<void> => {
    for (const frame of held.splice(0)) process.stdout.write(frame);
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      if (broken('stdio.survives-garbage')) process.exit(1);
      return write(errorReply(undefined, new RpcError(CODES.parse, 'Parse error: the line is no JSON'), settings).message);
    }
    if (Array.isArray(value)) return takeBatch(value);
    if (busy > 0 && broken('stdio.interleave')) return;
    const id = idOf(value);
    const other = busy > 0 && broken('stdio.interleave--swapped') ? swapped : undefined;
    busy += id === undefined ? 0 : 1;
    swapped = id;
    await new Promise((resolve) => setImmediate(resolve));
    const reply = await takeOne(value);
    busy -= id === undefined ? 0 : 1;
    if (reply !== undefined) write(other === undefined ? reply.message : { ...reply.message, id: other });
    if (reply !== undefined && broken('rpc.one-answer')) write(reply.message);
    if (isRecord(value)) sayMore(value['method'], settings);
  };

  process.stdout.on('error', () => process.exit(0));
  process.stdout.write(prefix(settings));
  process.on('SIGTERM', () => {
    if (broken('launch.sigterm-exit')) return;
    for (const close of broken('res.graceful-stop') ? [] : changes.closers) close();
    setImmediate(() => process.exit(0));
  });
  let isFirstLine = true;
  const onLine = (line: string) => {
    const isSwallowed = isFirstLine && swallowAnswer(line, settings);
    isFirstLine = false;
    if (!isSwallowed) void takeLine(line);
  };
  await readLines(process.stdin, onLine, settings);
  if (broken('launch.stdin-eof-exit')) return void setInterval(() => {}, 60_000);
  // What was asked before the input ended is still answered, but nobody is waited for.
  setImmediate(() => setImmediate(() => process.exit(broken('launch.exit-code') ? 1 : 0)));
}

/** What switches print after an answer; a server that keeps the rules is done by then. */
function sayMore(method: unknown, { broken }: Settings): void {
  if (method === 'tools/list' && broken('stdio.stdout-clean--later')) process.stdout.write('[conformance] tools listed\n');
  if (method === 'ping' && broken('rpc.envelope--later')) process.stdout.write('{"level":"info","message":"asked"}\n');
}
