import type { HttpExchange, HttpSession, StdioSession, WireMessage } from '../model/index.ts';
import { lastAttempt, lastExchange } from './quote.ts';

/** What was said in the attempt that decided. */
export function messagesOf(session: StdioSession | HttpSession): readonly WireMessage[] {
  return session.transport === 'stdio' ? (lastAttempt(session)?.messages ?? []) : session.messages;
}

/** The last answer to a request of this method; matched by id, else the first answer that came after it. */
export function answerTo(session: StdioSession | HttpSession, method: string): WireMessage | undefined {
  const messages = messagesOf(session);
  const asked = messages.findLastIndex((message) => message.dir === 'sent' && message.method === method);
  if (asked === -1) return undefined;
  const id = messages[asked]?.id;
  const answers = messages.slice(asked + 1).filter((message) => message.dir === 'received' && message.method === undefined);
  return answers.find((message) => String(message.id) === String(id)) ?? answers[0];
}

/** JSON-RPC errors that came off the wire, each with the method it answers, in order. */
export function errorsOf(
  session: StdioSession | HttpSession,
): readonly { readonly method: string | undefined; readonly error: NonNullable<WireMessage['error']> }[] {
  const messages = messagesOf(session);
  return messages.flatMap((message, index) => {
    if (message.dir !== 'received' || message.error === undefined) return [];
    const before = messages.slice(0, index).filter((one) => one.dir === 'sent' && one.id !== undefined);
    const request = before.findLast((one) => String(one.id) === String(message.id)) ?? before.at(-1);
    return [{ method: request?.method, error: message.error }];
  });
}

/** The HTTP exchange the outcome rests on. */
export function decisiveExchange(session: StdioSession | HttpSession): HttpExchange | undefined {
  if (session.transport === 'stdio') return undefined;
  return (session.decidedBy === undefined ? undefined : session.exchanges[session.decidedBy]) ?? lastExchange(session);
}

/** The error as a person quotes it: `-32602 Unsupported protocol version`. */
export function sayError({ code, message }: NonNullable<WireMessage['error']>): string {
  return code === null ? message : `${code} ${message}`;
}
