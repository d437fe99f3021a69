/** Why the file of metrics was not written. The one before it stands, whole. */
export type TextfileFault = 'wrongEnding' | 'notAbsolute' | 'noFolder' | 'noRights' | 'diskFull' | 'notWritable';

/** Why nothing listens. */
export type ServeFault = 'portInUse' | 'noRights' | 'noSuchAddress' | 'notListening';
