import { listFolder } from '../../io/look-up.ts';
import { nearest } from '../../text/near.ts';

const MAX_FOLDERS = 50;
const MAX_NAMES = 5_000;
/** A config with thousands of entries asks the same over and over; a person who installs something asks later. */
const REMEMBERED_MS = 5_000;

interface Listing {
  readonly key: string;
  readonly atMs: number;
  readonly names: Promise<readonly string[]>;
  readonly answers: Map<string, string | undefined>;
}

let last: Listing | undefined;

/** The program in these folders whose name is a slip away. Short names are near to everything, so longer ones may differ more. */
export async function findNearName(command: string, folders: readonly string[]): Promise<string | undefined> {
  if (command.length < 3) return undefined;
  const listing = listOnce(folders.slice(0, MAX_FOLDERS));
  const names = await listing.names;
  if (!listing.answers.has(command)) listing.answers.set(command, nearest(command, names, command.length > 6 ? 2 : 1));
  return listing.answers.get(command);
}

function listOnce(folders: readonly string[]): Listing {
  const key = folders.join('\n');
  if (last?.key === key && performance.now() - last.atMs < REMEMBERED_MS) return last;
  const names = Promise.all(folders.map((folder) => listFolder(folder, MAX_NAMES))).then((lists) => lists.flat().filter((name) => name.length > 2));
  last = { key, atMs: performance.now(), names, answers: new Map() };
  return last;
}
