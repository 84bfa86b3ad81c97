const SENTENCES: Readonly<Record<string, string>> = {
  EACCES: 'the folder may not be written by this user',
  EPERM: 'the system does not permit it',
  EROFS: 'the file system is mounted read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EXDEV: 'the file is mounted on its own, so that nothing can take its place',
  EBUSY: 'the file is in use or mounted on its own',
  EMFILE: 'too many files are open',
  EIO: 'the disk reported an error',
};

/** Why a write did not happen, for a person: `the disk is full (ENOSPC)`. */
export function sayErrno(errno: string): string {
  const sentence = SENTENCES[errno];
  return sentence === undefined ? errno : `${sentence} (${errno})`;
}
