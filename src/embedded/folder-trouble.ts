const UNWRITABLE: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there: allow it (chmod, chown)',
  EPERM: 'this user may not write there: allow it (chmod, chown)',
  EROFS: 'its disk is read-only: mount it for writing',
  ENOSPC: 'its disk is full: make room',
  EDQUOT: 'this user has used up their part of the disk: make room',
  ENOTDIR: 'a file is in the way: take it away',
  EEXIST: 'a file is in the way: take it away',
  ENOENT: 'it is not there, and can’t be made: make it',
};

/** Nothing can be kept in the data folder, for a reason that lies with the machine. */
export class FolderUnusable extends Error {
  override readonly name = 'FolderUnusable';
}

/** What a failed file operation in a data folder means for the person who set it; the error itself where it isn't one. */
export const folderTrouble = (folder: string, error: unknown): unknown => {
  const { code = '' } = error as NodeJS.ErrnoException;
  const why = UNWRITABLE[code];
  if (why === undefined) return error;
  return new FolderUnusable(
    `The data folder ${folder} can't be used, since ${why}, or name another folder with DATELINE_DATA_DIR (${code}).`,
    { cause: error },
  );
};
