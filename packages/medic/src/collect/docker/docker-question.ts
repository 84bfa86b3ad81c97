import type { ConnectPlan, ProgramFacts } from '../../model/index.ts';

/** What is asked of a container engine, and for which port, host or image. */
export interface DockerQuestion {
  readonly engine: 'docker' | 'podman';
  readonly image?: string;
  readonly port?: number;
  readonly host?: string;
  /** The entry's own variables that choose the engine: DOCKER_HOST, DOCKER_CONTEXT, CONTAINER_HOST. */
  readonly env?: Readonly<Record<string, string>>;
}

const ENGINE_VARIABLES = ['DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH', 'CONTAINER_HOST', 'XDG_RUNTIME_DIR', 'HOME'];

/**
 * Undefined when no container engine can have to do with this server: the command is none, and the URL is neither loopback
 * nor a single-word host as Compose gives them. Ask for URLs only when connecting failed.
 */
export function dockerQuestion(plan: ConnectPlan, program: ProgramFacts | undefined): DockerQuestion | undefined {
  if (plan.transport === 'stdio') {
    const container = program?.container;
    const engine = container?.engine ?? engineOf(plan.command);
    if (engine !== 'docker' && engine !== 'podman') return undefined;
    const env = Object.fromEntries(ENGINE_VARIABLES.flatMap((name) => (plan.env[name] === undefined ? [] : [[name, plan.env[name]]])));
    return { engine, env, ...(container?.image === undefined ? {} : { image: container.image }) };
  }
  if (!URL.canParse(plan.url)) return undefined;
  const { hostname, port, protocol } = new URL(plan.url);
  const isLoopback = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.') || hostname === '0.0.0.0';
  if (!isLoopback && !/^(?:[\w-]+|host\.docker\.internal)$/.test(hostname)) return undefined;
  return { engine: 'docker', port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port), ...(isLoopback ? {} : { host: hostname }) };
}

function engineOf(command: string): string {
  return command.slice(Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\')) + 1).replace(/\.exe$/i, '');
}
