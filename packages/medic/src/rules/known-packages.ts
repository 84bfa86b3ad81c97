import { nearest } from '../text/near.ts';

export interface KnownPackage {
  readonly ecosystem: 'npm' | 'pypi';
  readonly name: string;
}

/** MCP servers and bridges that many configs name. Each was answered by the npm registry on 2026-11-27. */
const NPM: readonly string[] = [
  '@21st-dev/magic',
  '@antv/mcp-server-chart',
  '@apify/actors-mcp-server',
  '@azure-devops/mcp',
  '@azure/mcp',
  '@benborla29/mcp-server-mysql',
  '@brave/brave-search-mcp-server',
  '@browsermcp/mcp',
  '@bytebase/dbhub',
  '@chakra-ui/react-mcp',
  '@circleci/mcp-server-circleci',
  '@cloudflare/mcp-server-cloudflare',
  '@cocal/google-calendar-mcp',
  '@coingecko/coingecko-mcp',
  '@doist/todoist-ai',
  '@elastic/mcp-server-elasticsearch',
  '@eslint/mcp',
  '@executeautomation/playwright-mcp-server',
  '@heroku/mcp-server',
  '@hubspot/mcp-server',
  '@larksuiteoapi/lark-mcp',
  '@magicuidesign/mcp',
  '@mastra/mcp-docs-server',
  '@mobilenext/mobile-mcp',
  '@modelcontextprotocol/inspector',
  '@modelcontextprotocol/server-brave-search',
  '@modelcontextprotocol/server-everything',
  '@modelcontextprotocol/server-filesystem',
  '@modelcontextprotocol/server-gdrive',
  '@modelcontextprotocol/server-github',
  '@modelcontextprotocol/server-gitlab',
  '@modelcontextprotocol/server-google-maps',
  '@modelcontextprotocol/server-memory',
  '@modelcontextprotocol/server-postgres',
  '@modelcontextprotocol/server-puppeteer',
  '@modelcontextprotocol/server-redis',
  '@modelcontextprotocol/server-sequential-thinking',
  '@modelcontextprotocol/server-slack',
  '@mui/mcp',
  '@neondatabase/mcp-server-neon',
  '@netlify/mcp',
  '@notionhq/notion-mcp-server',
  '@perplexity-ai/mcp-server',
  '@playwright/mcp',
  '@postman/postman-mcp-server',
  '@sentry/mcp-server',
  '@shopify/dev-mcp',
  '@stripe/mcp',
  '@supabase/mcp-server-supabase',
  '@upstash/context7-mcp',
  '@wonderwhy-er/desktop-commander',
  'airtable-mcp-server',
  'chrome-devtools-mcp',
  'exa-mcp-server',
  'figma-developer-mcp',
  'firecrawl-mcp',
  'kubernetes-mcp-server',
  'mcp-remote',
  'mcp-server-kubernetes',
  'mongodb-mcp-server',
  'n8n-mcp',
  'next-devtools-mcp',
  'nx-mcp',
  'ref-tools-mcp',
  'slack-mcp-server',
  'supergateway',
  'task-master-ai',
  'tavily-mcp',
  'xcodebuildmcp',
];

/** The same on PyPI, from the servers' own documents as recalled in November 2026. */
const PYPI: readonly string[] = [
  'arxiv-mcp-server',
  'awslabs.aws-documentation-mcp-server',
  'basic-memory',
  'blender-mcp',
  'duckduckgo-mcp-server',
  'excel-mcp-server',
  'markitdown-mcp',
  'mcp-atlassian',
  'mcp-proxy',
  'mcp-server-fetch',
  'mcp-server-git',
  'mcp-server-motherduck',
  'mcp-server-qdrant',
  'mcp-server-sqlite',
  'mcp-server-time',
  'postgres-mcp',
  'workspace-mcp',
];

/** Names that articles give and no registry has: what those servers are really called. */
const REALLY: Readonly<Record<string, KnownPackage>> = {
  '@modelcontextprotocol/server-fetch': { ecosystem: 'pypi', name: 'mcp-server-fetch' },
  '@modelcontextprotocol/server-git': { ecosystem: 'pypi', name: 'mcp-server-git' },
  '@modelcontextprotocol/server-sqlite': { ecosystem: 'pypi', name: 'mcp-server-sqlite' },
  '@modelcontextprotocol/server-time': { ecosystem: 'pypi', name: 'mcp-server-time' },
  '@modelcontextprotocol/server-playwright': { ecosystem: 'npm', name: '@playwright/mcp' },
  '@modelcontextprotocol/server-sequentialthinking': { ecosystem: 'npm', name: '@modelcontextprotocol/server-sequential-thinking' },
  '@modelcontextprotocol/server-sentry': { ecosystem: 'npm', name: '@sentry/mcp-server' },
  'context7-mcp': { ecosystem: 'npm', name: '@upstash/context7-mcp' },
};

/** The package that was probably meant by a name no registry has; undefined when none is near. */
export function findMeantPackage(name: string, ecosystem: KnownPackage['ecosystem']): KnownPackage | undefined {
  const lower = name.toLowerCase();
  if (ecosystem === 'npm' && Object.hasOwn(REALLY, lower)) return REALLY[lower];
  const [own, other] = ecosystem === 'npm' ? [NPM, PYPI] : [PYPI, NPM];
  if (own.includes(name)) return undefined;
  if (other.includes(name)) return { ecosystem: ecosystem === 'npm' ? 'pypi' : 'npm', name };
  const unscoped = own.filter((known) => known.endsWith(`/${name}`));
  const near = unscoped.length === 1 ? unscoped[0] : nearest(name, own, name.length > 12 ? 2 : 1);
  return near === undefined ? undefined : { ecosystem, name: near };
}
