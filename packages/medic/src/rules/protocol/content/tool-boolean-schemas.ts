import type { AnyCheck } from '../../../model/verify/index.ts';
import { defineCheck } from '../define-check.ts';
import { isObject } from '../is-object.ts';
import { against, notApplicable } from '../judgements.ts';
import { listed, nameOf } from '../list-items.ts';

export const check: AnyCheck = defineCheck({
  id: 'tool.schema-boolean',
  group: 'content',
  title: 'Describes every argument by a schema, not by true or false',
  level: 'practice',
  why: 'JSON Schema allows it; Google and several clients refuse the tool, because they read each argument as an object.',
  fix: 'Write {} with a description instead of true, and leave out what is false.',
  needs: ['lists'],

  judge({ lists }) {
    const tools = listed(lists, 'tools/list');
    if (tools.length === 0) return notApplicable('the server lists no tools');
    return against(
      'warn',
      tools.flatMap((tool, index) => {
        const { inputSchema } = tool;
        const properties = isObject(inputSchema) && isObject(inputSchema['properties']) ? inputSchema['properties'] : {};
        return Object.entries(properties)
          .filter(([, property]) => typeof property === 'boolean')
          .map(([name, property]) => ({
            what: `the schema of an argument of ${nameOf(tool, index)} is a boolean`,
            where: 'tools/list',
            quote: `"${name}": ${JSON.stringify(property)}`,
          }));
      }),
    );
  },
});
