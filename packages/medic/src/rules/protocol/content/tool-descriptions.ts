import type { JsonObject } from '../../../model/index.ts';
import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { against, notApplicable } from '../judgements.ts';
import { listed, nameOf } from '../list-items.ts';

const NO_TOOLS = 'the server lists no tools';

const described: AnyCheck = defineCheck({
  id: 'tool.description',
  group: 'content',
  title: 'Describes every tool',
  level: 'practice',
  why: 'The model chooses tools by their descriptions; without one it guesses from the name.',
  fix: 'Say in one or two sentences what the tool does and when to use it.',
  needs: ['lists'],
  judge({ lists }) {
    const tools = listed(lists, 'tools/list');
    if (tools.length === 0) return notApplicable(NO_TOOLS);
    return against(
      'warn',
      tools.flatMap((tool, index) => {
        const { description, name } = tool;
        const isPlain = typeof description === 'string' && description.trim() !== '' && description.trim() !== name;
        return isPlain ? [] : [{ what: `the tool ${nameOf(tool, index)} has no description of its own`, where: 'tools/list' }];
      }),
    );
  },
});

const parameters: AnyCheck = defineCheck({
  id: 'tool.param-description',
  group: 'content',
  title: 'Describes the arguments of its tools',
  level: 'practice',
  why: 'A model that is not told what an argument means, and in which form, fills in something.',
  fix: 'Give each property of inputSchema a description.',
  needs: ['lists'],
  judge({ lists }) {
    const tools = listed(lists, 'tools/list');
    if (tools.length === 0) return notApplicable(NO_TOOLS);
    return against(
      'warn',
      tools.flatMap((tool, index) => {
        const { inputSchema } = tool;
        const properties = isObject(inputSchema) && isObject(inputSchema['properties']) ? inputSchema['properties'] : {};
        const objects = Object.entries(properties).filter((entry): entry is [string, JsonObject] => isObject(entry[1]));
        const isSilent = objects.length > 0 && objects.every(([, property]) => !saysSomething(property));
        return isSilent
          ? [
              {
                what: `no argument of ${nameOf(tool, index)} is described`,
                where: 'tools/list',
                quote: objects
                  .map(([name]) => name)
                  .slice(0, 8)
                  .join(', '),
              },
            ]
          : [];
      }),
    );
  },
});

/** A title, fixed values or a reference tell as much, and so does what is said of the parts of an argument. */
function saysSomething(property: JsonObject): boolean {
  const tells = ['title', 'enum', 'const', '$ref', 'anyOf', 'oneOf', 'allOf'].some((keyword) => property[keyword] !== undefined && property[keyword] !== '');
  return tells || /"description":"[^"]/.test(JSON.stringify(property));
}

export const checks: readonly AnyCheck[] = [described, parameters];
