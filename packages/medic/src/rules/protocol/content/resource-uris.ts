import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { against, notApplicable } from '../judgements.ts';
import { distinctItems, listed, repeated } from '../list-items.ts';
import { cut } from '../quote-turn.ts';

const NO_RESOURCES = 'the server lists no resources';
/** A scheme, and none of the characters that RFC 3986 excludes. Letters beyond ASCII are let pass: clients encode them. */
const URI = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`\p{Cc}]+$/iu;
const EXPRESSION = /^[+#./;?&]?[\w%][\w.%]*(?::[1-9]\d{0,3}|\*)?(?:,[\w%][\w.%]*(?::[1-9]\d{0,3}|\*)?)*$/u;

const valid: AnyCheck = defineCheck({
  id: 'res.uri',
  group: 'content',
  title: 'Names its resources by URIs',
  level: 'MUST',
  spec: '2025-11-25 server/resources#custom-uri-schemes',
  why: 'Clients parse the address to decide how to show and fetch a resource.',
  fix: 'Begin with a scheme and percent-encode spaces and other special characters: notes://my%20notes/1.',
  needs: ['lists'],
  judge({ lists }) {
    const uris = listed(lists, 'resources/list').flatMap(({ uri }) => (typeof uri === 'string' ? [uri] : []));
    if (uris.length === 0) return notApplicable(NO_RESOURCES);
    return against(
      'fail',
      uris.filter((uri) => !URI.test(uri)).map((uri) => ({ what: 'this is no URI', where: 'resources/list', quote: JSON.stringify(cut(uri, 200)) })),
    );
  },
});

const unique: AnyCheck = defineCheck({
  id: 'res.uri-unique',
  group: 'content',
  title: 'Lists every resource once',
  level: 'SHOULD',
  spec: '2025-11-25 server/resources#resource',
  why: 'The URI is how clients tell resources apart; of two with one only one can be read.',
  fix: 'Give each resource a URI of its own.',
  needs: ['lists'],
  judge({ lists }) {
    const resources = distinctItems(lists, 'resources/list');
    if (resources.length === 0) return notApplicable(NO_RESOURCES);
    return against(
      'warn',
      repeated(resources, 'uri').map((uri) => ({ what: 'two resources have this URI', where: 'resources/list', quote: cut(uri, 200) })),
    );
  },
});

const templates: AnyCheck = defineCheck({
  id: 'res.template',
  group: 'content',
  title: 'Writes resource templates as RFC 6570 has them',
  level: 'MUST',
  spec: '2025-11-25 server/resources#resource-templates',
  why: 'Clients expand templates with a library that throws at anything else.',
  fix: 'Write variables as {name}, with letters, digits and "_", and close every brace.',
  needs: ['lists'],
  judge({ lists }) {
    const all = listed(lists, 'resources/templates/list').flatMap(({ uriTemplate }) => (typeof uriTemplate === 'string' ? [uriTemplate] : []));
    if (all.length === 0) return notApplicable('the server lists no templates');
    return against(
      'fail',
      all
        .filter((template) => !isTemplate(template))
        .map((template) => ({ what: 'this is no URI template', where: 'resources/templates/list', quote: cut(template, 200) })),
    );
  },
});

const uniqueTemplates: AnyCheck = defineCheck({
  id: 'res.template-unique',
  group: 'content',
  title: 'Lists every resource template once',
  level: 'practice',
  why: 'Completion and reading name a template by its text alone; of two with one text only one is ever asked.',
  fix: 'Write each template so that it differs from the others.',
  needs: ['lists'],
  judge({ lists }) {
    const listedTemplates = distinctItems(lists, 'resources/templates/list');
    if (listedTemplates.length === 0) return notApplicable('the server lists no templates');
    return against(
      'warn',
      repeated(listedTemplates, 'uriTemplate').map((text) => ({
        what: 'two templates have this text',
        where: 'resources/templates/list',
        quote: cut(text, 200),
      })),
    );
  },
});

export const checks: readonly AnyCheck[] = [valid, unique, templates, uniqueTemplates];

function isTemplate(text: string): boolean {
  const rest = text.slice(0, 5_000).replaceAll(/\{([^{}]*)\}/g, (_, expression: string) => (EXPRESSION.test(expression) ? '' : '{'));
  return !/[{}]/.test(rest);
}
