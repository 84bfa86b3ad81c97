import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Case } from './case.ts';

export const CASES_FOLDER: string = join(dirname(fileURLToPath(import.meta.url)), '..', 'cases');

/** Every case of the testbed, by folder name. */
export async function loadCases(): Promise<readonly Case[]> {
  const folders = readdirSync(CASES_FOLDER)
    .filter((name) => existsSync(join(CASES_FOLDER, name, 'case.ts')))
    .toSorted();
  return Promise.all(
    folders.map(async (name) => {
      const module: { readonly testCase: Case } = await import(pathToFileURL(join(CASES_FOLDER, name, 'case.ts')).href);
      return module.testCase;
    }),
  );
}
