import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, signsToJudge, weighStartup } from '../startup-hit.ts';
import { nameServer, sayReload } from '../words.ts';

interface Fault {
  readonly short: string;
  readonly why: string;
  readonly todo: string;
}

/** What is wrong and what to do, in the words of the framework around the MCP part. */
const FAULTS: Readonly<Record<string, Fault>> = {
  'task-group': {
    short: 'never starts its session manager',
    why: 'The MCP application was mounted into another one without its lifespan, so its session manager was never started.',
    todo: 'Pass the lifespan on: FastAPI(lifespan=mcp_app.lifespan), or enter "async with session_manager.run()" in the lifespan of the outer application; in a gateway, update it.',
  },
  body: {
    short: 'reads the request before MCP can',
    why: 'The web framework had read the request body before the MCP transport tried to.',
    todo: 'Hand the parsed body over: transport.handleRequest(req, res, req.body), or keep express.json() and body parsers away from the MCP route.',
  },
  reuse: {
    short: 'uses one MCP connection for several clients',
    why: 'One server or transport object was connected a second time.',
    todo: 'Make a new server and a new transport for each session (stateless: for each request), and close them when the response ends.',
  },
  loop: {
    short: 'starts an event loop inside another one',
    why: 'The server was started with asyncio.run() or mcp.run() where an event loop was running already.',
    todo: 'Use "await mcp.run_async()" inside async code, or call mcp.run() from a plain function; not both.',
  },
  response: {
    short: 'answers one request twice',
    why: 'Two parts of the web application wrote a response to the same request.',
    todo: 'Let only the MCP transport write to the response: no res.send or json after handleRequest, no middleware that ends it; in Starlette return Response() from an SSE endpoint.',
  },
  'request-id': {
    short: 'answers a client that has gone',
    why: 'An answer was ready for a request whose connection the transport no longer has, as when a bridge is shared by several clients or mixes its modes.',
    todo: 'Give each client a transport of its own, keep the stream open until the answer is sent, and update the bridge (supergateway: --stateful with one process per session).',
  },
  'content-type': {
    short: 'refuses JSON as the type of a request',
    why: 'The web framework turned the request away for its Content-Type before the MCP part saw it.',
    todo: 'Register a parser for application/json on the MCP route, with and without "; charset=utf-8", and let nothing in front of it change or drop Content-Type.',
  },
  none: {
    short: 'returns nothing from an SSE endpoint',
    why: 'Starlette calls what an endpoint returns, and the endpoint of the SSE transport returned nothing.',
    todo: 'Return Response() at the end of the SSE endpoint, or mount the application that the SDK makes (mcp.sse_app()).',
  },
  bean: {
    short: 'starts without the MCP parts of Spring',
    why: 'Spring found no bean of the MCP server or client that another one asks for.',
    todo: 'Add the MCP starter that fits the web stack (WebMVC, WebFlux or stdio) in the version of the Spring AI BOM, and look at spring.ai.mcp.server.enabled and its type (SYNC or ASYNC).',
  },
  blocking: {
    short: 'blocks a thread that must not wait',
    why: 'A synchronous call of the MCP client or server ran on a reactive thread.',
    todo: 'Use the asynchronous API there (McpAsyncClient, McpAsyncServer), or move the call to a thread that may block (Schedulers.boundedElastic()).',
  },
  scope: {
    short: 'closes the session in another task',
    why: 'A context of anyio was left in another task than it was entered in.',
    todo: 'Open and close the session in one and the same task (one "async with" around all of it), and update the framework.',
  },
};

