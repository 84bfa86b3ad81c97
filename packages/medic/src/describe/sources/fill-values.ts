import { isObject, readMember } from '../../discover/entry-shape.ts';
import type { DescribedInput, DescribedText, JsonObject } from '../../model/index.ts';
import { isSecretName } from '../../redact/secret-names.ts';
import { joinParts } from '../described-text.ts';

/** Fills the `{variables}` of registry values, and keeps what is left to be asked for. */
export interface Filler {
  readonly fill: (text: string, variables: JsonObject, isSecret: boolean, title: string | undefined) => DescribedText;
  /** Variables or headers, by name. Optional ones without a value are left out, and a note says so. */
  readonly fillMap: (list: readonly JsonObject[]) => { readonly values: Record<string, DescribedText>; readonly notes: readonly string[] };
  readonly inputs: () => Readonly<Record<string, DescribedInput>>;
  readonly ask: (name: string, about: JsonObject) => DescribedText;
}

export function createFiller(given: Readonly<Record<string, string>>): Filler {
  const inputs: Record<string, DescribedInput> = Object.create(null);
  const ask = (name: string, about: JsonObject): DescribedText => {
    if (Object.hasOwn(given, name)) return [given[name] ?? ''];
    const fallback = textOf(about, 'default');
    const isSecret = about['isSecret'] === true || about['sensitive'] === true || isSecretName(name);
    if (fallback !== undefined && !isSecret) return [fallback];
    const title = textOf(about, 'description');
    inputs[name] = { isSecret, ...(title === undefined ? {} : { title: title.slice(0, 200) }), ...(fallback === undefined ? {} : { default: fallback }) };
    return [{ ref: 'input', name }];
  };
  const fill = (text: string, variables: JsonObject, isSecret: boolean, title: string | undefined): DescribedText =>
    joinParts(
      text.split(/(\{[A-Za-z_][\w.-]{0,100}\})/).flatMap((part): DescribedText => {
        const name = /^\{(.+)\}$/.exec(part)?.[1];
        if (name === undefined) return [part];
        const about = readMember(variables, name);
        return ask(name, isObject(about) ? about : { isSecret, ...(title === undefined ? {} : { description: title }) });
      }),
    );
  const fillMap: Filler['fillMap'] = (list) => {
    const values: Record<string, DescribedText> = Object.create(null);
    const optional: string[] = [];
    for (const about of list) {
      const name = textOf(about, 'name');
      if (name === undefined) continue;
      const value = textOf(about, 'value');
      const variables = readMember(about, 'variables');
      const isWanted = about['isRequired'] === true || Object.hasOwn(given, name);
      if (value !== undefined && !Object.hasOwn(given, name))
        values[name] = fill(value, isObject(variables) ? variables : {}, about['isSecret'] === true, textOf(about, 'description'));
      else if (isWanted) values[name] = ask(name, about);
      else optional.push(name);
    }
    return { values, notes: optional.length === 0 ? [] : [`Optional, and left out: ${optional.join(', ')} (--set NAME=VALUE sets one).`] };
  };
  return { fill, fillMap, ask, inputs: () => inputs };
}

export function listOf(value: JsonObject, key: string): readonly JsonObject[] {
  const list = readMember(value, key);
  return Array.isArray(list) ? list.filter(isObject) : [];
}

export function textOf(value: JsonObject, key: string): string | undefined {
  const found = readMember(value, key);
  if (typeof found === 'number' || typeof found === 'boolean') return String(found);
  return typeof found === 'string' && found !== '' ? found : undefined;
}
