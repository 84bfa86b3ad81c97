import { readContainerCall } from '../collect/program/container.ts';
import { readPackageCall } from '../collect/program/package-runner.ts';
import { unwrapCommand } from '../collect/program/unwrap.ts';
import type { ConnectPlan, FoundEntry, HttpPlan, StdioPlan } from '../model/index.ts';
import type { FileChange } from '../treat/plan-fix.ts';

/**
 * A reason not to try a patched entry out: it would run code or send headers to a place that the user's own config did not
 * name. Such a fix came from a guess or from a server's answer, and a person has to look first.
 */
export function whyNotTry(found: FoundEntry, patched: ConnectPlan, changes: readonly FileChange[]): string | undefined {
  const words = new Set(changes.flatMap(({ before }) => before.split(/["'`\s,[\]{}]+/)));
  return patched.transport === 'stdio' ? whyNotRun(patched, words) : whyNotDial(found, patched, words);
}

function whyNotRun({ command, args, env }: StdioPlan, words: ReadonlySet<string>): string | undefined {
  const invocation = unwrapCommand(command, args);
  const name = readPackageCall(invocation, env)?.name;
  if (name !== undefined && !isNamed(name, words)) return `it would fetch and run the package "${name}", which the config did not name`;
  const image = readContainerCall(invocation, env)?.facts.image;
  if (image !== undefined && !isNamed(image, words)) return `it would run the image "${image}", which the config did not name`;
  return undefined;
}

/** `name`, `name@1.2`, `name==1.2`, `name:tag`. */
function isNamed(name: string, words: ReadonlySet<string>): boolean {
  const bare = name.replace(/:[\w.-]+$/, '');
  return [...words].some((word) =>
    [name, bare].some((one) => word === one || ['@', '=', ':', '[', '<', '>', '~', '!'].some((mark) => word.startsWith(one + mark))),
  );
}

function whyNotDial({ facts }: FoundEntry, patched: HttpPlan, words: ReadonlySet<string>): string | undefined {
  if (!URL.canParse(patched.url)) return undefined;
  const after = new URL(patched.url);
  const was = facts.effective.url;
  const before = was !== undefined && URL.canParse(was) ? new URL(was) : undefined;
  const isKnown = after.hostname === before?.hostname || [...words].some((word) => word.split(/[/:@?#]+/).includes(after.hostname));
  const isOwnMachine =
    isLoopback(after.hostname) &&
    (before === undefined || isLoopback(before.hostname) || !before.hostname.includes('.') || before.hostname === 'host.docker.internal');
  if (!isKnown && !isOwnMachine) return `it leads to "${after.host}", which the config did not name; see that you trust that host first`;
  const isUncovered = before?.protocol === 'https:' && after.protocol === 'http:' && !isLoopback(after.hostname);
  return isUncovered && Object.keys(patched.headers).length > 0 ? 'it would send the configured headers without encryption' : undefined;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
