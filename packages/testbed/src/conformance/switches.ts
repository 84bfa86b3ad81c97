import { AUTH_SWITCHES } from './switches/auth.ts';
import { CONTENT_SWITCHES } from './switches/content.ts';
import { LAUNCH_SWITCHES } from './switches/launch.ts';
import { LISTS_SWITCHES } from './switches/lists.ts';
import { METADATA_SWITCHES } from './switches/metadata.ts';
import { RPC_SWITCHES } from './switches/rpc.ts';
import { STDIO_SWITCHES } from './switches/stdio.ts';
import type { Switch } from './switches/switch.ts';
import { TRANSPORT_SWITCHES } from './switches/transport.ts';
import { VERSION_SWITCHES } from './switches/version.ts';

/** One id per way to break one rule: the id of the check, and a variant where several ways break the same one. */
export type SwitchId =
  | keyof typeof AUTH_SWITCHES
  | keyof typeof CONTENT_SWITCHES
  | keyof typeof LAUNCH_SWITCHES
  | keyof typeof LISTS_SWITCHES
  | keyof typeof METADATA_SWITCHES
  | keyof typeof RPC_SWITCHES
  | keyof typeof STDIO_SWITCHES
  | keyof typeof TRANSPORT_SWITCHES
  | keyof typeof VERSION_SWITCHES;

export const SWITCHES: Readonly<Record<SwitchId, Switch>> = {
  ...LAUNCH_SWITCHES,
  ...STDIO_SWITCHES,
  ...TRANSPORT_SWITCHES,
  ...VERSION_SWITCHES,
  ...METADATA_SWITCHES,
  ...RPC_SWITCHES,
  ...LISTS_SWITCHES,
  ...CONTENT_SWITCHES,
  ...AUTH_SWITCHES,
};

export function isSwitchId(word: string): word is SwitchId {
  return Object.hasOwn(SWITCHES, word);
}
