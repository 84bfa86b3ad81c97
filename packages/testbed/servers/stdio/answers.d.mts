export interface RpcMessage {
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: { readonly protocolVersion?: string; readonly _meta?: Readonly<Record<string, unknown>> };
}
export interface AnswerOptions {
  readonly version?: string;
  readonly capabilities?: Readonly<Record<string, unknown>>;
  readonly tools?: readonly unknown[];
}
export const LEGACY: readonly string[];
export const MODERN: string;
export const SERVER_INFO: { readonly name: string; readonly version: string };
export const TOOLS: readonly Readonly<Record<string, unknown>>[];
export function answerLegacy(message: RpcMessage, options?: AnswerOptions): unknown;
export function answerModern(message: RpcMessage): unknown;
export function answerDual(message: RpcMessage): unknown;
