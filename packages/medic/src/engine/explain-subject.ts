import type { PastedLine } from '../collect/pasted-text/pasted-line.ts';
import { plainBlanks, straightQuotes, undoQuoting } from '../collect/pasted-text/undo-quoting.ts';

/** What a text is about, before anybody asks what is wrong. */
export interface Subject {
  readonly isAboutMcp: boolean;
  /** The words of another trade and none of ours: a compiler, a test run, a web server's own log. */
  readonly isForeign: boolean;
}

const MCP =
  /\bmcp\b|mcp[-_.]|[-_/]mcp|MCP|modelcontextprotocol|json-?rpc|\bclaude\b|\bcursor\b|\bcodex\b|\bgemini\b|_npx\/|_npx\\|\buvx\b|\bnpx\b|StreamableHTTP|streamable|\bSSE\b|text\/event-stream|\/sse\b|Connection state: |`initialize`|initialize request|tools\/(?:list|call)\b|Server disconnected|reconnect to plugin:|Error POSTing to endpoint|Non-200 status code|server transport|initialize response|Q_LOG_LEVEL|\[server stderr\]|\b(?:sse|stdio|streamable_?http)_client\b|[\\/]uv[\\/](?:cache[\\/])?(?:builds|archive|environments)-v\d|⎿|\[Plugin\(|\b(?:error|info|warning)\] user-[\w.-]+: |Client (?:closed|error) for command|context[_ ]server|\b(?:terminated|failed|returned|exceeded)\. Check your configuration|[Dd]ynamic client registration|server\/discover|\/oauth2?\/register\b|setRequestHandler|(?:Server|Client)Transport\b|before initialization was complete|\b(?:ListTools|Discover|Initialize|CallTool)Result\b|\bserver unavailable \{? ?key\b|(?:calling|sending) "initialize"|version negotiation failed|transport error: request failed with status|oauth-protected-resource|resource_metadata=|\bofid_[0-9a-f]{8}|\b(?:input|output)Schema\b|\btool (?:input )?schema\b|\b(?:input|output) schema for tool\b/iu;
const FOREIGN: readonly RegExp[] = [
  /\bTS\d{4,5}:|error TS\d|\bwebpack\b|\bvite\b|\[vite\]|\brollup\b|\besbuild\b|Next\.js|\bnext (?:build|dev|start)\b|^> \S{1,80}@\d[\w.-]{0,20} (?:dev|build|test|lint|watch)$|Module build failed|Failed to compile/mu,
  /\bjest\b|\bvitest\b|\bpytest\b|Tests?: +\d|test session starts|\bFAIL(?:ED)? +\S{1,200}[./:](?:test|spec|py::)|AssertionError|\d{1,5} (?:passed|failing|failed)\b/u,
  /\bgcc\b|\bg\+\+|\bclang\b|\bmake(?:\[\d\])?: \*\*\*|CMake Error|undefined reference to|cargo build|error\[E\d{4}\]|could not compile|BUILD FAILED|> Task :|\[ERROR\] (?:COMPILATION|Failed to execute goal)|go build|cannot find package/u,
  /django|flask|rails|psycopg|sqlalchemy|ActiveRecord|PG::|mysql|redis|mongo|kafka|rabbit|hibernate|PrismaClient/iu,
  /docker[ -]compose (?:up|build|run|exec)\b|terraform|kubectl|\bhelm\b|ansible|nginx|apache|systemctl|\bgit (?:push|pull|clone|merge)|CONFLICT \(|fatal: (?:not a git|refusing|could not read|unable to access)/iu,
  /node_modules[\\/](?:express|koa|next|nuxt|react-scripts|webpack-dev-server|nodemon|ts-node-dev)[\\/]/u,
  /\.ipynb\b|jupyter|IPython|failed to solve: process|RUN (?:npm|pip|apt)/u,
  /\bimport (?:pandas|numpy|torch|tensorflow|matplotlib|sklearn|seaborn|scipy|cv2|bs4|pygame|selenium|tkinter|scrapy|streamlit)\b|No matching distribution found for (?:pandas|numpy|torch|tensorflow|matplotlib|scikit-learn|opencv-python|pygame)\b|Cannot find module '(?:express|koa|mongoose|sequelize|discord\.js|react[\w-]*|vue|next|gulp|grunt)[\w/-]*'|\breact(?:-\w+)*@\d|Bundler::|\bgradlew?\b|\bmvnw?\b|JAVA_HOME|kubelet|\bpods?\b/u,
  // the web: frameworks, gateways, browsers, logins of other sites
  /\[GIN\]|dispatcherServlet|springframework|\bo\.a\.c\.|at java\.base\/|\bgunicorn\b|\bpuma\b|WordPress|\bPHP (?:Fatal|Warning)|Laravel|artisan|\b(?:express|koa|fastify|hapi)\/(?:lib|dist)\//u,
  /blocked by CORS policy|\[error\] \d{1,8}#\d{1,8}: |upstream (?:timed out|connect error)|HTTP\/1\.1" 50\d \d+ "-"|\[(?:haproxy|traefik|caddy)\]/u,
  /\/api\/auth\/callback|next-auth|\bpassport\b|signin-oidc|jsonwebtoken|omniauth|\/login\/oauth2\/code|firebase\/auth|\bAuth0Error\b/iu,
  // a program's own source files: somebody is writing it
  /\n {2,8}at (?:async )?[\w.$]{1,80} \((?:\/|[A-Z]:\\|https?:\/\/|file:\/\/)(?![^)\n]{0,300}(?:node_modules|\/dist\/|\/build\/|\.webpack|\.app\/|Program Files|resources\/app))[^)\n]{1,300}:\d{1,6}:\d{1,6}\)/u,
  /\n {2,8}at (?:async )?[\w.$]{1,80} \((?!node:|native|index\.js)[\w-]{1,60}\.[cm]?[jt]sx?:\d{1,6}(?::\d{1,6})?\)/u,
  /redirect URI ['"]https?:\/\/[^'"\s]{1,200}\/(?:sign-?in|log-?in|api\/auth)\b/u,
  // build machines, containers, clusters
  /##\[error\]|::error::|Process completed with exit code|\/home\/runner\/|Resource not accessible by integration|^ERROR: Job failed|\bJenkins\b|\[Pipeline\]|gitlab-runner|circleci/mu,
  /^(?:\w+[-_])*(?:web|api|db|app|cache|redis|worker|postgres)[-_]\d{1,2} +\| |Bind for 0\.0\.0\.0:\d{1,5} failed|depends on undefined service|dependency failed to start|database system is ready/mu,
  /(?:Readiness|Liveness|Startup) probe|Last State: |Back-off restarting|FailedScheduling|Failed to pull image|ImagePullBackOff|CrashLoopBackOff/u,
  // logins of the big clouds' own tools
  /\baz login\b|gcloud auth|aws sso login|az account|dial tcp \S{1,60}:6443\b|while pulling image|couldn't get current server API group list|^Unable to connect to the server: /mu,
  // services of the system that are not ours
  /^● (?:(?!mcp)[\w.@-]){1,60}\.service - /imu,
  // a script that prints characters its terminal does not have
  /Traceback \(most recent call last\)[^]{0,4000}\bprint\([^]{0,400}UnicodeEncodeError/u,
  // databases by their ports and words
  /:(?:5432|3306|27017|6379|1433|1521|5672|9092|11211)\b|password authentication failed for user|OperationalError|\bORA-\d{5}|Login failed for user|\bSQLSTATE\b/u,
  // a model's own service
  /Incorrect API key|rate_limit_exceeded|openai\.(?:RateLimit|Authentication)Error|overloaded_error|maximum context length|exceeded your current quota|insufficient_quota/u,
  // editors and language servers
  /gopls|rust-analyzer|textDocument\/|Pylance|tsserver|language server (?:crashed|client|protocol)|Extension host (?:with pid|terminated)|\beslint\b/iu,
  // package tools of other trades, and bare tools of the shell
  /index\.crates\.|\bCargo\.toml\b|failed to get `\S{1,60}` as a dependency|\bcargo (?:run|test|install)\b|\bbundle install\b|\bcomposer (?:install|update|require)\b|Could not build wheels|gyp ERR!|proxy\.golang\.org/u,
  /^\s{0,12}(?:curl|ssh|scp|rsync|wget|apt|apt-get|E|Err:\d+)(?::| \()/u,
  /cannot verify \S{1,200} certificate|Certificate verification failed: The certificate is NOT trusted/u,
  /^(?:-?(?:bash|zsh|sh|fish): )(?:line \d+: )?(?:command not found: (?!(?:node|npm|pnpm|yarn|bunx?|deno|python3?|pip3?|pipx|uv|docker|podman)\b)|\S{1,100}\.sh: |(?!(?:node|npm|pnpm|yarn|bunx?|deno|python3?|pip3?|pipx|uv|docker|podman|npx|uvx)\b)[\w.-]{1,60}: command not found)/mu,
  /React|\bVue\b|Angular|Svelte|\.tsx?:\d+|\.jsx:\d+|Uncaught \(in promise\)|hydration|(?:^|\n)Uncaught \w{0,20}Error: /u,
];
/** For a text in small letters. */
const FOREIGN_CASELESS: readonly RegExp[] = FOREIGN.map(({ source, flags }) => new RegExp(source, flags.includes('i') ? flags : `${flags}i`));
const LOOK_CHARS = 200_000;

/** Claude Code shows a call of a tool and, under it, what the tool answered: its own business unless it speaks of the connection. */
const TOOL_ANSWER = /^\s{0,4}[⏺●] \S.{0,80} \(MCP\)\(.{0,400}\n\s{0,6}⎿ /u;
/** Its other tools run commands and read files of the project at hand. */
const OWN_TOOL = /^\s{0,4}[⏺●] (?:Bash|Read|Write|Edit|Update|Grep|Glob)\(/u;
const OF_THE_CONNECTION = /MCP error|browserType|-32\d{3}|onnect|ransport|chema|time[ds]? ?out|\b40[13]\b|nauthor|\btoken\b|session/iu;

/** Reads the beginning of the text. Pure. */
export function readSubject(lines: readonly PastedLine[]): Subject {
  let text = '';
  for (const line of lines) {
    text += `${undoQuoting(line.text.slice(0, 2000))}\n`;
    if (text.length > LOOK_CHARS) break;
  }
  const plain = plainBlanks(straightQuotes(text) ?? text);
  const raw = lines.slice(0, 2).map((line) => line.text.slice(0, 400));
  if (TOOL_ANSWER.test(raw.join('\n')) && !OF_THE_CONNECTION.test(plain)) return { isAboutMcp: false, isForeign: true };
  if (OWN_TOOL.test(raw.join('\n')) && !/mcp|context protocol/iu.test(plain)) return { isAboutMcp: false, isForeign: true };
  const isAboutMcp = MCP.test(plain);
  const foreign = /[A-Z]/u.test(plain) ? FOREIGN : FOREIGN_CASELESS;
  return { isAboutMcp, isForeign: !isAboutMcp && foreign.some((pattern) => pattern.test(plain)) };
}
