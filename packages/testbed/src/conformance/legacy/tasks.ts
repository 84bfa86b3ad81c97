import { randomUUID } from 'node:crypto';
import { CODES, isRecord, RpcError, type Params, type Result } from '../rpc.ts';
import type { Session } from './session.ts';

interface Task {
  readonly id: string;
  readonly createdAt: string;
  readonly ttl: number | null;
  status: 'working' | 'completed' | 'failed' | 'cancelled';
  readonly outcome: Promise<Result>;
}

const TASKS = new WeakMap<Session, Map<string, Task>>();
/** The tool that can only be called as a task. */
export const TASK_TOOL = 'long_count';

/** Starts the work of a call that asked to be a task (2025-11-25), and answers with the task at once. */
export function startTask(asked: Params, session: Session, work: () => Promise<Result>): Result {
  const task: Task = {
    id: randomUUID(),
    createdAt: new Date().toISOString(),
    ttl: typeof asked['ttl'] === 'number' ? asked['ttl'] : null,
    status: 'working',
    outcome: work(),
  };
  task.outcome.then(
    () => settle(task, 'completed'),
    () => settle(task, 'failed'),
  );
  const tasks = TASKS.get(session) ?? new Map<string, Task>();
  TASKS.set(session, tasks.set(task.id, task));
  return { task: describe(task) };
}

export const TASK_METHODS: Readonly<Record<string, (params: Params, session: Session) => Result | Promise<Result>>> = {
  'tasks/list': (_params, session) => ({ tasks: [...(TASKS.get(session)?.values() ?? [])].map(describe) }),
  'tasks/get': (params, session) => describe(find(params, session)),
  'tasks/result': async (params, session) => {
    const task = find(params, session);
    return { ...(await task.outcome), _meta: { 'io.modelcontextprotocol/related-task': { taskId: task.id } } };
  },
  'tasks/cancel': (params, session) => {
    const task = find(params, session);
    if (task.status !== 'working') throw new RpcError(CODES.invalidParams, `The task is ${task.status} already`);
    task.status = 'cancelled';
    return describe(task);
  },
};

/** The task a call asks for; undefined when it is a plain call. */
export function taskIn({ task }: Params): Params | undefined {
  return isRecord(task) ? task : undefined;
}

function settle(task: Task, status: 'completed' | 'failed'): void {
  if (task.status === 'working') task.status = status;
}

function find({ taskId }: Params, session: Session): Task {
  const task = typeof taskId === 'string' ? TASKS.get(session)?.get(taskId) : undefined;
  if (task === undefined) throw new RpcError(CODES.invalidParams, 'The task is not known');
  return task;
}

function describe({ id, createdAt, ttl, status }: Task): Result {
  return { taskId: id, status, createdAt, lastUpdatedAt: createdAt, ttl, pollInterval: 100 };
}
