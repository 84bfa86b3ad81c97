import type { Json, JsonObject } from '../../../model/index.ts';
import type { AnyCheck, ListFacts, SurveyFacts } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { against, notApplicable } from '../judgements.ts';
import { listed, nameOf } from '../list-items.ts';
import { cut } from '../quote-turn.ts';

const NO_ICONS = 'nothing has icons';
const SHARED = { group: 'content', since: '2025-11-25', spec: '2025-11-25 basic/index#icons', needs: ['survey', 'lists'] } as const;

const scheme: AnyCheck = defineCheck({
  ...SHARED,
  id: 'icons',
  title: 'Gives icons as https or data addresses',
  level: 'practice',
  why: 'Clients must refuse every other kind of address.',
  fix: 'Serve the icon over https, or embed it as data:image/png;base64,….',
  judge: ({ survey, lists }) =>
    judgeIcons(survey, lists, ({ src }) => (typeof src !== 'string' || /^(?:https?:|data:)/i.test(src) ? undefined : `has the address ${cut(src, 80)}`)),
});

const shape: AnyCheck = defineCheck({
  ...SHARED,
  id: 'icons.shape',
  title: 'Sends icons with the members of the schema',
  level: 'MUST',
  why: 'Clients on the official SDKs refuse a whole list for an icon of another shape.',
  fix: 'Send src as text and sizes as a list of texts such as "48x48" or "any".',
  judge: ({ survey, lists }) =>
    judgeIcons(
      survey,
      lists,
      ({ src, sizes, mimeType, theme }) => {
        if (typeof src !== 'string') return 'has no src';
        if (sizes !== undefined && !(Array.isArray(sizes) && sizes.every((size) => typeof size === 'string')))
          return `has sizes ${cut(JSON.stringify(sizes), 60)}`;
        if (mimeType !== undefined && typeof mimeType !== 'string') return 'has a mimeType that is no text';
        return theme === undefined || theme === 'light' || theme === 'dark' ? undefined : `has the theme ${cut(JSON.stringify(theme), 60)}`;
      },
      'fail',
    ),
});

export const checks: readonly AnyCheck[] = [scheme, shape];

function judgeIcons(
  survey: SurveyFacts,
  lists: ListFacts,
  findFault: (icon: JsonObject) => string | undefined,
  status: 'fail' | 'warn' = 'warn',
): ReturnType<typeof against> {
  const all = [...holdersOf(survey), ...itemsWithIcons(lists)];
  if (all.length === 0) return notApplicable(NO_ICONS);
  return against(
    status,
    all.flatMap(({ owner, icons }) => {
      if (!Array.isArray(icons)) return status === 'fail' ? [{ what: `the icons of ${owner} are no list`, quote: cut(JSON.stringify(icons), 200) }] : [];
      return icons.flatMap((icon) => {
        const fault = isObject(icon) ? findFault(icon) : status === 'fail' ? 'is no object' : undefined;
        return fault === undefined ? [] : [{ what: `an icon of ${owner} ${fault}`, quote: cut(JSON.stringify(icon), 200) }];
      });
    }),
  );
}

interface Holder {
  readonly owner: string;
  readonly icons: Json;
}

function holdersOf({ initialize, discover }: SurveyFacts): readonly Holder[] {
  const meta = discover?.answer?.result?.['_meta'];
  const infos = [initialize?.answer?.result?.['serverInfo'], isObject(meta) ? meta['io.modelcontextprotocol/serverInfo'] : undefined];
  return infos.flatMap((info) => (isObject(info) && info['icons'] !== undefined ? [{ owner: 'the server', icons: info['icons'] }] : []));
}

function itemsWithIcons(lists: ListFacts): readonly Holder[] {
  return (['tools/list', 'resources/list', 'resources/templates/list', 'prompts/list'] as const).flatMap((method) =>
    listed(lists, method).flatMap((item, index) => (item['icons'] === undefined ? [] : [{ owner: nameOf(item, index), icons: item['icons'] }])),
  );
}
