import type { EntryFacts } from '../model/index.ts';

/**
 * Rules about a whole file are asked twice: for the file itself (no entry) and for each of its entries. An entry that
 * the client loads has nothing to do with them.
 */
export function isAboutFile(entry: EntryFacts | undefined): boolean {
  return entry === undefined || (entry.loads.state === 'dropped' && (entry.loads.why === 'file-refused' || entry.loads.why === 'file-not-read'));
}

/** The last part of a path, cut to fit a headline. */
export function nameFile(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return name.length <= 30 ? name : `…${name.slice(name.length - 29)}`;
}

/** Words in a line of text that show that it speaks about a config file and not about what a server wrote. */
export const CONFIG_WORDS: RegExp =
  /\b(?:mcp|config|configuration|settings|claude_desktop_config|cline_mcp_settings|mcp_settings|opencode|kilo|mcporter|librechat)[\w-]{0,24}(?:\.[\w-]{1,24})?\.(?:json[c5]?|toml|ya?ml)\b|\.(?:claude|mcp)\.json\b|\bMCP (?:config|settings)|\b(?:config|configuration|settings) file\b|\b(?:load|pars|read)(?:e|ed|ing)? (?:the )?(?:MCP |app |user |project )?(?:config|configuration|settings)\b/iu;
