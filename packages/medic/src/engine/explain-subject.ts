import type { PastedLine } from '../collect/pasted-text/pasted-line.ts';

/** What a text is about, before anybody asks what is wrong. */
export interface Subject {
  readonly isAboutMcp: boolean;
  /** The words of another trade and none of ours: a compiler, a test run, a web server's own log. */
  readonly isForeign: boolean;
}

const MCP =
  /\bmcp\b|mcp[-_.]|[-_/]mcp|MCP|modelcontextprotocol|json-?rpc|\bclaude\b|\bcursor\b|\bcodex\b|\bgemini\b|_npx\/|_npx\\|\buvx\b|\bnpx\b|StreamableHTTP|streamable|\bSSE\b|text\/event-stream|\/sse\b|Connection state: |`initialize`|initialize request|tools\/list|Server disconnected|Error POSTing to endpoint|Non-200 status code|server transport|initialize response|Q_LOG_LEVEL/iu;
const FOREIGN: readonly RegExp[] = [
  /\bTS\d{4,5}:|error TS\d|\bwebpack\b|\bvite\b|\[vite\]|\brollup\b|\besbuild\b|Next\.js|next build|Module build failed|Failed to compile/u,
  /\bjest\b|\bvitest\b|\bpytest\b|Tests?: +\d|test session starts|\bFAIL(?:ED)? +\S{1,200}[./:](?:test|spec|py::)|AssertionError|\d{1,5} (?:passed|failing|failed)\b/u,
  /\bgcc\b|\bg\+\+|\bclang\b|\bmake(?:\[\d\])?: \*\*\*|CMake Error|undefined reference to|cargo build|error\[E\d{4}\]|could not compile|BUILD FAILED|> Task :|\[ERROR\] (?:COMPILATION|Failed to execute goal)|go build|cannot find package/u,
  /django|flask|rails|psycopg|sqlalchemy|ActiveRecord|PG::|mysql|redis|mongo|kafka|rabbit|hibernate|PrismaClient/iu,
  /docker[ -]compose (?:up|build|run|exec)\b|terraform|kubectl|\bhelm\b|ansible|nginx|apache|systemctl|\bgit (?:push|pull|clone|merge)|CONFLICT \(|fatal: (?:not a git|refusing|could not read|unable to access)/iu,
  /\.ipynb\b|jupyter|IPython|failed to solve: process|RUN (?:npm|pip|apt)/u,
  /\bimport (?:pandas|numpy|torch|tensorflow|matplotlib|sklearn|pygame|selenium)\b|No matching distribution found for (?:pandas|numpy|torch|tensorflow|matplotlib|scikit-learn|opencv-python|pygame)\b|Cannot find module '(?:express|koa|mongoose|sequelize|discord\.js|react[\w-]*|vue|next|gulp|grunt)[\w/-]*'|\breact(?:-\w+)*@\d|Bundler::|\bgradlew?\b|\bmvnw?\b|JAVA_HOME|kubelet|\bpods?\b/u,
  /React|\bVue\b|Angular|Svelte|\.tsx?:\d+|\.jsx:\d+|Uncaught \(in promise\)|hydration|(?:^|\n)Uncaught \w{0,20}Error: /u,
];
const LOOK_CHARS = 200_000;

/** Reads the beginning of the text. Pure. */
export function readSubject(lines: readonly PastedLine[]): Subject {
  let text = '';
  for (const line of lines) {
    text += `${line.text.slice(0, 2000)}\n`;
    if (text.length > LOOK_CHARS) break;
  }
  const isAboutMcp = MCP.test(text);
  return { isAboutMcp, isForeign: !isAboutMcp && FOREIGN.some((pattern) => pattern.test(text)) };
}
