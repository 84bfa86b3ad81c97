import type { ClientOutlook } from '../../model/index.ts';
import type { OutlookFacts } from '../../model/verify/index.ts';
import { findNameFault } from '../tool-names.ts';
import { BROKEN, type SchemaFault } from '../tool-schemas.ts';
import { cut } from '../words.ts';
import { weighRemarks, type Remark } from './remark.ts';
import { loseEach } from './tool-list.ts';

interface Provider {
  readonly id: string;
  readonly name: string;
  readonly tools?: number;
  readonly namePattern: string;
  readonly refuses: (fault: SchemaFault) => boolean;
}

/**
 * What the providers' own error messages name (collected in docs/causes/tool-name-invalid, too-many-tools and tool-schema-*, seen
 * until 2026-11). Google's rule for names: letters, digits, "_", ".", ":" and "-", a letter or "_" first, at most 64.
 */
const PROVIDERS: readonly Provider[] = [
  {
    id: 'openai',
    name: 'OpenAI models',
    tools: 128,
    namePattern: '^[a-zA-Z0-9_-]{1,64}$',
    refuses: ({ kind }) => kind === 'type-array-without-items' || kind === 'bad-type-word',
  },
  { id: 'anthropic', name: 'Anthropic models', namePattern: '^[a-zA-Z0-9_-]{1,128}$', refuses: ({ kind }) => BROKEN.has(kind) },
  {
    id: 'google',
    name: 'Google models',
    tools: 512,
    namePattern: '^[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}$',
    refuses: ({ kind }) => kind === 'bad-type-word' || kind === 'bad-required' || kind === 'type-array-without-items',
  },
];

/** What each model provider takes of the server's tools when they are handed on as they are. */
export function predictProviders(facts: OutlookFacts): readonly ClientOutlook[] {
  return PROVIDERS.map((provider) => weighRemarks({ id: provider.id, name: provider.name, kind: 'model-provider' }, judge(provider, facts)));
}

function judge({ name, tools: limit, namePattern, refuses }: Provider, { tools }: OutlookFacts): readonly Remark[] {
  if (tools === undefined) return [{ effect: 'unknown', reason: 'The list of tools was not read' }];
  const bad = tools.tools.flatMap((tool) => findNameFault(tool.name, undefined, { name, limits: { toolNamePattern: namePattern } }));
  const [first] = bad;
  return [
    { effect: 'connects', reason: `The server lists ${tools.count} tools` },
    ...(limit === undefined || tools.count <= limit
      ? []
      : [{ effect: 'loses-tools', reason: `The server lists ${tools.count} tools, and one request takes ${limit}` } as const]),
    ...(first === undefined
      ? []
      : [
          {
            effect: 'loses-tools',
            reason: `The tool name "${cut(first.tool, 80)}" ${first.because}${bad.length === 1 ? '' : `, and ${bad.length - 1} more`}`,
            lostTools: bad.map(({ tool }) => tool),
          } as const,
        ]),
    ...loseEach(tools.tools, refuses, 'and a request that holds it is refused'),
  ];
}