/** The MCP part is sound, and the way it sits in a web framework or event loop is not. */
export const rule: AnyRule = defineRule({
  id: 'server-framework-integration',
  layer: 'startup',
  severity: 'blocks',
  cause: 'server-framework-integration',
  needs: [],
  uses: ['session', 'client', 'entry'],
  signs: [
    {
      id: 'task-group',
      literals: ['ask group is not initialized', 'ask group was not initialized', '.run() can only be called once', 'lifespan'],
      pattern:
        /[Tt]ask group (?:is|was) not initialized|StreamableHTTPSessionManager \.run\(\) can only be called once|\bmount\(\) got an unexpected keyword argument 'lifespan'|lifespan is not passed to the parent/u,
    },
    {
      id: 'body',
      literals: ['stream is not readable', 'ody has already been', 'ody is unusable', 'request stream is not', 'ERR_STREAM_'],
      pattern: /stream is not readable|[Bb]ody (?:has already been|is unusable)|request stream is not readable/u,
    },
    {
      id: 'reuse',
      literals: ['Already connected to a transport', 'cannot be reused across requests', 'Transport already started', 'lready started!', 'Server already init'],
      pattern:
        /Already connected to a transport|transport cannot be reused across requests|(?:Transport|Transport\b.{0,20}) already started|Invalid Request: Server already initialized/u,
    },
    {
      id: 'content-type',
      literals: [
        'FST_ERR_CTP_INVALID_MEDIA_TYPE',
        'Unsupported Media Type',
        'UnsupportedMediaType',
        'nsupported content-type',
        'Content-Type must be application/json',
      ],
      pattern:
        /FST_ERR_CTP_INVALID_MEDIA_TYPE|\b415\b.{0,60}Unsupported ?Media ?Type|Unsupported ?Media ?Type\b.{0,60}\b415\b|[Uu]nsupported content-type: ?['"]?application\/json|Content-Type must be application\/json/u,
      loose: true,
    },
    {
      id: 'request-id',
      literals: ['No connection established for request', 'No stream found for request', 'Transport is closed'],
      pattern: /No connection established for request ID|No stream found for request/u,
    },
    {
      id: 'loop',
      literals: ['running event loop', 'event loop is already running', 'Already running asyncio', 'Event loop is closed', 'no running event loop'],
      pattern:
        /asyncio\.run\(\) cannot be called from a running event loop|Already running asyncio in this thread|[Tt]his event loop is already running|RuntimeError: (?:Event loop is closed|no running event loop)/u,
    },
    {
      id: 'response',
      literals: ['ERR_HTTP_HEADERS_SENT', 'Cannot set headers after', 'http.response.start', 'http.response.body'],
      pattern:
        /ERR_HTTP_HEADERS_SENT|Cannot set headers after they are sent|Expected ASGI message "?'?http\.response\.\w{4,5}|Unexpected message: \{'type': 'http\.response\.start'|Unexpected ASGI message 'http\.response/u,
    },
    { id: 'none', literals: ["'NoneType' object is not callable"], pattern: /TypeError: 'NoneType' object is not callable/u },
    { id: 'starlette', literals: ['starlette', 'handle_sse'], pattern: /starlette[\\/]|\bhandle_sse\b/u },
    {
      id: 'bean',
      literals: ['No bean named', 'No qualifying bean', 'bean of type'],
      pattern:
        /No bean named '(?:mcp\w{1,60})'|(?:No qualifying bean of type|required a bean of type) '(?:io\.modelcontextprotocol|org\.springframework\.ai\.mcp)[\w.$]{1,120}/u,
    },
    {
      id: 'blocking',
      literals: ['are blocking, which is not supported'],
      pattern: /block\(\)\/blockFirst\(\)\/blockLast\(\) are blocking, which is not supported/u,
      loose: true,
    },
    { id: 'scope', literals: ['cancel scope in a different task'], pattern: /exit cancel scope in a different task than it was entered in/u },
  ],

  judge({ session, client, entry, signs }) {
    if (session?.outcome.kind === 'connected' && session.outcome.degraded === undefined) return [];
    const told = signsToJudge(signs, session);
    const isStarlette = told.some(({ sign }) => sign === 'starlette');
    const meant = told.filter(({ sign }) => sign !== 'starlette' && (sign !== 'none' || isStarlette));
    const [first] = meant;
    const fault = first === undefined ? undefined : FAULTS[first.sign];
    if (fault === undefined) return [];
    const { short, why, todo } = fault;
    const weight = weighStartup(meant, session);
    // These also follow from a client that hung up or asks badly; they settle nothing by themselves.
    const isWeak = meant.every(({ sign }) => sign === 'scope' || sign === 'response' || sign === 'content-type');
    return draftHit(meant, {
      confidence: isWeak ? 'possible' : weight,
      title: `${nameServer(entry)} ${short}`,
      why,
      fixes: [
        {
          id: 'mend-integration',
          title: 'Mend how MCP is built into the application',
          safety: 'manual',
          steps: [{ do: 'tell', text: `In the server's code: ${todo}${sayReload(client)}` }],
        },
      ],
      decisive: 'run the MCP part alone, with the example server of its SDK: it answers',
    });
  },
});
