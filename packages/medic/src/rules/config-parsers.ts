import type { Sign } from '../model/index.ts';
import { anyOf } from './near.ts';

/**
 * How parsers that are not written in JavaScript refuse a file: System.Text.Json, Newtonsoft, Jackson, Gson, Python, serde, json5,
 * jq, VS Code's JSON scanner, and those of TOML and YAML. They read messages and data as well; only beside the name of a config
 * file do they speak of one.
 */
export const CONFIG_PARSER_SIGN: Sign = {
  id: 'parser',
  loose: true,
  literals: [
    'JsonException',
    'trailing comma',
    'invalid start of a',
    'After parsing a value',
    'while parsing value',
    'was expecting',
    'MalformedJsonException',
    'JsonSyntaxException',
    'Expecting ',
    'expected `',
    'JSON5',
    'comments are not',
    'parse error',
    'InvalidSymbol',
    'InvalidCommentToken',
    'InvalidNumberFormat',
    'UnexpectedEndOf',
    'TOMLDecodeError',
    'Cannot overwrite a value',
    'toml: line',
    'invalid table header',
    'missing comma between',
    'duplicate key',
    'ScannerError',
    'did not find expected',
    'yaml: line',
    'Map keys must be unique',
    'duplicated mapping key',
    'cannot start any token',
    'while parsing a block',
    'arse ',
    'arsing ',
  ],
  pattern: anyOf(
    /is an invalid start of a (?:value|property)|JSON (?:object|array) contains a trailing comma|is invalid after a (?:value|single JSON value)|After parsing a value an unexpected character|Unexpected character encountered while parsing value/u,
    /\(code \d{1,6}\)\): (?:was expecting|expected)|Unrecognized token '[^']{1,40}': was expecting|MalformedJsonException|JsonSyntaxException|\b[Ii]llegal trailing comma|\btrailing comma at line \d/u,
    /Expecting (?:property name enclosed in double quotes|'[,:]' delimiter|value): line (?<pline>\d{1,6}) column|expected `[,:]`(?: or `[}\]]`)? at line (?<sline>\d{1,6})|\bJSON5(?: error)?: |comments are not (?:permitted|allowed|supported) in JSON|\bparse error: (?:Expected|Invalid|Unfinished|Objects must|Unmatched) .{0,80} at line (?<jqline>\d{1,6})/u,
    /\bInvalid(?:Symbol|CommentToken|NumberFormat)\b|\bUnexpectedEndOf(?:Comment|String|Number)\b/u,
    /TOMLDecodeError|Cannot overwrite a value|\btoml: line (?<gline>\d{1,6})|invalid table header|missing comma between (?:array|inline table)|\bduplicate key\b(?! value)/u,
    /yaml\.(?:scanner|parser)\.(?:Scanner|Parser)Error|did not find expected (?:'-' indicator|node content|key|alphabetic|',')|\byaml: line (?<yline>\d{1,6}): |Map keys must be unique|duplicated mapping key|that cannot start any token|while parsing a block (?:mapping|collection)/u,
    /(?:[Ff]ailed to|[Uu]nable to|[Cc]ould not|[Cc]annot|[Ee]rror) pars(?:e|ing) (?:the )?['"\x60]?(?:[^\s'"\x60]{0,120}[\\/])?(?:\.?mcp|mcp[_-]\w{1,20}|claude_desktop_config|opencode|settings|config)\.(?:jsonc?|toml|ya?ml)\b/u,
  ),
};
