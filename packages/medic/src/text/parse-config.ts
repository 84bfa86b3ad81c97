import type { ConfigFormat, ParsedConfig } from '../model/index.ts';
import { createIssueList } from './issue-list.ts';
import { MAX_CONFIG_CHARS } from './limits.ts';

/**
 * Reads a config file into a tree with places and plain data. Never throws: what is wrong stands in `issues`, and
 * `value` is the best that could be read. Comments, trailing commas and duplicate keys in JSON are always issues; the
 * caller knows which of them a client minds. Parsers are loaded on first use.
 */
export async function parseConfig(text: string, format: ConfigFormat): Promise<ParsedConfig> {
  if (text.length > MAX_CONFIG_CHARS) {
    const list = createIssueList(text);
    list.add('too-large', `the file is larger than ${MAX_CONFIG_CHARS / 1024 / 1024} MiB`, 0, 0);
    return { format, text, root: undefined, value: undefined, issues: list.issues };
  }
  if (format === 'toml') return (await import('./parse-toml.ts')).parseToml(text);
  if (format === 'yaml') return (await import('./parse-yaml.ts')).parseYaml(text);
  if (format === 'env') return (await import('./parse-env.ts')).parseEnv(text);
  return (await import('./parse-json.ts')).parseJson(text, format);
}
