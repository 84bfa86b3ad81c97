import { isObject, own } from '../../protocol/record.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';

export const probe: AnyProbe = defineProbe({
  id: 'tasks',
  where: 'spare',
  async observe({ spare, era, capabilities }) {
    const tasks = own(capabilities, 'tasks');
    // In the modern era the method is gone; before it must be declared.
    if (era === 'legacy' && !(isObject(tasks) && own(tasks, 'list') !== undefined)) return {};
    return { list: await (await spare()).request('tasks/list', undefined, { limitMs: 3_000 }) };
  },
});
