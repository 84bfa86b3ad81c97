import type { JsonObject } from '../../../model/index.ts';
import type { AnyCheck, ListFacts } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { against, notApplicable } from '../judgements.ts';
import { listed, nameOf } from '../list-items.ts';

/**
 * Characters that show nothing and carry text or turn it round: tags, zero width space and joiner of words, bidi controls.
 * Joiners and variation selectors are left out: emoji, Persian and Indic scripts need them.
 */
const HIDDEN = /[\u{e0000}-\u{e007f}\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069]/u;
const BYTE_ORDER_MARK = /.\ufeff/u;
const INSTRUCTIONS: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget)\s+(?:all\s+|any\s+)?(?:of\s+)?(?:the\s+|your\s+)?(?:previous|prior|above|earlier|other)\s+(?:instructions|rules|prompts|directives)/iu,
  /\b(?:do\s+not|don't|never)\s+(?:tell|inform|notify|mention\s+(?:this|it)\s+to|reveal\s+(?:this|it)\s+to|show\s+(?:this|it)\s+to)\s+(?:the\s+)?user/iu,
  /<\s*(?:important|secret|system|hidden|instructions?)\s*>/iu,
  /\bwithout\s+(?:telling|informing|asking|notifying)\s+the\s+user\b/iu,
];
const SHARED = { group: 'content', level: 'practice', needs: ['lists'] } as const;

const hidden: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.injection-smells',
  title: 'Hides no characters in names and descriptions',
  why: 'The model reads what the user who allows the tool cannot see.',
  fix: 'Remove the invisible characters.',
  judge: ({ lists }) =>
    judgeTexts(lists, (text) => {
      const at = HIDDEN.exec(text) ?? BYTE_ORDER_MARK.exec(text);
      return at === null ? undefined : { what: 'holds invisible characters', quote: escapeHidden(text.slice(Math.max(0, at.index - 40), at.index + 60)) };
    }),
});

const instructions: AnyCheck = defineCheck({
  ...SHARED,
  id: 'tool.instructions',
  title: 'Describes tools without giving the model orders about the user or other tools',
  why: 'Text that tells the model to keep things from the user, or to forget what it was told, is how poisoned tools work.',
  fix: 'Say what the tool does, and nothing about what else the model is to do.',
  judge: ({ lists }) =>
    judgeTexts(lists, (text) => {
      const found = INSTRUCTIONS.map((pattern) => pattern.exec(text.slice(0, 20_000))).find((match) => match !== null);
      return found === undefined ? undefined : { what: 'gives the model orders', quote: text.slice(Math.max(0, found.index - 60), found.index + 140) };
    }),
});

export const checks: readonly AnyCheck[] = [hidden, instructions];

function judgeTexts(lists: ListFacts, smell: (text: string) => { readonly what: string; readonly quote: string } | undefined): ReturnType<typeof against> {
  const tools = listed(lists, 'tools/list');
  if (tools.length === 0) return notApplicable('the server lists no tools');
  return against(
    'warn',
    tools.flatMap((tool, index) =>
      textsOf(tool).flatMap(([member, text]) => {
        const found = smell(text);
        return found === undefined ? [] : [{ what: `${member} of ${nameOf(tool, index)} ${found.what}`, where: 'tools/list', quote: found.quote }];
      }),
    ),
  );
}

function textsOf({ name, title, description, inputSchema }: JsonObject): readonly (readonly [string, string])[] {
  const properties = isObject(inputSchema) && isObject(inputSchema['properties']) ? inputSchema['properties'] : {};
  const parameters = Object.entries(properties).map(
    ([key, property]) => [`argument "${key}"`, isObject(property) ? property['description'] : undefined] as const,
  );
  return [['name', name] as const, ['title', title] as const, ['description', description] as const, ...parameters].flatMap(([member, text]) =>
    typeof text === 'string' ? [[member, text] as const] : [],
  );
}

function escapeHidden(text: string): string {
  return text.replaceAll(/[\p{Cf}\u{e0000}-\u{e007f}]/gu, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
}
